/** `user_config` arrives exactly as written, and only what changes is sent. */

import { withRecordedAiven } from '../support/emulator/aiven';
import { testWith } from '../support/terraform/binary';
import { serviceHcl, stored } from '../support/terraform/service-hcl';

const kafka = (settings: string) => serviceHcl({ type: 'kafka', more: `user_config = ${settings}` });
const numbers = (largest: string) =>
  kafka(`{
    kafka = {
      log_retention_bytes = ${largest}
      ratio               = 0.12345678901234567890123
      tiny                = 0.0000001
      negative            = -18446744073709551616
      list                = [1, 1e3, 9007199254740993]
    }
  }`);

testWith('integers of 2^63 and more')(
  'numbers keep every digit on the wire and back, and a change of the last digit is sent',
  async () => {
    await withRecordedAiven({ files: numbers('9223372036854775807') }, async (tf, emulator, sent) => {
      await tf.apply();
      const [created = ''] = sent();
      expect(created).toContain('"log_retention_bytes":9223372036854775807,');
      expect(created).toContain('"ratio":0.12345678901234567890123,');
      expect(created).toContain('"negative":-18446744073709551616,');
      expect(created).toContain('"list":[1,1000,9007199254740993]');
      expect((await tf.plan()).text).toContain('No changes.');

      await tf.write(numbers('9223372036854775806'));
      const changed = await tf.apply();
      expect(changed.text).toContain('9223372036854775807 -> 9223372036854775806');
      expect(sent()).toEqual([expect.stringContaining('"log_retention_bytes":9223372036854775806,')]);
      expect((await tf.plan()).changes).toBe(false);

      // Drift in the last digit is shown and reverted.
      const drifted = `{ "user_config": { "kafka": { "log_retention_bytes": 9223372036854775805 } } }`;
      await fetch(`${emulator.url}/v1/project/acme-prod/service/orders-db`, {
        method: 'PUT',
        headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
        body: drifted,
      });
      expect((await tf.apply()).text).toContain('9223372036854775805 -> 9223372036854775806');
      expect(sent()).toHaveLength(1);
    });
  },
);

test('nulls are not sent at creation, and later only where a value stood before', async () => {
  const settings = (ipFilter: string, more = '') =>
    serviceHcl({
      more: `user_config = {
    admin_username = null
    ip_filter      = ${ipFilter}
    pg             = { jit = null, max_connections = 120${more} }
    pgbouncer      = { pool = null }
  }`,
    });
  await withRecordedAiven({ files: settings('["10.0.0.0/8"]') }, async (tf, emulator, sent) => {
    const update = () => sent().map((text) => JSON.parse(text) as unknown);
    await tf.apply();
    expect(update()).toEqual([
      expect.objectContaining({ user_config: { ip_filter: ['10.0.0.0/8'], pg: { max_connections: 120 } } }),
    ]);
    expect((await tf.plan()).text).toContain('No changes.');

    await tf.write(settings('null', ', a = "1"'));
    await tf.apply();
    expect(update()).toEqual([{ user_config: { ip_filter: null, pg: { max_connections: 120, a: '1' } } }]);
    expect(emulator.store.service('acme-prod', 'orders-db').user_config.ip_filter).toEqual(['0.0.0.0/0']);

    // Equal in meaning, or removed: no change, and attributes stay known.
    await tf.write(settings('null', ', a = 1').replace('max_connections = 120', 'max_connections = "120"'));
    expect((await tf.plan()).text).toContain('No changes.');
    await tf.write(serviceHcl({ more: 'user_config = {}' }));
    expect((await tf.plan()).text).toContain('No changes.');
    await tf.write(serviceHcl());
    expect((await tf.plan()).text).toContain('No changes.');
    expect(update()).toEqual([]);
  });
});

const service = {
  service_name: 'orders-db',
  service_type: 'pg',
  plan: 'startup-4',
  user_config: {
    pg_version: '16',
    ip_filter: ['10.0.0.0/8'],
    pg: { max_connections: 120, jit: true, idle: '5' },
    admin_password: 'hidden',
  },
};

test('an import with the settings of the service has no changes, and a real change sends only what differs', async () => {
  const block = 'import {\n  to = aiven_pg.orders\n  id = "acme-prod/orders-db"\n}\n';
  const settings = (connections: string, more = '') =>
    serviceHcl({
      more: `user_config = {
    ip_filter  = ["10.0.0.0/8"]
    pg         = { idle = 5, jit = "true", max_connections = ${connections} }
    pg_version = 16
    backup_hour = null
    ${more}
  }`,
    });
  const seed = { projects: [{ name: 'acme-prod', services: [service] }] };
  const setup = { files: settings('120', 'node_count = null') + block, emulator: { seed } };
  await withRecordedAiven(setup, async (tf, _, sent) => {
    const plan = await tf.plan();
    expect(plan.text).toContain('1 to import, 0 to add, 0 to change, 0 to destroy');
    expect(plan.text).not.toContain('known after apply');
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(sent()).toEqual([]);
    const attributes = (await stored(tf, 'aiven_pg.orders'))?.attributes;
    expect(attributes?.user_config).toMatchObject({ value: { pg_version: '16', pg: { max_connections: 120 } } });
    expect(JSON.stringify(attributes?.user_config)).not.toContain('admin_password');
    expect((await tf.plan()).text).toContain('No changes.');

    await tf.write(settings('121'));
    const change = await tf.apply();
    expect(change.text).toContain('0 added, 1 changed');
    expect(sent().map((text) => JSON.parse(text))).toEqual([
      { user_config: { pg: { idle: 5, jit: 'true', max_connections: 121 } } },
    ]);
    expect((await tf.plan()).text).toContain('No changes.');
    // Without any settings, too.
    await tf.run(['state', 'rm', 'aiven_pg.orders']);
    await tf.write(serviceHcl() + block);
    expect((await tf.plan()).text).toContain('1 to import, 0 to add, 0 to change, 0 to destroy');
  });
});
