/** A wall clock that jumps, as after a suspended laptop or when it is set: no wait may end early or go on for longer. */

import { isTransient, systemClock } from '../../../src/client';
import { errorOf, project, withClient } from '../../support/emulator/client';

const minute = 60_000;
const real = Date.now;
let offset: number;

beforeEach(() => {
  offset = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => real() + offset);
});
afterEach(() => jest.restoreAllMocks());

const orders = { serviceName: 'orders', serviceType: 'pg', plan: 'startup-4' };

test.each([30 * minute, -60 * minute])('a jump of %i ms ends no wait for a service', async (jump) => {
  await withClient({ emulator: { serviceDelay: 1_000 } }, async ({ another, emulator, clock, operations }) => {
    const client = another({ clock: systemClock });
    await client.services.create(project, orders);
    emulator.fail({
      operation: 'ServiceGet',
      fault: { kind: 'slow', ms: 0 },
      where: () => {
        // The emulator has another clock: the service is ready at the second look.
        if (offset !== 0) clock.advance(2_000);
        offset = jump;
        return false;
      },
    });
    const deadline = client.deadlineAfter(minute);
    expect(await client.services.waitUntilReady(project, 'orders', { deadline })).toMatchObject({
      service: { state: 'RUNNING' },
    });
    expect(operations().filter((operation) => operation === 'ServiceGet').length).toBeGreaterThan(1);
  });
});

test('a jump forward does not use up the time for retries', async () => {
  await withClient({}, async ({ another, emulator, operations }) => {
    const client = another({ clock: systemClock, retry: { budgetMs: minute, firstDelayMs: 20, longestDelayMs: 20 } });
    const jumps = () => {
      offset = 30 * minute;
      return true;
    };
    emulator.fail({ fault: 503, times: 2, where: jumps });
    expect(await client.cmks.list(project)).toEqual([]);
    expect(operations()).toHaveLength(3);
  });
});

test('a jump back does not extend the time for retries', async () => {
  await withClient({}, async ({ another, emulator }) => {
    const client = another({ clock: systemClock, retry: { budgetMs: 400, firstDelayMs: 20, longestDelayMs: 20 } });
    const jumps = () => {
      offset = -60 * minute;
      return true;
    };
    emulator.fail({ fault: 503, times: Number.POSITIVE_INFINITY, where: jumps });
    // With a budget on the wall clock, this would not end for an hour.
    expect(isTransient(await errorOf(client.cmks.list(project)))).toBe(true);
  });
});
