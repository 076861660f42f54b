/** Data to stdout, words to stderr, errors in two lines. */

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

test('data goes to stdout and notes to stderr, a line each', () => {
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
])('an error is one line, and what to do another', (reason, expected) => {
  expect(written((output) => output.error(reason))).toEqual(['', expected]);
});

test('the width is known on a terminal only', () => {
  written((output) => expect(output.width).toBe(40), { isTTY: true, columns: 40 });
  written((output) => expect(output.width).toBeUndefined(), { columns: 40 });
});

test('an empty NO_COLOR does not count', () => {
  const [out] = written((output) => output.data(output.paint('green', 'ok')), { isTTY: true }, { NO_COLOR: '' });
  expect(out).toBe('\x1b[32mok\x1b[39m\n');
});

test('quiet leaves data, warnings and errors', () => {
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

test('progress is one line on a terminal, gone when something else is said, and nothing in a pipe', () => {
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
  '%j, named by somebody else,',
  (name) => {
    test('does not steer the terminal, whatever it is part of', () => {
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
      // The progress is wiped out before something else is said.
      for (const text of texts) expect(text.replaceAll('\r\x1b[2K', '')).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
    });
  },
);

test('our own colours around such a name are shown', () => {
  const use = (output: Output) => output.data(output.paint('bold', 'a\x1b[31mb'));
  expect(written(use, { isTTY: true })[0]).toBe('\x1b[1ma\\u{1b}[31mb\x1b[22m\n');
});

test('what a name hides is made visible', () => {
  const [out] = written((output) => output.data('a\x1b[31mred\tb\nc'));
  expect(out).toBe('a\\u{1b}[31mred\tb\nc\n');
});

test('a name cannot make a line of its own out of a note', () => {
  const texts = written((output) => output.note('plain\nDeleted.'));
  expect(texts).toEqual(['', 'plain\\u{a}Deleted.\n']);
});

test('JSON holds no character that could steer one either', () => {
  const [out] = written((output) => output.json({ name: '\x9b2J\u202e\x1b' }));
  expect(out).toBe('{\n    "name": "\\u009b2J\\u202e\\u001b"\n}\n');
});
