/** Text for a terminal: width, safety and wrapping. */

import stringWidth from 'string-width';
import { fold, printable, shorten, wrap } from '../../../src/cli/terminal/text';

test.each([
  ['orders', 6],
  ['日本', 4],
  ['e\u0301', 1],
  ['🔑', 2],
])('%s takes %d columns', (text, width) => {
  expect(stringWidth(text)).toBe(width);
});

test.each([
  ['a\x1b[2Jb', 'a\\u{1b}[2Jb'],
  ['a\nb\r', 'a\\u{a}b\\u{d}'],
  ['abc\u202egpj.exe', 'abc\\u{202e}gpj.exe'],
  ['\u200bzero', '\\u{200b}zero'],
  ['déjà 日本 🔑', 'déjà 日本 🔑'],
])('makes %j safe to print', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each([
  ['short', 10, ['short']],
  ['two words here', 10, ['two words', 'here']],
  ['projects/acme/locations', 16, ['projects/acme/', 'locations']],
  ['aaa/bbb/ccc/dd', 9, ['aaa/bbb/', 'ccc/dd']],
  ['0123456789abcdef', 6, ['012345', '6789ab', 'cdef']],
  ['日本日本', 5, ['日本', '日本']],
])('wraps %j within %d columns', (text, columns, lines) => {
  expect(wrap(text, columns)).toEqual(lines);
});

test('loses nothing, and no line is too long, at any width', () => {
  const text = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
  for (let columns = 1; columns < 100; columns += 1) {
    const lines = wrap(text, columns);
    expect(lines.join('')).toBe(text);
    expect(Math.max(...lines.map(stringWidth))).toBeLessThanOrEqual(columns);
  }
});

test('shortens a long line with an ellipsis', () => {
  expect([shorten('orders', 6), shorten('orders', 5)]).toEqual(['orders', 'orde…']);
});

test('never splits a word that fits on a line', () => {
  const text =
    'beta       PROVIDER_AIVEN_ENABLE_BETA is off: aiven_cmk cannot be planned. > Set PROVIDER_AIVEN_ENABLE_BETA=1, or b.';
  for (let columns = 29; columns < 80; columns += 1) {
    const words = wrap(text, columns).flatMap((line) => line.split(/\s+/));
    expect(words.filter(Boolean)).toEqual(text.split(/\s+/));
  }
});

test('drops the space after a full line', () => {
  expect(wrap('abcde fgh', 5)).toEqual(['abcde', 'fgh']);
});

test.each([
  ['3. move these: one, two', 16, '3. move these:\n   one, two'],
  ['  a key of orders', 12, '  a key of\n  orders'],
  ['Nothing left to do.', 14, 'Nothing left\nto do.'],
  ['1. short', 14, '1. short'],
])('wraps %j with a hanging indent', (text, columns, lines) => {
  expect(fold(text, columns)).toBe(lines);
});
