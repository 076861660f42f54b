import { AIVEN_MANAGED_CMK_ID } from '../../../src/aiven';
import { CmkInUseError, isConflict, isNotFound, isTimeout } from '../../../src/client';
import type { EmulatorOptions } from '../../../src/emulator';
import { errorOf, gcpKey, project, type Scene, withClient } from '../../support/emulator/client';

/** A key that one service uses. */
async function withBoundKey(
  emulator: EmulatorOptions,
  use: (scene: Scene & { cmkId: string }) => Promise<void>,
): Promise<void> {
  await withClient({ emulator }, async (scene) => {
    const { cmkId } = await scene.client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    await scene.client.services.create(project, {
      serviceName: 'orders',
      serviceType: 'pg',
      plan: 'startup-4',
      cmkId,
    });
    scene.emulator.requests.length = 0;
    await use({ ...scene, cmkId });
  });
}

const isThere = ({ emulator, cmkId }: Scene & { cmkId: string }) => emulator.store.project(project).cmks.has(cmkId);

test('without whileDeactivating a key in use is rejected immediately', async () => {
  await withBoundKey({}, async (scene) => {
    const error = await errorOf(scene.client.cmks.delete(project, scene.cmkId));
    expect(isConflict(error)).toBe(true);
    expect(scene.operations()).toEqual(['CMKDelete']);
    expect(scene.clock.slept).toEqual([]);
  });
});

test('deletes a key as soon as no service uses it', async () => {
  await withBoundKey({ deactivationDelay: 5 * 60_000 }, async (scene) => {
    const { client, cmkId, clock } = scene;
    await client.services.update(project, 'orders', { cmkId: null });
    const begun = clock.now();
    const seen: string[] = [];
    const onProgress = (all: readonly { status: string }[]) => void seen.push(all.map(({ status }) => status).join());
    await client.cmks.delete(project, cmkId, { whileDeactivating: { onProgress } });
    expect(isThere(scene)).toBe(false);
    expect(clock.now() - begun).toBeGreaterThanOrEqual(5 * 60_000);
    expect(clock.now() - begun).toBeLessThanOrEqual(5 * 60_000 + 10_000);
    expect(seen[0]).toBe('deactivating');
    expect(seen.at(-1)).toBe('');
  });
});

test('the delays grow from a quarter of a second to ten seconds', async () => {
  await withBoundKey({ deactivationDelay: 5 * 60_000 }, async ({ client, cmkId, clock }) => {
    await client.services.update(project, 'orders', { cmkId: null });
    await client.cmks.delete(project, cmkId, { whileDeactivating: {} });
    expect(clock.slept[0]).toBe(250);
    expect(Math.max(...clock.slept)).toBe(10_000);
  });
});

test('fails after a minute if a service stays active, and names the service', async () => {
  await withBoundKey({}, async (scene) => {
    const { client, cmkId, clock } = scene;
    const begun = clock.now();
    const error = await errorOf(client.cmks.delete(project, cmkId, { whileDeactivating: {} }));
    expect(error).toBeInstanceOf(CmkInUseError);
    expect(error).toMatchObject({
      kind: 'inUse',
      status: 409,
      message: expect.stringMatching(/"orders" \(active\)\. The delete waited \d+ s for it to be released\./),
      associations: [{ serviceName: 'orders', status: 'active' }],
    });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(60_000);
    expect(clock.now() - begun).toBeLessThan(71_000);
    expect(isThere(scene)).toBe(true);
  });
});

test('the grace period ends at the deadline', async () => {
  await withBoundKey({}, async ({ client, cmkId, clock }) => {
    const begun = clock.now();
    const error = await errorOf(
      client.cmks.delete(project, cmkId, { deadline: client.deadlineAfter(5_000), whileDeactivating: {} }),
    );
    expect(error).toMatchObject({ kind: 'inUse' });
    expect(clock.now() - begun).toBe(5_000);
  });
});

test('waits for an association that starts deactivating within the grace period', async () => {
  await withBoundKey({ deactivationDelay: 90_000 }, async (scene) => {
    const { client, cmkId, emulator } = scene;
    const onProgress = () => {
      if (emulator.requests.length === 10) {
        emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { cmk_id: AIVEN_MANAGED_CMK_ID });
      }
    };
    await client.cmks.delete(project, cmkId, { whileDeactivating: { onProgress } });
    expect(isThere(scene)).toBe(false);
  });
});

test('at the deadline the error names the service that is still deactivating', async () => {
  await withBoundKey({ deactivationDelay: 60 * 60_000 }, async (scene) => {
    const { client, cmkId, clock } = scene;
    await client.services.update(project, 'orders', { cmkId: null });
    const begun = clock.now();
    const error = await errorOf(
      client.cmks.delete(project, cmkId, { deadline: client.deadlineAfter(20 * 60_000), whileDeactivating: {} }),
    );
    expect(isTimeout(error)).toBe(true);
    expect(error).toMatchObject({ message: expect.stringMatching(/"orders" \(deactivating\).*waited 1200 s/) });
    expect(clock.now() - begun).toBe(20 * 60_000);
    expect(isThere(scene)).toBe(true);
  });
});

test('survives an outage of one minute during the wait', async () => {
  await withBoundKey({ deactivationDelay: 3 * 60_000 }, async (scene) => {
    const { client, cmkId, clock, emulator } = scene;
    await client.services.update(project, 'orders', { cmkId: null });
    const [from, to] = [clock.now() + 20_000, clock.now() + 80_000];
    emulator.fail({ fault: 503, where: () => clock.now() > from && clock.now() < to, times: Number.POSITIVE_INFINITY });
    await client.cmks.delete(project, cmkId, { whileDeactivating: {} });
    expect(isThere(scene)).toBe(false);
  });
});

test('an abort ends the wait and names the service that uses the key', async () => {
  await withBoundKey({ deactivationDelay: 60 * 60_000 }, async ({ client, cmkId }) => {
    await client.services.update(project, 'orders', { cmkId: null });
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const error = await errorOf(
      client.cmks.delete(project, cmkId, { signal: stop.signal, whileDeactivating: { onProgress } }),
    );
    expect(error).toMatchObject({ kind: 'aborted', message: expect.stringContaining('"orders" (deactivating)') });
  });
});

test('a missing key is an error, unless an earlier response was lost', async () => {
  await withBoundKey({}, async ({ client, cmkId, emulator, operations }) => {
    await client.services.update(project, 'orders', { cmkId: null });
    emulator.requests.length = 0;
    emulator.fail({ operation: 'CMKDelete', fault: 'reset-after' });
    await client.cmks.delete(project, cmkId, { whileDeactivating: {} });
    expect(operations()).toEqual(['CMKDelete', 'CMKDelete', 'CMKList']);
    expect(isNotFound(await errorOf(client.cmks.delete(project, cmkId, { whileDeactivating: {} })))).toBe(true);
  });
});

test('a rejection after a lost response is ambiguous', async () => {
  await withBoundKey({ deactivationDelay: 30_000 }, async ({ client, cmkId, emulator }) => {
    await client.services.update(project, 'orders', { cmkId: null });
    emulator.fail({ operation: 'CMKDelete', fault: { kind: 'late', ms: 60_000 } });
    const stop = new AbortController();
    const wait = { signal: stop.signal, whileDeactivating: { onProgress: () => stop.abort() } };
    expect(await errorOf(client.cmks.delete(project, cmkId, wait))).toMatchObject({
      kind: 'aborted',
      ambiguous: true,
    });
  });
});
