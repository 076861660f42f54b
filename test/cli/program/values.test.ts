/** Texts of the command line as values. */

import { execFileSync } from 'node:child_process';
import { parseCount, parseDuration, parsePort, shellQuote } from '../../../src/cli/program/values';

test.each([
  ['0', 0],
  ['250ms', 250],
  ['1.5s', 1500],
  ['2m', 120_000],
  ['1h', 3_600_000],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', 'x', '-1', '5d', '1e3', '5 s', 'Infinity'])('%p is no time', (text) => {
  expect(() => parseDuration(text)).toThrow(`Must be a time such as 250ms, 5s or 2m; got '${text}'.`);
});

test.each(['30', '1.5', '00'])('%p could be seconds or milliseconds, and is refused', (text) => {
  expect(() => parseDuration(text)).toThrow(`Must be a time with its unit, such as ${text}s; got '${text}'.`);
});

test('counts go from 1 to 999999', () => {
  expect([parseCount('1'), parseCount('999999')]).toEqual([1, 999_999]);
  for (const text of ['0', '1000000', '-1', '1.5']) {
    expect(() => parseCount(text)).toThrow(`Must be a whole number from 1 to 999999; got '${text}'.`);
  }
});

test('ports go from 0 to 65535', () => {
  expect([parsePort('0'), parsePort('65535')]).toEqual([0, 65_535]);
  for (const text of ['65536', '-1', '1.5', '', '0x10']) {
    expect(() => parsePort(text)).toThrow(`got '${text}'`);
  }
});

test.each(['plain', 'a b', "it's", '$(id)', '`id`', '"x"', '\n', ''])('%j stays data in a shell', (text) => {
  expect(execFileSync('sh', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'utf8' })).toBe(text);
});
