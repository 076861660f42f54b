/** Durations in Go's notation. */

import fc from 'fast-check';
import { checkDuration, checkTimeLimit, formatDuration, parseAge, parseDuration } from '../../src/support/duration';

const format = 'expected a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h)';

test.each([
  ['30s', 30_000],
  ['20m', 1_200_000],
  ['1h', 3_600_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['.5s', 500],
  ['5.s', 5000],
  ['2h45m30.5s', 9_930_500],
  ['250ms', 250],
  ['1500us', 1.5],
  ['1500\u00b5s', 1.5],
  ['1500\u03bcs', 1.5],
  ['100ns', 0.0001],
  ['+1m', 60_000],
  ['0', 0],
  ['0s', 0],
])('%s is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBeCloseTo(milliseconds, 9);
  expect(checkDuration(text)).toBeUndefined();
});

test.each(['', 'soon', '5 m', '1d', '-5m', '-1', 'm', '1h 30m', '1h30', '1e3', '1e3s', '..5s', '1.2.3s', 'Infinity'])(
  '%j is rejected with the expected format',
  (text) => {
    expect(checkDuration(text)).toBe(`"${text}" is not a duration: ${format}.`);
    expect(() => parseDuration(text)).toThrow(new RangeError(`"${text}" is not a duration: ${format}.`));
  },
);

test.each(['30', '1.5', '00'])('%j is rejected with the hint to add a unit', (text) => {
  expect(() => parseDuration(text)).toThrow(`"${text}" is not a duration: ${format}; add a unit, such as "${text}s".`);
});

test('a time limit must be more than zero', () => {
  for (const text of ['0', '0s', '0.0h0m']) {
    expect(checkTimeLimit(text)).toBe(
      `"${text}" is not a time limit: ${format.replace('a number', 'more than zero, as a number')}.`,
    );
  }
  expect(checkTimeLimit('1ns')).toBeUndefined();
  expect(checkTimeLimit('soon')).toBe(checkDuration('soon'));
});

test.each([
  ['365d', 31_536_000_000],
  ['0d', 0],
  ['12h', 43_200_000],
])('%s is an age of %d ms', (text, milliseconds) => expect(parseAge(text)).toBe(milliseconds));

test.each(['soon', '1.5d', '-1d', '365', '1d12h', ''])('%j is no age', (text) => {
  expect(() => parseAge(text)).toThrow(
    `"${text}" is not an age: expected a number of days, such as "365d", or a duration, such as "12h".`,
  );
});

test.each([
  [0, '0s'],
  [0.2, '0s'],
  [250, '250ms'],
  [999.7, '1s'],
  [1500, '1.5s'],
  [30_000, '30s'],
  [1_200_000, '20m'],
  [5_400_000, '1h30m'],
  [3_605_000, '1h5s'],
])('%d ms is formatted as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test('a formatted duration parses to the same number of milliseconds', () => {
  fc.assert(
    fc.property(fc.nat(10 ** 9), (milliseconds) => {
      expect(parseDuration(formatDuration(milliseconds))).toBeCloseTo(milliseconds, 6);
    }),
  );
});
