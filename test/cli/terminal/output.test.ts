/** Data on stdout, messages on stderr, errors on two lines. */

import { CliError } from '../../../src/cli/errors/cli-error';
import { Output, type TextStream } from '../../../src/cli/terminal/output';

function written(use: (output: Output) => void, more: Partial<TextStream> = {}, env = {}): [string, string] {
  const texts: [string, string] = ['', ''];
  const stream = (index: 0 | 1): TextStream => ({
    ...more,
    write: (text) => {
      texts[index] += text;
    },
  });
  use(new Output({ stdout: stream(0), stderr: stream(1), env }));
  return texts;
}

test('prints data to stdout and notes to stderr', () => {
  const texts = written((output) => {
    output.data('a');
    output.note('b');
    output.json({ c: [1] });
  });
  expect(texts).toEqual(['a\n{\n    "c": [\n        1\n    ]\n}\n', 'b\n']);
});

test.each([
  [new CliError('No token.', 'Set AIVEN_TOKEN.'), 'error: No token.\nSet AIVEN_TOKEN.\n'],
  [new Error('first\n   second\n'), 'error: first second\n'],
  [new TypeError(''), 'error: TypeError\n'],
  ['thrown text', 'error: thrown text\n'],
  [undefined, 'error: undefined\n'],
])('prints an error on one line, and its hint on the next', (reason, expected) => {
  expect(written((output) => output.error(reason))).toEqual(['', expected]);
});

test('knows the width only on a terminal', () => {
  written((output) => expect(output.width).toBe(40), { isTTY: true, columns: 40 });
  written((output) => expect(output.width).toBeUndefined(), { columns: 40 });
});

test('ignores an empty NO_COLOR', () => {
  const [out] = written((output) => output.data(output.paint('green', 'ok')), { isTTY: true }, { NO_COLOR: '' });
  expect(out).toBe('\x1b[32mok\x1b[39m\n');
});

test('prints data, warnings and errors when quiet', () => {
  const [out, err] = written((output) => {
    output.quiet = true;
    output.data('data');
    output.note('note');
    output.progress('progress');
    output.warn('careful');
    output.error(new Error('broken'));
  });
  expect([out, err]).toEqual(['data\n', 'warning: careful\nerror: broken\n']);
});

test('shows progress on one line of a terminal until the next message, and never in a pipe', () => {
  const use = (output: Output) => {
    output.progress('one');
    output.progress('x'.repeat(200));
    output.note('done');
  };
  const [, err] = written(use, { isTTY: true, columns: 20 });
  expect(err).toBe(`one\r\x1b[2K${'x'.repeat(18)}…\r\x1b[2Kdone\n`);
  expect(written(use)[1]).toBe('done\n');
});

describe.each(['a\x1b]0;title\x07b', 'a\x1b[31mred\x1b[0m', 'a\x1b[2Jd\re', 'abc\u202egpj.exe', 'one\u2028two'])(
  'data with %j',
  (name) => {
    test('never controls the terminal, whatever it is part of', () => {
      const texts = written(
        (output) => {
          output.data(name);
          output.text(name);
          output.note(name);
          output.progress(name);
          output.warn(name);
          output.error(new CliError(name, name));
          output.question(name);
        },
        { isTTY: true, columns: 80 },
        { NO_COLOR: '1' },
      );
      // The erase sequence of the progress line is ours.
      for (const text of texts) expect(text.replaceAll('\r\x1b[2K', '')).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
    });
  },
);

test('keeps our own colors around escaped data', () => {
  const use = (output: Output) => output.data(output.paint('bold', 'a\x1b[31mb'));
  expect(written(use, { isTTY: true })[0]).toBe('\x1b[1ma\\u{1b}[31mb\x1b[22m\n');
});

test('makes control characters visible, except tabs and newlines of data', () => {
  const [out] = written((output) => output.data('a\x1b[31mred\tb\nc'));
  expect(out).toBe('a\\u{1b}[31mred\tb\nc\n');
});

test('prints a note on one line even if a name contains a newline', () => {
  const texts = written((output) => output.note('plain\nDeleted.'));
  expect(texts).toEqual(['', 'plain\\u{a}Deleted.\n']);
});

test('escapes control characters in JSON', () => {
  const [out] = written((output) => output.json({ name: '\x9b2J\u202e\x1b' }));
  expect(out).toBe('{\n    "name": "\\u009b2J\\u202e\\u001b"\n}\n');
});
