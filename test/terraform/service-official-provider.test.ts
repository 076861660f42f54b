/** What services have in common with the official provider: the form of the state, leaving a VPC, unique tags, Redis to Valkey. */

import { withAiven } from '../support/emulator/aiven';
import { testWith } from '../support/terraform/binary';
import { serviceHcl, stored, takeUpdates } from '../support/terraform/service-hcl';

const address = 'aiven_pg.orders';
const vpcId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const service = { service_name: 'orders-db', plan: 'startup-4' } as const;

test('the state has the form of the official provider: a state of either has no changes in the other', async () => {
  await withAiven({ files: serviceHcl() }, async (tf, emulator) => {
    await tf.apply();
    const attributes = (await stored(tf, address))?.attributes;
    expect(attributes).toMatchObject({
      // The configuration has none, so the plan's own size applies.
      disk_space: null,
      disk_space_used: '80GiB',
      additional_disk_space: '',
      project_vpc_id: '',
      static_ips: [],
    });
    const [component] = (attributes?.components ?? []) as { host: string; port: number }[];
    expect(component).toMatchObject({
      connection_uri: `${component?.host}:${component?.port}`,
      ssl: true,
      kafka_authentication_method: '',
      kafka_ssl_ca: '',
      privatelink_connection_id: '',
    });
    expect((await tf.apply()).text).toContain('No changes.');
    // A larger plan brings its own size.
    await tf.write(serviceHcl({ plan: 'startup-8' }));
    await tf.apply();
    expect((await stored(tf, address))?.attributes).toMatchObject({ disk_space: null });
    expect((await tf.plan()).changes).toBe(false);
    expect(takeUpdates(emulator)).toEqual([{ plan: 'startup-8' }]);
  });
});

test('a service leaves its VPC when the configuration that set it no longer does, and stays in one that was imported', async () => {
  const inVpc = { ...service, service_type: 'pg', project_vpc_id: vpcId };
  const seed = { projects: [{ name: 'acme-prod', services: [{ ...inVpc, service_name: 'imported' }] }] };
  const imported = serviceHcl({ name: 'imported', serviceName: 'imported' });
  const orders = (more = '') => serviceHcl({ more }) + imported;
  const block = 'import {\n  to = aiven_pg.imported\n  id = "acme-prod/imported"\n}\n';
  const set = `project_vpc_id = "acme-prod/${vpcId}"`;
  await withAiven({ files: orders(set) + block, emulator: { seed } }, async (tf, emulator) => {
    const vpcOf = (name: string) => emulator.store.service('acme-prod', name).project_vpc_id;
    await tf.apply();
    expect([vpcOf('orders-db'), vpcOf('imported')]).toEqual([vpcId, vpcId]);
    await tf.write(orders());
    expect((await tf.apply()).text).toContain('0 added, 1 changed');
    expect([vpcOf('orders-db'), vpcOf('imported')]).toEqual([null, vpcId]);
    expect(takeUpdates(emulator)).toEqual([{ project_vpc_id: null }]);
    expect((await tf.plan()).changes).toBe(false);
    // An empty string always leaves.
    await tf.write(orders().replace('service_name = "imported"', 'service_name = "imported"\n  project_vpc_id = ""'));
    await tf.apply();
    expect(vpcOf('imported')).toBeNull();
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('two tags with one key, and maintenance that only Aiven can turn off, are errors before any request', async () => {
  const tags = 'tag {\n    key = "team"\n    value = "a"\n  }\n  tag {\n    key = "team"\n    value = "b"\n  }';
  await withAiven({ files: serviceHcl({ more: tags }) }, async (tf, emulator) => {
    const { code, text } = await tf.run(['validate', '-no-color'], { mayFail: true });
    expect([code, text]).toEqual([1, expect.stringContaining('Two tag blocks have the key "team".')]);
    await tf.write(serviceHcl({ more: 'maintenance_window_dow = "never"' }));
    const plan = await tf.plan([], { mayFail: true });
    expect(plan.text).toContain('the API does not accept maintenance_window_dow = "never"');
    expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

testWith('moved blocks between resource types')(
  'a Redis service moves to aiven_valkey once it was upgraded in Aiven',
  async () => {
    const redis = serviceHcl({ type: 'redis' });
    const valkey = `${serviceHcl({ type: 'valkey' })}moved {\n  from = aiven_redis.orders\n  to   = aiven_valkey.orders\n}\n`;
    await withAiven({ files: redis }, async (tf, emulator) => {
      await tf.apply();
      await tf.write(valkey);
      const early = await tf.plan([], { mayFail: true });
      expect([early.code, early.text]).toEqual([1, expect.stringContaining('Upgrade it to Valkey in Aiven first')]);
      emulator.store.service('acme-prod', 'orders-db').service_type = 'valkey';
      const plan = await tf.plan();
      expect(plan.text).toContain('aiven_redis.orders has moved to aiven_valkey.orders');
      expect(plan.text).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
      await tf.apply();
      expect((await stored(tf, 'aiven_valkey.orders'))?.attributes).toMatchObject({ service_type: 'valkey' });
      expect(takeUpdates(emulator)).toEqual([]);
      // Other moves between types are refused.
      await tf.write(`${serviceHcl()}moved {\n  from = aiven_valkey.orders\n  to   = aiven_pg.orders\n}\n`);
      expect((await tf.plan([], { mayFail: true })).code).toBe(1);
    });
  },
);
