/** The emulator's clock. */

import { EmulatorClock } from '../../src/emulator/clock';

const stopped = { now: () => Date.UTC(2026, 4, 5, 10, 55, 52, 719) };

test('timestamps are RFC 3339 with microseconds, each later than the one before', () => {
  const clock = new EmulatorClock(stopped);
  expect([clock.timestamp(), clock.timestamp()]).toEqual([
    '2026-05-05T10:55:52.719000Z',
    '2026-05-05T10:55:52.719001Z',
  ]);
  const many = Array.from({ length: 5000 }, () => clock.timestamp());
  expect([...many].sort()).toEqual(many);
  expect(new Set(many).size).toBe(5000);
});

test('advances, and resets to the time of its source', () => {
  const clock = new EmulatorClock(stopped);
  clock.advance(1000);
  expect([clock.now() - stopped.now(), clock.timestamp()]).toEqual([1000, '2026-05-05T10:55:53.719000Z']);
  clock.reset();
  expect([clock.now() - stopped.now(), clock.timestamp()]).toEqual([0, '2026-05-05T10:55:52.719000Z']);
});
