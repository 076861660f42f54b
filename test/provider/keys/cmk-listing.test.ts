import { boundedList, byAge } from '../../../src/provider/keys/cmk-listing';
import { cmkNumber } from './cmks';

const created = (...times: string[]) => byAge(times.map((createdAt, index) => cmkNumber(index, { createdAt })));

test.each([
  ['whole seconds before their fractions', ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5Z']],
  ['microseconds', ['2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00.000002Z']],
  ['fractions of different length', ['2026-01-01T00:00:00.09Z', '2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00.11Z']],
  ['time zones', ['2026-01-01T02:00:00+02:00', '2026-01-01T00:30:00Z']],
])('sorts keys by creation time: %s', (_, times) => {
  expect(created(...times).map(({ createdAt }) => createdAt)).toEqual(times);
  expect(created(...times.toReversed()).map(({ createdAt }) => createdAt)).toEqual(times);
});

test('sorts keys of the same time by ID', () => {
  const createdAt = '2026-01-01T00:00:00Z';
  const ids = byAge([2, 0, 1].map((index) => cmkNumber(index, { createdAt }))).map(({ cmkId }) => cmkId);
  expect(ids).toEqual([0, 1, 2].map((index) => cmkNumber(index).cmkId));
});

test('shows up to ten lines, and counts the rest', () => {
  const lines = Array.from({ length: 11 }, (_, index) => `line ${index}`);
  expect(boundedList(lines.slice(0, 10))).not.toContain('more');
  expect(boundedList(lines)).toMatch(/\n {2}line 9\n {2}… and 1 more$/);
});
