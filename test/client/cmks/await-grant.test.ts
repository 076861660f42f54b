/** Registrations and access checks that Aiven refuses until the cloud has applied a new grant. */

import { AivenError, defaults } from '../../../src/client';
import { errorOf, gcpKey, project, withClient } from '../../support/emulator/client';

const input = { cloud: 'gcp', keyReference: gcpKey } as const;

test('a registration and a check are retried until the grant has spread', async () => {
  const emulator = { grantSpreads: 100_000, ungrantedKeys: 'refused' } as const;
  await withClient({ emulator }, async ({ client, clock, operations }) => {
    const started = clock.now();
    const options = { grantDeadline: client.deadlineAfter(defaults.grant.durationMs) };
    const { cmkId } = await client.cmks.create(project, input, options);
    expect(clock.now() - started).toBeGreaterThanOrEqual(100_000);
    await client.cmks.verifyAccess(project, cmkId, options);
    expect(operations().filter((name) => name === 'CMKCreate').length).toBeGreaterThan(5);
    expect(operations().filter((name) => name === 'CMKAccessCheckTrigger')).toHaveLength(1);
    expect((await client.cmks.list(project)).map((cmk) => cmk.cmkId)).toEqual([cmkId]);
  });
});

test.each([
  ['the three minutes', undefined, 180_000],
  ['the deadline of the operation, with time for the last response', 60_000, 59_000],
])('the last refusal is the error after %s', async (_, limitMs, expectedMs) => {
  await withClient({ emulator: { grantSpreads: 3_600_000 } }, async ({ client, clock }) => {
    const { cmkId } = await client.cmks.create(project, input);
    const started = clock.now();
    const grantDeadline = client.deadlineAfter(defaults.grant.durationMs);
    const options = { grantDeadline, deadline: client.deadlineAfter(limitMs) };
    const error = await errorOf(client.cmks.verifyAccess(project, cmkId, options));
    expect((error as AivenError).errorCodes).toEqual(['invalid_cmk_id']);
    expect(clock.now() - started).toBe(expectedMs);
  });
});

test.each([
  ['a 403', { kind: 'status', status: 403 }, 2],
  ['another 400', { kind: 'status', status: 400 }, 1],
  ['BYOK is not enabled', { kind: 'status', status: 403, errorCode: 'feature_not_enabled' }, 1],
  ['a 403 about the token', { kind: 'status', status: 403, message: 'Invalid token' }, 1],
] as const)('%s is retried only where a new grant may help', async (_, fault, requests) => {
  await withClient({}, async ({ client, emulator, operations }) => {
    const { cmkId } = await client.cmks.create(project, input);
    emulator.fail({ operation: 'CMKAccessCheckTrigger', fault });
    const checked = client.cmks.verifyAccess(project, cmkId, { grantDeadline: client.deadlineAfter(180_000) });
    if (requests === 1) expect(await errorOf(checked)).toBeInstanceOf(AivenError);
    else await checked;
    expect(operations().filter((name) => name === 'CMKAccessCheckTrigger')).toHaveLength(requests);
  });
});

test('without a deadline for the grant, a refusal is final', async () => {
  await withClient({ emulator: { grantSpreads: 1 } }, async ({ client, operations }) => {
    const { cmkId } = await client.cmks.create(project, input);
    await errorOf(client.cmks.verifyAccess(project, cmkId));
    expect(operations()).toEqual(['CMKList', 'CMKCreate', 'CMKAccessCheckTrigger']);
  });
});

test('transient failures are retried until the deadline if that is asked for, and else for 30 seconds', async () => {
  await withClient({}, async ({ client, emulator, clock }) => {
    const { cmkId } = await client.cmks.create(project, input);
    const options = () => ({ deadline: client.deadlineAfter(120_000) });
    const elapsed = async (more: object) => {
      const handle = emulator.fail({ operation: 'CMKAccessCheckTrigger', fault: 503, times: 1000 });
      const started = clock.now();
      await errorOf(client.cmks.verifyAccess(project, cmkId, { ...options(), ...more }));
      handle.cancel();
      return clock.now() - started;
    };
    expect(await elapsed({})).toBeLessThanOrEqual(30_000);
    const patient = await elapsed({ retryUntilDeadline: true });
    expect(patient).toBeGreaterThan(100_000);
    expect(patient).toBeLessThanOrEqual(120_000);
  });
});
