/** The key of a service, from creation to deletion, with the real Terraform and the built provider. */

import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { serviceHcl, stored, takeUpdates } from '../support/terraform/service-hcl';

const none = '"00000000-0000-0000-0000-000000000000"';
const both = cmkHcl() + cmkHcl({ name: 'next', resource: keys.gcp2 });
const address = 'aiven_pg.orders';

test('a service is created with a key, moved, detached and destroyed; each apply waits for the result', async () => {
  const files = both + serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });
  await withAiven(
    { files, emulator: { serviceDelay: 100, activationDelay: 200, deletionDelay: 200 } },
    async (tf, emulator) => {
      const service = () => emulator.store.service('acme-prod', 'orders-db');
      const associations = () =>
        emulator.store.project('acme-prod').associations.map(({ cmkId, status }) => ({ cmkId, status }));
      await tf.apply();
      const orders = (await stored(tf, 'aiven_cmk.orders'))?.attributes.cmk_id;
      const next = (await stored(tf, 'aiven_cmk.next'))?.attributes.cmk_id;
      expect(service().state).toBe('RUNNING');
      expect(associations()).toEqual([{ cmkId: orders, status: 'active' }]);
      expect((await stored(tf, address))?.attributes).toMatchObject({
        id: 'acme-prod/orders-db',
        cmk_id: orders,
        state: 'RUNNING',
        service_type: 'pg',
      });

      takeUpdates(emulator);
      await tf.write(both + serviceHcl({ cmkId: 'aiven_cmk.next.cmk_id' }));
      expect((await tf.apply()).text).toContain('0 added, 1 changed, 0 destroyed');
      expect(takeUpdates(emulator)).toEqual([{ cmk_id: next }]);
      expect(service().state).toBe('RUNNING');
      expect(associations()).toContainEqual({ cmkId: next, status: 'active' });

      await tf.write(both + serviceHcl({ cmkId: none }));
      await tf.apply();
      expect(takeUpdates(emulator)).toEqual([{ cmk_id: '00000000-0000-0000-0000-000000000000' }]);
      expect(service().cmk_id).toBeNull();
      expect((await tf.apply()).text).toContain('No changes.');

      await tf.write(both);
      await tf.apply();
      expect(emulator.store.project('acme-prod').services.size).toBe(0);
    },
  );
});

const [first, second] = ['1b671a64-40d5-491e-99b0-da01ff1f3341', '2c782b75-51e6-4a2f-8ac1-eb12aa2a4452'];
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: first, provider: 'gcp', resource: keys.gcp, default_cmk: true },
        { id: second, provider: 'gcp', resource: keys.gcp2 },
      ],
    },
    {
      name: 'acme-staging',
      cmks: [{ id: 'aaaaaaaa-51e6-4a2f-8ac1-eb12aa2a4452', provider: 'gcp', resource: keys.gcp }],
    },
  ],
} as const;
const keeps = 'keeps its key';

test('an omitted cmk_id shows the default key, and the plan warns only after a configured cmk_id was removed', async () => {
  await withAiven({ files: serviceHcl(), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    expect(emulator.requests.find(({ operation }) => operation === 'ServiceCreate')?.body).not.toHaveProperty('cmk_id');
    expect((await stored(tf, address))?.attributes.cmk_id).toBe(first);
    const inherited = await tf.apply();
    expect(inherited.text).toContain('No changes.');
    expect(inherited.text).not.toContain(keeps);

    await tf.write(serviceHcl({ cmkId: `"${second}"` }));
    await tf.apply();
    takeUpdates(emulator);
    await tf.write(serviceHcl());
    for (let round = 0; round < 2; round++) {
      const plan = await tf.plan();
      expect(plan.changes).toBe(false);
      expect(plan.text).toContain('Service "orders-db" keeps its key');
      expect(plan.text).toContain(`set cmk_id = ${none}`);
    }
    await tf.write(serviceHcl({ more: 'tag {\n key = "team"\n value = "a"\n }' }));
    expect((await tf.apply()).text).toContain(keeps);
    const tags = emulator.requests.filter(({ operation }) => operation === 'ProjectServiceTagsReplace');
    expect(tags.map(({ body }) => body)).toEqual([{ tags: { team: 'a' } }]);
    expect(takeUpdates(emulator)).toEqual([]);
    const plan = await tf.plan();
    expect(plan.changes).toBe(false);
    expect(plan.text).not.toContain(keeps);
    expect((await stored(tf, address))?.attributes.cmk_id).toBe(second);
  });
});

