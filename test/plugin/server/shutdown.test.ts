import { atMost, timeLimits, watchConnections } from '../../../src/plugin/server/shutdown';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a plugin that nobody connects to gives up after a minute', () => {
  const abandoned = jest.fn();
  watchConnections(abandoned);
  jest.advanceTimersByTime(timeLimits.first - 1);
  expect(abandoned).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(abandoned).toHaveBeenCalledTimes(1);
});

test('a plugin with a connection stays, however long nothing happens', () => {
  const abandoned = jest.fn();
  watchConnections(abandoned)(1);
  jest.advanceTimersByTime(100 * timeLimits.first);
  expect(abandoned).not.toHaveBeenCalled();
});

test('a plugin whose last connection is closed waits a moment for another', () => {
  const abandoned = jest.fn();
  const count = watchConnections(abandoned);
  for (const connections of [1, 2, 1, 0]) count(connections);
  jest.advanceTimersByTime(timeLimits.next - 1);
  count(1);
  jest.advanceTimersByTime(timeLimits.next);
  expect(abandoned).not.toHaveBeenCalled();
  count(0);
  jest.advanceTimersByTime(timeLimits.next);
  expect(abandoned).toHaveBeenCalledTimes(1);
});

test('waiting ends with what is waited for, or with the time', async () => {
  await atMost(1000, Promise.resolve());
  expect(jest.getTimerCount()).toBe(0);
  const waiting = atMost(1000, new Promise(() => {}));
  jest.advanceTimersByTime(1000);
  await waiting;
});
