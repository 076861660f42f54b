/** Deletes keys that services may still use. */

import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [{ id: cmkId, provider: 'gcp', resource: keys.gcp }],
      services: [{ service_name: 'orders-db', service_type: 'pg', plan: 'startup-4', cmk_id: cmkId }],
    },
  ],
} as const;
const short = 'timeouts {\n    delete = "4s"\n  }';

test('destroy deletes a key that no service uses', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    await tf.destroy();
    expect(emulator.store.project('acme-prod').cmks.size).toBe(0);
  });
});

test('destroy succeeds if the key was already deleted', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    emulator.store.project('acme-prod').cmks.clear();
    await tf.destroy(['-refresh=false']);
    expect(emulator.requests.some(({ operation }) => operation === 'CMKDelete')).toBe(true);
    expect((await tf.show()).values?.root_module?.resources ?? []).toEqual([]);
  });
});

test('destroy keeps a key in the state that Aiven still lists after a 404', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    emulator.fail({ operation: 'CMKDelete', fault: 404 });
    const { code, text } = await tf.destroy([], { mayFail: true });
    expect(code).not.toBe(0);
    expect(text).toContain('This does not prove that it was deleted: Aiven still lists it.');
    expect((await tf.show()).values?.root_module?.resources).toHaveLength(1);
  });
});

test('destroy keeps a key that a service still uses, and the error names the service and its status', async () => {
  await withAiven({ files: cmkHcl({ more: short }), emulator: { seed } }, async (tf, emulator) => {
    await tf.import('aiven_cmk.orders', `acme-prod/${cmkId}`);
    await tf.apply();
    const { code, text } = await tf.destroy([], { mayFail: true });
    expect(code).not.toBe(0);
    expect(text).toContain('"orders-db" (active)');
    expect(text).toContain('create_before_destroy');
    expect(emulator.store.project('acme-prod').cmks.size).toBe(1);
    expect((await tf.resource('aiven_cmk.orders'))?.values.cmk_id).toBe(cmkId);
  });
});

test('destroy waits while associations are deactivating', async () => {
  await withAiven({ files: cmkHcl(), emulator: { seed, deactivationDelay: 900 } }, async (tf, emulator) => {
    await tf.import('aiven_cmk.orders', `acme-prod/${cmkId}`);
    const detach = await fetch(`${emulator.url}/v1/project/acme-prod/service/orders-db`, {
      method: 'PUT',
      headers: { authorization: 'Bearer other', 'content-type': 'application/json' },
      body: JSON.stringify({ cmk_id: '00000000-0000-0000-0000-000000000000' }),
    });
    expect(detach.status).toBe(200);
    await tf.destroy();
    expect(emulator.store.project('acme-prod').cmks.size).toBe(0);
  });
});
