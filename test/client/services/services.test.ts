import { inspect } from 'node:util';
import { isAlreadyExists, isConflict, isNotFound, isPermissionDenied } from '../../../src/client';
import { errorOf, gcpKey, project, withClient } from '../../support/emulator/client';

const orders = { serviceName: 'orders', serviceType: 'pg', plan: 'startup-4' };

describe.each(['full', 'six-fields'] as const)('with %s responses', (serviceShape) => {
  test('a service is created, read, listed, updated and deleted', async () => {
    await withClient({ emulator: { serviceShape } }, async ({ client }) => {
      const created = await client.services.create(project, { ...orders, cloudName: 'google-europe-west3' });
      expect(created).toMatchObject({ ...orders, cloudName: 'google-europe-west3', cmkId: null });
      expect(await client.services.get(project, 'orders')).toMatchObject({ ...orders, state: 'RUNNING' });
      expect((await client.services.list(project)).map(({ serviceName }) => serviceName)).toEqual(['orders']);
      const changed = await client.services.update(project, 'orders', { plan: 'business-4' });
      expect(changed.plan).toBe('business-4');
      await client.services.delete(project, 'orders');
      await client.services.waitUntilGone(project, 'orders');
      expect(isNotFound(await errorOf(client.services.get(project, 'orders')))).toBe(true);
    });
  });
});

test('sends only the given settings', async () => {
  await withClient({}, async ({ client, emulator }) => {
    const { cmkId } = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    await client.services.create(project, {
      ...orders,
      cmkId: null,
      tags: { team: 'a' },
      techEmails: ['a@example.com'],
    });
    await client.services.update(project, 'orders', { cmkId: cmkId.toUpperCase() });
    await client.services.update(project, 'orders', { terminationProtection: true });
    const bodies = emulator.requests
      .filter(({ operation }) => /Service(Create|Update)/.test(operation ?? ''))
      .map(({ body }) => body);
    expect(bodies).toEqual([
      {
        service_name: 'orders',
        service_type: 'pg',
        plan: 'startup-4',
        cmk_id: '00000000-0000-0000-0000-000000000000',
        tags: { team: 'a' },
        tech_emails: [{ email: 'a@example.com' }],
      },
      { cmk_id: cmkId },
      { termination_protection: true },
    ]);
  });
});

test('returns secrets only on request, and never prints them', async () => {
  await withClient({}, async ({ client }) => {
    await client.services.create(project, orders);
    const plain = await client.services.get(project, 'orders');
    const full = await client.services.get(project, 'orders', { includeSecrets: true });
    expect(full.secrets.password).toMatch(/./);
    expect(full.secrets.serviceUri).toContain(full.secrets.password ?? '-');
    expect(plain.secrets.password).not.toBe(full.secrets.password);
    expect(full).toMatchObject({ host: expect.any(String), port: expect.any(Number), username: expect.any(String) });
    expect(full.components.length).toBeGreaterThan(0);
    for (const text of [JSON.stringify(full), inspect(full, { depth: 9, showHidden: true })]) {
      expect(text).not.toContain(full.secrets.password);
    }
  });
});

test.each(['reset-after', 'lost', 'truncate', 'bad-json', 'wrong-json', 'html'] as const)(
  'after a create response lost to %s the service is found by its name',
  async (fault) => {
    await withClient({}, async ({ client, emulator }) => {
      emulator.fail({ operation: 'ServiceCreate', fault });
      expect(await client.services.create(project, orders)).toMatchObject(orders);
      expect([...emulator.store.project(project).services.keys()]).toEqual(['orders']);
    });
  },
);

test.each([429, 503])('adopts the service that a request created although a gateway returned %i', async (status) => {
  await withClient({}, async ({ client, emulator, operations }) => {
    emulator.fail({ operation: 'ServiceCreate', fault: { kind: 'status', status, retryAfter: 2, takesEffect: true } });
    expect(await client.services.create(project, orders)).toMatchObject(orders);
    expect(operations().filter((operation) => operation === 'ServiceCreate')).toHaveLength(1);
  });
});

test('finds a service whose create took effect after the second request was rejected', async () => {
  await withClient({}, async ({ client, emulator }) => {
    emulator.fail({ operation: 'ServiceCreate', fault: { kind: 'late', ms: 9_000 } });
    expect(await client.services.create(project, orders)).toMatchObject(orders);
  });
});

test('rejects an existing name without a POST, and never adopts the service', async () => {
  await withClient({}, async ({ client, emulator, operations }) => {
    emulator.call('ServiceCreate', project, {}, { service_name: 'orders', service_type: 'pg', plan: 'startup-4' });
    const error = await errorOf(client.services.create(project, orders));
    expect(isAlreadyExists(error)).toBe(true);
    expect(error).toMatchObject({ hint: `Import it with the ID "${project}/orders", or choose another name.` });
    expect(operations()).toEqual(['ServiceList', 'ServiceGet']);
  });
});

test('does not adopt a service that someone else created in the meantime with other settings', async () => {
  await withClient({}, async ({ client, emulator }) => {
    emulator.fail({
      operation: 'ServiceCreate',
      fault: 'reset',
      where: () => {
        emulator.call('ServiceCreate', project, {}, { service_name: 'orders', service_type: 'pg', plan: 'business-4' });
        return true;
      },
    });
    const error = await errorOf(client.services.create(project, orders));
    expect(isAlreadyExists(error)).toBe(true);
    expect((error as Error).message).toMatch(/someone else created it at the same time/);
  });
});

test('distinguishes termination protection from a missing permission', async () => {
  await withClient({ emulator: { projects: [project, { name: 'read-only', deny: 'writes' }] } }, async ({ client }) => {
    await client.services.create(project, { ...orders, terminationProtection: true });
    const guarded = await errorOf(client.services.delete(project, 'orders'));
    expect(isPermissionDenied(guarded) || isConflict(guarded)).toBe(true);
    expect((guarded as Error).message).toMatch(/termination/i);
    expect(isPermissionDenied(await errorOf(client.services.create('read-only', orders)))).toBe(true);
  });
});
