/** Go's durations, and the `timeouts` block that holds them. */

import { checkDuration, parseDuration, timeoutsBlock } from '../../src/plugin';
import { timeoutOf } from '../../src/plugin/timeouts';

describe('a duration', () => {
  test.each([
    ['30s', 30_000],
    ['20m', 1_200_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['2h45m30.5s', 9_930_500],
    ['100ms', 100],
    ['1500us', 1.5],
    ['1500µs', 1.5],
    ['+1m', 60_000],
    ['0', 0],
    ['0s', 0],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBeCloseTo(milliseconds, 9);
  });

  test.each(['', 'soon', '5', '5 m', '1d', '-5m', 'm', '1h 30m', '1h30', '1e3s', '..5s', '1.2.3s'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
      expect(checkDuration(text)).toMatch(`"${text}" is not a duration; expected a number with a unit`);
    },
  );

  test('a limit of nothing is refused', () => {
    expect(checkDuration('0s')).toMatch(/"0s" leaves no time at all/);
    expect(checkDuration('1ms')).toBeUndefined();
  });
});

describe('the timeouts block', () => {
  test('is a single block with an optional text for each operation', () => {
    const block = timeoutsBlock(['create', 'delete']);
    expect(block.nesting).toBe('single');
    expect(Object.keys(block.attributes)).toEqual(['create', 'delete']);
    expect(block.attributes.create).toMatchObject({ type: 'string', optional: true, validators: [checkDuration] });
    expect(block.attributes.delete.description).toMatch(/Time limit for the delete operation/);
  });

  test('gives the limit of an operation, else the default, else nothing', () => {
    const object = { timeouts: { create: '1m', read: null, default: '2m' } };
    expect(timeoutOf(object, 'create')).toBe(60_000);
    expect(timeoutOf(object, 'read')).toBe(120_000);
    expect(timeoutOf({ timeouts: null }, 'create')).toBeUndefined();
    expect(timeoutOf({}, 'create')).toBeUndefined();
    expect(timeoutOf(null, 'create')).toBeUndefined();
  });
});
