import { isAborted, isNotFound, isTimeout, isWrongKey } from '../../../src/client';
import type { EmulatorOptions } from '../../../src/emulator';
import { errorOf, gcpKey, project, type Scene, withClient } from '../../support/emulator/client';

const orders = { serviceName: 'orders', serviceType: 'pg', plan: 'startup-4' };

async function withKey(
  emulator: EmulatorOptions,
  use: (scene: Scene & { cmkId: string }) => Promise<void>,
): Promise<void> {
  await withClient({ emulator }, async (scene) => {
    const { cmkId } = await scene.client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    await use({ ...scene, cmkId });
  });
}

test('does not pause for a service that is already ready', async () => {
  await withKey({}, async ({ client, cmkId, clock }) => {
    await client.services.create(project, { ...orders, cmkId });
    const ready = await client.services.waitUntilReady(project, 'orders', { cmkId: cmkId.toUpperCase() });
    expect(ready).toMatchObject({ service: { state: 'RUNNING', cmkId }, association: 'active', poweredOff: false });
    expect(clock.slept).toEqual([]);
  });
});

test('waits until the service runs and its association is active', async () => {
  await withKey({ serviceDelay: 60_000, activationDelay: 180_000 }, async ({ client, cmkId, clock }) => {
    const begun = clock.now();
    await client.services.create(project, { ...orders, cmkId });
    const seen = new Set<string>();
    const onProgress = (now: { state: string | null; association: string | null }) =>
      void seen.add(`${now.state} ${now.association}`);
    await client.services.waitUntilReady(project, 'orders', { onProgress });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(180_000);
    expect(clock.now() - begun).toBeLessThanOrEqual(190_000);
    expect([...seen]).toEqual(['REBUILDING activating', 'RUNNING activating', 'RUNNING active']);
  });
});

test.each(['target', 'active'] as const)(
  'a move ends when the new key is active (until then the API shows the %s key)',
  async (movingCmkId) => {
    await withKey(
      { serviceDelay: 5_000, activationDelay: 60_000, movingCmkId },
      async ({ client, cmkId, emulator, clock }) => {
        await client.services.create(project, { ...orders, cmkId });
        await client.services.waitUntilReady(project, 'orders', { cmkId });
        const next = await client.cmks.create(project, { cloud: 'gcp', keyReference: `${gcpKey}-2` });
        const begun = clock.now();
        await client.services.update(project, 'orders', { cmkId: next.cmkId });
        const ready = await client.services.waitUntilReady(project, 'orders', { cmkId: next.cmkId });
        expect(ready).toMatchObject({ service: { cmkId: next.cmkId }, association: 'active' });
        expect(clock.now() - begun).toBeGreaterThanOrEqual(60_000);
        expect(emulator.store.service(project, 'orders').cmk_id).toBe(next.cmkId);
        await client.services.update(project, 'orders', { cmkId: null });
        expect(await client.services.waitUntilReady(project, 'orders', { cmkId: null })).toMatchObject({
          service: { cmkId: null, state: 'RUNNING' },
          association: null,
        });
      },
    );
  },
);

test('does not wait for a deleted key, unless the caller asked for that key', async () => {
  await withKey({}, async ({ client, cmkId, emulator }) => {
    await client.services.create(project, { ...orders, cmkId });
    emulator.store.project(project).cmks.clear();
    const ready = await client.services.waitUntilReady(project, 'orders');
    expect(ready).toMatchObject({ service: { cmkId }, association: null });
    const error = await errorOf(
      client.services.waitUntilReady(project, 'orders', { cmkId, deadline: client.deadlineAfter(5_000) }),
    );
    expect(isTimeout(error)).toBe(true);
  });
});

test('a service that runs without moving to its key is an error after 60 seconds', async () => {
  await withKey({}, async ({ client, cmkId, clock }) => {
    await client.services.create(project, { ...orders, serviceName: 'ignores-cmk', cmkId: null });
    const next = await client.cmks.create(project, { cloud: 'gcp', keyReference: `${gcpKey}-2`, defaultCmk: true });
    await client.services.create(project, { ...orders, serviceName: 'ignores-cmk-too' });
    for (const [serviceName, wanted, uses] of [
      ['ignores-cmk', cmkId, `uses Aiven-managed keys and not key "${cmkId}" (state "RUNNING").`],
      ['ignores-cmk-too', cmkId, `uses key "${next.cmkId}" and not key "${cmkId}" (state "RUNNING").`],
      ['ignores-cmk-too', null, `uses key "${next.cmkId}" and not Aiven-managed keys (state "RUNNING").`],
    ] as const) {
      await client.services.update(project, serviceName, { cmkId: wanted });
      const begun = clock.now();
      const error = await errorOf(client.services.waitUntilReady(project, serviceName, { cmkId: wanted }));
      expect(isWrongKey(error)).toBe(true);
      expect(error).toMatchObject({
        message: `Service "${serviceName}" in project "acme-prod" ${uses} Aiven has not started to move the service for ${Math.round((clock.now() - begun) / 1000)} s.`,
      });
      expect(clock.now() - begun).toBeGreaterThanOrEqual(60_000);
      expect(clock.now() - begun).toBeLessThanOrEqual(70_000);
    }
    const short = { cmkId, deadline: client.deadlineAfter(4_000) };
    expect(isWrongKey(await errorOf(client.services.waitUntilReady(project, 'ignores-cmk', short)))).toBe(true);
  });
});

