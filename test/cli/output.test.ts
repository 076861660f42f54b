/** Data to stdout, words to stderr, errors in two lines. */

import { CliError } from '../../src/cli/cli-error';
import { Output, type TextStream } from '../../src/cli/output';

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
  expect(out).toBe('\x1b[32mok\x1b[0m\n');
});
