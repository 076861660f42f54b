/** A 404 is a fact only if the project's list agrees. */

import { isContractError, isNotFound } from '../../../src/client';
import { errorOf, gcpKey, project, type Scene, withClient } from '../../support/emulator/client';

const orders = { serviceName: 'orders', serviceType: 'pg', plan: 'startup-4' };
const notFound = { kind: 'status', status: 404, message: 'Not found' } as const;

async function withKeyAndService(use: (scene: Scene & { cmkId: string }) => Promise<void>): Promise<void> {
  await withClient({}, async (scene) => {
    const { cmkId } = await scene.client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    await scene.client.services.create(project, orders);
    await use({ ...scene, cmkId });
  });
}

test("a gateway's 404 after a lost DELETE is no success while Aiven has the key or the service", async () => {
  await withKeyAndService(async ({ client, cmkId, emulator }) => {
    const { cmks, services } = emulator.store.project(project);
    for (const operation of ['CMKDelete', 'ServiceDelete'] as const) {
      // The request gets lost before Aiven reads it, and then a gateway responds.
      emulator.fail({ operation, fault: 'reset' });
      emulator.fail({ operation, fault: notFound, times: Number.POSITIVE_INFINITY });
    }
    for (const whileDeactivating of [undefined, {}]) {
      const error = await errorOf(client.cmks.delete(project, cmkId, { whileDeactivating }));
      expect(error).toMatchObject({ kind: 'contract', message: expect.stringContaining('Aiven still lists it') });
    }
    expect(isContractError(await errorOf(client.services.delete(project, 'orders')))).toBe(true);
    expect([cmks.size, services.size]).toEqual([1, 1]);
  });
});

test("a gateway's 404 does not end the wait for a service's deletion", async () => {
  await withKeyAndService(async ({ client, emulator }) => {
    emulator.fail({ operation: 'ServiceGet', fault: notFound, times: Number.POSITIVE_INFINITY });
    const wait = { deadline: client.deadlineAfter(30_000) };
    expect(await errorOf(client.services.waitUntilGone(project, 'orders', wait))).toMatchObject({ kind: 'timeout' });
  });
});

test("a gateway's 404 for everything proves nothing", async () => {
  await withKeyAndService(async ({ client, cmkId, emulator }) => {
    emulator.fail({ fault: notFound, times: Number.POSITIVE_INFINITY });
    for (const request of [
      client.cmks.get(project, cmkId),
      client.cmks.associations(project, cmkId),
      client.services.get(project, 'orders'),
    ]) {
      expect(await errorOf(request)).toMatchObject({ kind: 'contract', status: 404 });
    }
  });
});

test('a missing key or service is not found, after one look at the list', async () => {
  await withKeyAndService(async ({ client, operations, emulator }) => {
    emulator.requests.length = 0;
    expect(isNotFound(await errorOf(client.cmks.get(project, '1b671a64-40d5-491e-99b0-da01ff1f3341')))).toBe(true);
    expect(isNotFound(await errorOf(client.services.get(project, 'other')))).toBe(true);
    expect(operations()).toEqual(['CMKGet', 'CMKList', 'ServiceGet', 'ServiceList']);
  });
});

test('many creates of services need one list', async () => {
  await withClient({}, async ({ client, operations }) => {
    const names = ['a', 'b', 'c'].map((name) => ({ ...orders, serviceName: name }));
    await Promise.all(names.map((input) => client.services.create(project, input)));
    expect(operations().filter((operation) => operation === 'ServiceList')).toHaveLength(1);
  });
});