test('the all-zero UUID means Aiven-managed keys, also at creation, and the case of an ID does not matter', async () => {
  await withAiven({ files: serviceHcl({ cmkId: none }), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    expect(emulator.store.service('acme-prod', 'orders-db').cmk_id).toBeNull();
    expect((await tf.apply()).text).toContain('No changes.');

    takeUpdates(emulator);
    await tf.write(serviceHcl({ cmkId: `"${second.toUpperCase()}"` }));
    await tf.apply();
    expect(takeUpdates(emulator)).toEqual([{ cmk_id: second }]);
    expect((await tf.apply()).text).toContain('No changes.');
    await tf.write(serviceHcl({ cmkId: `"${second}"` }));
    expect((await tf.apply()).text).toContain('No changes.');

    // Drift: another user detaches the key.
    emulator.call('ServiceUpdate', 'acme-prod', { serviceName: 'orders-db' }, { cmk_id: none.replaceAll('"', '') });
    await tf.apply();
    expect(emulator.store.service('acme-prod', 'orders-db').cmk_id).toBe(second);

    // Without the attribute and without a key there is nothing to warn about.
    await tf.write(serviceHcl({ cmkId: none }));
    await tf.apply();
    await tf.write(serviceHcl());
    const plan = await tf.plan();
    expect(plan.changes).toBe(false);
    expect(plan.text).not.toContain(keeps);
  });
});

test('an unusable key is a plan error if it is new, and a warning if the service already has it', async () => {
  await withAiven({ files: serviceHcl(), emulator: { seed, deletedKeys: 'shown' } }, async (tf, emulator) => {
    const refused = async (cmkId: string) => {
      await tf.write(serviceHcl({ cmkId: `"${cmkId}"` }));
      const { code, text } = await tf.plan([], { mayFail: true });
      expect(code).toBe(1);
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
      return text;
    };
    expect(await refused(`acme-prod/${first}`)).toContain('use the attribute .cmk_id instead of .id');
    expect(await refused(first.slice(1))).toContain('is not a CMK ID');
    expect(await refused('aaaaaaaa-51e6-4a2f-8ac1-eb12aa2a4452')).toContain(
      'Key "acme-prod/aaaaaaaa-51e6-4a2f-8ac1-eb12aa2a4452" does not exist: it was deleted, or belongs to another project.',
    );
    emulator.store.cmk('acme-prod', second).status = 'deleted';
    expect(await refused(second)).toContain('has status "deleted"');

    await tf.write(serviceHcl({ cmkId: `"${first}"` }));
    await tf.apply();
    emulator.store.cmk('acme-prod', first).status = 'deleted';
    const deleted = await tf.plan();
    expect(deleted.changes).toBe(false);
    expect(deleted.text).toContain('Warning: The key of service "orders-db" cannot be used');
    emulator.store.project('acme-prod').cmks.delete(first);
    const gone = await tf.plan();
    expect(gone.changes).toBe(false);
    expect(gone.text).toContain(`Key "acme-prod/${first}" does not exist`);

    // Other settings can still change, and nothing waits for the association of a missing key.
    await tf.write(serviceHcl({ cmkId: `"${first}"`, more: 'termination_protection = true' }));
    await tf.apply();
    expect(emulator.store.service('acme-prod', 'orders-db').termination_protection).toBe(true);
  });
});

/** "Manage service CMK associations" of the BYOK guide (docs/internals/api.md#sources), unchanged. */
const snippets = {
  key: `resource "aiven_cmk" "example_key" {
project = "my-project"
cmk_provider = "gcp"
resource = "projects/aiven-example/locations/us-central1/keyRings/example-keyring/cryptoKeys/example-key"
default_cmk = false
}
`,
  create: `resource "aiven_pg" "example" {
project = "my-project"
service_name = "my-pg-service"
plan = "startup-4"
cloud_name = "google-europe-west3"
cmk_id = aiven_cmk.example_key.cmk_id
}
`,
  change: `resource "aiven_cmk" "example_key_new" {
project = "my-project"
cmk_provider = "gcp"
resource = "projects/aiven-example/locations/us-central1/keyRings/example-keyring/cryptoKeys/example-key-v2"
default_cmk = false
}
resource "aiven_pg" "example" {
project = "my-project"
service_name = "my-pg-service"
plan = "startup-4"
cloud_name = "google-europe-west3"
cmk_id = aiven_cmk.example_key_new.cmk_id
}
`,
  remove: `resource "aiven_pg" "example" {
project = "my-project"
service_name = "my-pg-service"
plan = "startup-4"
cloud_name = "google-europe-west3"
cmk_id = "00000000-0000-0000-0000-000000000000"
}
`,
};

test('the snippets of the BYOK guide work as written', async () => {
  await withAiven({ files: { 'key.tf': snippets.key, 'service.tf': snippets.create } }, async (tf, emulator) => {
    const keyOfService = () => {
      const { cmks, services } = emulator.store.project('my-project');
      return cmks
        .get(services.get('my-pg-service')?.cmk_id ?? '')
        ?.resource.split('/')
        .at(-1);
    };
    await tf.apply();
    expect(keyOfService()).toBe('example-key');
    await tf.write({ 'service.tf': snippets.change });
    await tf.apply();
    expect(keyOfService()).toBe('example-key-v2');
    // The last snippet of the guide has only the service: no service uses the keys by then.
    await tf.write({
      'service.tf': snippets.change.replace(/cmk_id = aiven.*/, 'cmk_id = "00000000-0000-0000-0000-000000000000"'),
    });
    await tf.apply();
    await tf.write({ 'key.tf': '', 'service.tf': snippets.remove });
    await tf.apply();
    expect(emulator.store.project('my-project').cmks.size).toBe(0);
    expect(emulator.store.service('my-project', 'my-pg-service').cmk_id).toBeNull();
  });
});
