/** The settings of a service besides its key: which are sent, kept and rejected. */

import type { Emulator } from '../../src/emulator';
import { withAiven } from '../support/emulator/aiven';
import { password } from '../support/secrets/secrets';
import { serviceHcl, stored, takeUpdates } from '../support/terraform/service-hcl';

const address = 'aiven_pg.orders';
const tagsIn = (emulator: Emulator) =>
  emulator.requests.filter(({ operation }) => operation === 'ProjectServiceTagsReplace').map(({ body }) => body);
const created = { service_name: 'orders-db', service_type: 'pg', plan: 'startup-4', termination_protection: false };

test('an update sends only the changes, and changing tags or termination protection keeps computed attributes known', async () => {
  const settings = (tags: string, more = '') =>
    serviceHcl({
      more: `cloud_name = "google-europe-west3"
  maintenance_window_dow  = "monday"
  maintenance_window_time = "04:30:00"
  static_ips = ["ips2", "ips1"]
  tech_emails {
    email = "b@acme.example"
  }
  tech_emails {
    email = "a@acme.example"
  }
  ${tags}
  ${more}`,
    });
  const tag = (value: string) => `tag {\n    key = "team"\n    value = "${value}"\n  }`;
  const staticIps = ['ips1', 'ips2', 'ips3'].map((id) => ({ static_ip_address_id: id }));
  const seed = { projects: [{ name: 'acme-prod', static_ips: staticIps }] };
  await withAiven({ files: settings(tag('a')), emulator: { seed } }, async (tf, emulator) => {
    const owners = () => emulator.call('StaticIPList', 'acme-prod').static_ips.map((ip) => ip.service_name);
    await tf.apply();
    expect(emulator.requests.find(({ operation }) => operation === 'ServiceCreate')?.body).toEqual({
      ...created,
      cloud: 'google-europe-west3',
      maintenance: { dow: 'monday', time: '04:30:00' },
      static_ips: ['ips1', 'ips2'],
      tech_emails: [{ email: 'a@acme.example' }, { email: 'b@acme.example' }],
      tags: { team: 'a' },
    });
    takeUpdates(emulator);

    await tf.write(settings(tag('b'), 'termination_protection = true'));
    await tf.plan();
    const [change] = (await tf.showPlan()).resource_changes ?? [];
    expect(change?.change.actions).toEqual(['update']);
    expect(
      Object.keys(change?.change.after_unknown ?? {}).filter((name) => change?.change.after_unknown[name] === true),
    ).toEqual(['state']);
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(tagsIn(emulator)).toEqual([{ tags: { team: 'b' } }]);
    expect(takeUpdates(emulator)).toEqual([{ termination_protection: true }]);
    expect(owners()).toEqual(['orders-db', 'orders-db', null]);

    await tf.write(
      settings('', 'termination_protection = false').replace('monday', 'sunday').replace('west3', 'west1'),
    );
    await tf.apply();
    expect(tagsIn(emulator)).toEqual([{ tags: {} }]);
    expect(takeUpdates(emulator)).toEqual([
      { termination_protection: false, cloud: 'google-europe-west1', maintenance: { dow: 'sunday' } },
    ]);
    expect((await tf.apply()).text).toContain('No changes.');

    // An address more and one fewer: by their own operations, with the service as it is.
    const replaced = settings('', 'termination_protection = false')
      .replace('monday', 'sunday')
      .replace('west3', 'west1')
      .replace('"ips1"', '"ips3"');
    await tf.write(replaced);
    expect((await tf.apply()).text).toContain('1 changed');
    expect(takeUpdates(emulator)).toEqual([]);
    expect(owners()).toEqual([null, 'orders-db', 'orders-db']);
    expect((await tf.plan()).changes).toBe(false);
    // Somebody takes one away: the plan gives it back.
    emulator.call('ProjectStaticIPDissociate', 'acme-prod', { staticIpId: 'ips3' });
    expect((await tf.plan()).changes).toBe(true);
    await tf.apply();
    expect(owners()).toEqual([null, 'orders-db', 'orders-db']);

    // Omitted settings stay as they are, except tech_emails blocks, which follow the configuration.
    await tf.write(serviceHcl());
    await tf.apply();
    expect(takeUpdates(emulator)).toEqual([{ tech_emails: [] }]);
    // A change of timeouts sends no request.
    await tf.write(serviceHcl({ more: 'timeouts {\n    default = "5m"\n  }' }));
    expect((await tf.apply()).text).toContain('1 changed');
    expect(takeUpdates(emulator)).toEqual([]);
    expect((await tf.apply()).text).toContain('No changes.');
  });
});

