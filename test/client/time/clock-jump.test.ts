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

test.each([30 * minute, -60 * minute])('a jump of %i ms does not change the time for retries', async (jump) => {
  await withClient({}, async ({ another, emulator, operations }) => {
    const retry = { budgetMs: 400, firstDelayMs: 20, longestDelayMs: 20 };
    const client = another({ clock: systemClock, retry });
    emulator.fail({
      fault: 503,
      times: Number.POSITIVE_INFINITY,
      where: () => {
        offset = jump;
        return true;
      },
    });
    expect(isTransient(await errorOf(client.cmks.list(project)))).toBe(true);
    // With a budget on the wall clock there would be one attempt, or no end.
    expect(operations().length).toBeGreaterThan(1);
  });
});
