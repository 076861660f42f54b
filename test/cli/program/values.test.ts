/** Parsers for option values. */

import { parseBoolean, parseChoice, parseCount, parsePort } from '../../../src/cli/program/values';

test('accepts counts from 1 to 999999', () => {
  expect([parseCount('1'), parseCount('999999')]).toEqual([1, 999_999]);
  for (const text of ['0', '1000000', '-1', '1.5']) {
    expect(() => parseCount(text)).toThrow(`expected an integer from 1 to 999999, got "${text}".`);
  }
});

test('accepts ports from 0 to 65535', () => {
  expect([parsePort('0'), parsePort('65535')]).toEqual([0, 65_535]);
  for (const text of ['65536', '-1', '1.5', '', '0x10']) {
    expect(() => parsePort(text)).toThrow(`expected a port from 0 to 65535, got "${text}".`);
  }
});

test('accepts booleans as words and digits, in any case', () => {
  expect(['true', 'TRUE', '1', 'false', 'False', '0'].map(parseBoolean)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  for (const text of ['yes', 'constructor']) {
    expect(() => parseBoolean(text)).toThrow(`expected "true" or "false", got "${text}".`);
  }
});

test('names every choice', () => {
  expect(parseChoice('b', ['a', 'b', 'c'])).toBe('b');
  expect(() => parseChoice('x', ['a', 'b', 'c'])).toThrow('expected "a", "b" or "c", got "x".');
});