test('an empty string counts as not set: at creation, later and after an import', async () => {
  const empty = [
    'additional_disk_space',
    'cloud_name',
    'disk_space',
    'maintenance_window_dow',
    'maintenance_window_time',
    'project_vpc_id',
  ];
  const files = serviceHcl({ more: empty.map((name) => `${name} = ""`).join('\n') });
  await withAiven({ files }, async (tf, emulator) => {
    await tf.apply();
    expect(emulator.requests.find(({ operation }) => operation === 'ServiceCreate')?.body).toEqual(created);
    expect((await tf.apply()).text).toContain('No changes.');
    await tf.run(['state', 'rm', address]);
    await tf.import(address, 'acme-prod/orders-db');
    expect((await tf.apply()).text).toContain('No changes.');
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('user_config compares only its own keys, and secret_user_config is merged over it without being shown', async () => {
  const variable = `variable "password" {\n  default   = "${password}"\n  sensitive = true\n}\n`;
  const config = (open: string, secret = '') =>
    variable +
    serviceHcl({ more: `user_config = {${open}}${secret === '' ? '' : `\n  secret_user_config = {${secret}}`}` });
  const files = config('pg = { max_connections = 120 }, ip_filter = ["10.0.0.0/8"]', 'admin_password = var.password');
  await withAiven({ files }, async (tf, emulator) => {
    const userConfig = () => emulator.store.service('acme-prod', 'orders-db').user_config;
    const plan = await tf.plan();
    expect(plan.text).toContain('secret_user_config = (sensitive value)');
    const applied = await tf.apply();
    expect(plan.text + applied.text).not.toContain(password);
    expect(userConfig()).toEqual({
      pg: { max_connections: 120 },
      ip_filter: ['10.0.0.0/8'],
      admin_password: password,
      pg_version: '16',
    });
    expect((await tf.apply()).text).toContain('No changes.');
    takeUpdates(emulator);

    // Drift in a configured key is reverted; other keys are ignored.
    emulator.call(
      'ServiceUpdate',
      'acme-prod',
      { serviceName: 'orders-db' },
      { user_config: { pg: { max_connections: 7, jit: true }, pg_version: '17' } },
    );
    const drifted = await tf.apply();
    expect(drifted.text).toMatch(/max_connections = 7 -> 120/);
    expect(drifted.text).not.toContain('jit');
    expect(takeUpdates(emulator)).toEqual([{ user_config: { pg: { max_connections: 120 } } }]);

    // A removed key keeps its value in the service; null resets it to the default, and only that is sent.
    await tf.write(config('ip_filter = null'));
    await tf.apply();
    expect(takeUpdates(emulator)).toEqual([{ user_config: { ip_filter: null } }]);
    expect(userConfig()).toMatchObject({
      pg: { max_connections: 120 },
      ip_filter: ['0.0.0.0/0'],
      admin_password: password,
    });
    expect((await tf.apply()).text).toContain('No changes.');
    await tf.write(serviceHcl());
    await tf.apply();
    expect(takeUpdates(emulator)).toEqual([]);

    // Values may be unknown before the apply, but the names of secrets may not.
    const made = 'resource "terraform_data" "made" {\n  input = "10.1.0.0/16"\n}\n';
    await tf.write(made + config('ip_filter = [terraform_data.made.output], log_min = 5'));
    await tf.apply();
    expect(takeUpdates(emulator)).toEqual([{ user_config: { ip_filter: ['10.1.0.0/16'], log_min: 5 } }]);
    await tf.write(
      `${made}resource "terraform_data" "unknown" {}\n${config('migration = { password = terraform_data.unknown.id }')}`,
    );
    const { code, text } = await tf.plan([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain(
      '"migration.password" is a secret and would be visible in every plan. Set it in secret_user_config',
    );
  });
});

test('disk space is set in total, or as an addition to the service plan', async () => {
  const more = (name: string, size: string) => serviceHcl({ more: `${name} = "${size}"` });
  await withAiven({ files: more('additional_disk_space', '20GiB') }, async (tf, emulator) => {
    const disk = () => emulator.store.service('acme-prod', 'orders-db').disk_space_mb / 1024;
    await tf.apply();
    expect(disk()).toBe(100);
    expect((await stored(tf, address))?.attributes).toMatchObject({
      disk_space: null,
      disk_space_used: '100GiB',
      disk_space_default: '80GiB',
    });
    await tf.write(more('additional_disk_space', '40960MiB'));
    await tf.apply();
    expect(disk()).toBe(120);
    await tf.write(more('additional_disk_space', '40GiB'));
    expect((await tf.apply()).text).toContain('No changes.');
    emulator.call('ServiceUpdate', 'acme-prod', { serviceName: 'orders-db' }, { disk_space_mb: 90 * 1024 });
    expect((await tf.plan()).text).toContain('additional_disk_space = "10GiB" -> "40GiB"');
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(disk()).toBe(120);

    takeUpdates(emulator);
    await tf.write(more('disk_space', '150 GB'));
    await tf.apply();
    expect(takeUpdates(emulator)).toEqual([{ disk_space_mb: 150 * 1024 }]);
    expect((await tf.apply()).text).toContain('No changes.');
    await tf.write(serviceHcl());
    expect((await tf.apply()).text).toContain('No changes.');

    await tf.write(serviceHcl({ more: 'disk_space = "80GiB"\n additional_disk_space = "20GiB"' }));
    expect((await tf.plan([], { mayFail: true })).text).toContain(
      'Set disk_space (the total) or additional_disk_space',
    );
    await tf.run(['state', 'rm', address]);
    await tf.import(address, 'acme-prod/orders-db');
    await tf.write(more('additional_disk_space', '70GiB'));
    expect((await tf.plan([], { mayFail: true })).text).toContain('Set disk_space to the total instead');
  });
});

test('a plan does not delete or replace a service with termination protection, and says what to do', async () => {
  const on = 'termination_protection = true';
  await withAiven({ files: serviceHcl({ more: on }) }, async (tf, emulator) => {
    await tf.apply();
    const refused = async (action: string, args: string[] = []) => {
      const { code, text } = await tf.plan(args, { mayFail: true });
      expect(code).toBe(1);
      expect(text).toContain(`Failed to ${action} service "orders-db": it is protected against termination`);
      expect(text).toContain('Set termination_protection = false and apply first.');
    };
    await refused('delete', ['-destroy']);
    await refused('replace', [`-replace=${address}`]);
    await tf.write(serviceHcl({ serviceName: 'orders-db-2', more: on }));
    await refused('replace');

    // A plan cannot see the protection of a tainted service, so the delete refuses.
    await tf.write(serviceHcl({ more: on }));
    await tf.run(['taint', address]);
    const tainted = await tf.apply([], { mayFail: true });
    expect(tainted.code).toBe(1);
    expect(tainted.text).toContain('Failed to delete service "orders-db": it is protected against termination');
    expect(tainted.text).toContain('run `terraform untaint ADDRESS` before that apply');
    expect(emulator.requests.filter(({ operation }) => operation === 'ServiceDelete')).toEqual([]);
    await tf.run(['untaint', address]);
    await tf.write(serviceHcl());
    await tf.apply();
    expect(emulator.store.service('acme-prod', 'orders-db').termination_protection).toBe(false);
    await tf.destroy();
    expect(emulator.store.project('acme-prod').services.size).toBe(0);
  });
});

test('responses with only the six documented fields are enough', async () => {
  const more =
    'termination_protection = true\n  project_vpc_id = "0f2a1c3e-51e6-4a2f-8ac1-eb12aa2a4452"\n  disk_space = "80GiB"\n  maintenance_window_dow = "monday"\n  user_config = { a = 1 }\n  tag {\n    key = "k"\n    value = "v"\n  }';
  await withAiven(
    { files: serviceHcl({ more }), emulator: { serviceShape: 'six-fields', movingCmkId: 'active' } },
    async (tf) => {
      await tf.apply();
      expect((await tf.apply()).text).toContain('No changes.');
      await tf.write(serviceHcl({ more: more.replace('monday', 'sunday') }));
      await tf.apply();
      expect((await tf.apply()).text).toContain('No changes.');
      await tf.run(['state', 'rm', address]);
      await tf.write(serviceHcl());
      await tf.import(address, 'acme-prod/orders-db');
      expect((await tf.apply()).text).toContain('No changes.');
    },
  );
});