test('a service that is powered off must at least be on its way to its key', async () => {
  await withKey({}, async ({ client, cmkId, emulator }) => {
    await client.services.create(project, { ...orders, cmkId });
    await client.services.update(project, 'orders', { powered: false });
    const next = await client.cmks.create(project, { cloud: 'gcp', keyReference: `${gcpKey}-2` });
    expect(isWrongKey(await errorOf(client.services.waitUntilReady(project, 'orders', { cmkId: next.cmkId })))).toBe(
      true,
    );
    emulator.settings.movingCmkId = 'active';
    await client.services.update(project, 'orders', { cmkId: next.cmkId });
    const ready = await client.services.waitUntilReady(project, 'orders', { cmkId: next.cmkId });
    expect(ready).toMatchObject({ service: { cmkId }, association: 'activating', poweredOff: true });
  });
});

test('ends the wait for a service that is powered off', async () => {
  await withKey({ serviceDelay: 5_000 }, async ({ client, cmkId }) => {
    await client.services.create(project, { ...orders, serviceName: 'becomes-poweroff', cmkId });
    const ready = await client.services.waitUntilReady(project, 'becomes-poweroff', { cmkId });
    expect(ready).toMatchObject({ poweredOff: true, service: { state: 'POWEROFF' } });
  });
});

test('reports a service that is deleted during the wait', async () => {
  await withKey({ serviceDelay: 60_000 }, async ({ client, cmkId }) => {
    await client.services.create(project, { ...orders, serviceName: 'taken-away', cmkId });
    const error = await errorOf(client.services.waitUntilReady(project, 'taken-away', { cmkId }));
    expect(isNotFound(error)).toBe(true);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Service "taken-away" in project "acme-prod" no longer exists/),
    });
  });
});

test('reports the last state of a service that is not ready at the deadline', async () => {
  await withKey({ serviceDelay: 5_000 }, async ({ client, cmkId, clock }) => {
    await client.services.create(project, { ...orders, serviceName: 'never-ready', cmkId });
    const begun = clock.now();
    const error = await errorOf(
      client.services.waitUntilReady(project, 'never-ready', { cmkId, deadline: client.deadlineAfter(600_000) }),
    );
    expect(isTimeout(error)).toBe(true);
    expect(error).toMatchObject({
      message: expect.stringMatching(/600 s \(last state "REBUILDING", association "activ/),
    });
    expect(clock.now() - begun).toBe(600_000);
    expect(Math.min(...clock.slept)).toBe(250);
    expect(Math.max(...clock.slept)).toBe(10_000);
  });
});

test('an abort ends the wait and reports the last state', async () => {
  await withKey({ serviceDelay: 600_000 }, async ({ client, cmkId }) => {
    await client.services.create(project, { ...orders, cmkId });
    const stop = new AbortController();
    const wait = { signal: stop.signal, onProgress: () => stop.abort() };
    const error = await errorOf(client.services.waitUntilReady(project, 'orders', wait));
    expect(isAborted(error)).toBe(true);
    expect(error).toMatchObject({ message: expect.stringMatching(/state "REBUILDING", association "activating"/) });
  });
});

test('survives an outage of one minute, but not of five', async () => {
  for (const [seconds, outcome] of [
    [60, 'ready'],
    [300, 'server'],
  ] as const) {
    await withKey({ serviceDelay: 400_000 }, async ({ client, cmkId, emulator, clock }) => {
      await client.services.create(project, { ...orders, cmkId });
      const [from, to] = [clock.now() + 20_000, clock.now() + 20_000 + seconds * 1000];
      emulator.fail({
        fault: 503,
        where: () => clock.now() > from && clock.now() < to,
        times: Number.POSITIVE_INFINITY,
      });
      const wait = client.services.waitUntilReady(project, 'orders', { cmkId });
      if (outcome === 'ready') expect(await wait).toMatchObject({ association: 'active' });
      else expect(await errorOf(wait)).toMatchObject({ kind: outcome, status: 503 });
    });
  }
});

test('waits for a 404 after the response to the delete', async () => {
  await withKey({ deletionDelay: 90_000 }, async ({ client, clock, emulator }) => {
    await client.services.create(project, orders);
    const begun = clock.now();
    await client.services.delete(project, 'orders');
    await client.services.waitUntilGone(project, 'orders');
    expect(clock.now() - begun).toBeGreaterThanOrEqual(90_000);
    expect(emulator.store.project(project).services.size).toBe(0);
    await client.services.create(project, orders);
    await client.services.delete(project, 'orders');
    expect(
      isTimeout(
        await errorOf(client.services.waitUntilGone(project, 'orders', { deadline: client.deadlineAfter(30_000) })),
      ),
    ).toBe(true);
  });
});
