/** Imports existing services, and plans on states of the official provider. */

import { keys, withAiven } from '../support/emulator/aiven';
import { password } from '../support/secrets/secrets';
import { serviceHcl, stored, takeUpdates } from '../support/terraform/service-hcl';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const none = '00000000-0000-0000-0000-000000000000';
const address = 'aiven_pg.orders';
const service = { service_type: 'pg', plan: 'startup-4' } as const;
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [{ id: cmkId, provider: 'gcp', resource: keys.gcp }],
      services: [
        {
          ...service,
          service_name: 'keyed',
          cmk_id: cmkId,
          tags: { team: 'a' },
          maintenance: { dow: 'monday', time: '04:30:00' },
        },
        { ...service, service_name: 'plain' },
        { ...service, service_name: 'queue', service_type: 'kafka' },
      ],
    },
  ],
} as const;

test('a plan after an import has no changes, with cmk_id set, omitted or all zeros', async () => {
  const keyed = (more: string) =>
    serviceHcl({
      name: 'keyed',
      serviceName: 'keyed',
      more: `${more}\n  tag {\n    key = "team"\n    value = "a"\n  }`,
    });
  const plain = (more = '') => serviceHcl({ name: 'plain', serviceName: 'plain', more });
  const files = `${keyed(`cmk_id = "${cmkId.toUpperCase()}"`)}${plain()}
import {
  to = aiven_pg.keyed
  id = "acme-prod/keyed"
}
import {
  to = aiven_pg.plain
  id = "acme-prod/plain"
}`;
  await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
    expect((await tf.apply()).text).toContain('2 imported, 0 added, 0 changed, 0 destroyed');
    expect((await stored(tf, 'aiven_pg.keyed'))?.attributes).toMatchObject({
      id: 'acme-prod/keyed',
      plan: 'startup-4',
      service_type: 'pg',
      maintenance_window_dow: 'monday',
    });
    await tf.write(keyed('') + plain(`cmk_id = "${none}"`));
    const plan = await tf.plan();
    expect(plan.changes).toBe(false);
    expect(plan.text).not.toContain('keeps its key');
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test.each([
  ['acme-prod/queue', 'Its type is "kafka", so it cannot be an aiven_pg. Use the resource aiven_kafka.'],
  ['acme-prod/nobody', 'Cannot import non-existent remote object'],
  ['acme-prod', '"acme-prod" is not the import ID of a service; expected "PROJECT/SERVICE_NAME"'],
  ['acme-prod/keyed/x', '"acme-prod/keyed/x" is not the import ID of a service; expected "PROJECT/SERVICE_NAME"'],
])('importing %s fails', async (id, sentence) => {
  await withAiven({ files: serviceHcl(), emulator: { seed } }, async (tf) => {
    const { code, text } = await tf.run(['import', '-no-color', '-input=false', address, id], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain(sentence);
  });
});

const official = 'registry.terraform.io/aiven/aiven';

/** A state of the official provider, with attributes that our schema lacks and empty strings for unset values. */
function officialState(name: string, version: number, attributes: object): object {
  const shared = {
    id: `acme-prod/${name}`,
    project: 'acme-prod',
    service_name: name,
    plan: 'startup-4',
    cloud_name: 'google-europe-west1',
    additional_disk_space: '',
    disk_space: null,
    disk_space_default: '80GiB',
    disk_space_used: '80GiB',
    project_vpc_id: null,
    maintenance_window_dow: 'sunday',
    maintenance_window_time: '10:00:00',
    maintenance_window_enabled: true,
    termination_protection: false,
    service_type: 'pg',
    service_port: 12345,
    service_password: password,
    static_ips: [],
    tag: [],
    tech_emails: [],
    timeouts: null,
    service_integrations: [],
    pg: [{ dbname: 'defaultdb', uri: 'postgres://somewhere' }],
    pg_user_config: [{ pg_version: version === 0 ? '16' : 16, ip_filter: ['0.0.0.0/0'] }],
    components: [
      {
        component: 'pg',
        host: 'somewhere',
        port: 12345,
        route: 'dynamic',
        ssl: true,
        usage: 'primary',
        new_in_a_later_version: 1,
      },
    ],
  };
  const instance = {
    schema_version: version,
    attributes: { ...shared, ...attributes },
    sensitive_attributes: [],
    private: Buffer.from(JSON.stringify({ schema_version: `${version}` })).toString('base64'),
  };
  return { mode: 'managed', type: 'aiven_pg', name, provider: `provider["${official}"]`, instances: [instance] };
}

test('states of the official provider plan without changes; attributes that our schema lacks are dropped', async () => {
  const files =
    serviceHcl({
      name: 'keyed',
      serviceName: 'keyed',
      cmkId: `"${cmkId}"`,
      more: 'cloud_name = "google-europe-west1"\n  tag {\n    key = "team"\n    value = "a"\n  }',
    }) +
    serviceHcl({
      name: 'plain',
      serviceName: 'plain',
      cmkId: `"${none}"`,
      more: 'project_vpc_id = ""\n  termination_protection = false',
    });
  await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
    const resources = [
      officialState('keyed', 1, { cmk_id: cmkId, tag: [{ key: 'team', value: 'a' }] }),
      officialState('plain', 0, { cmk_id: '' }),
    ];
    const state = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'a', outputs: {}, resources };
    await tf.write({ 'terraform.tfstate': JSON.stringify(state) });
    await tf.run(['state', 'replace-provider', '-auto-approve', official, 'npm.invalid/aiven-byok/aiven']);
    const plan = await tf.plan();
    expect(plan.text).toContain('No changes.');
    await tf.write({ 'more.tf': serviceHcl({ name: 'extra', serviceName: 'extra' }) });
    await tf.apply();
    expect(takeUpdates(emulator)).toEqual([]);
    const plain = await stored(tf, 'aiven_pg.plain');
    expect(plain).toMatchObject({
      schema_version: 1,
      attributes: { id: 'acme-prod/plain', disk_space: null, state: 'RUNNING' },
    });
    expect(plain?.attributes).not.toHaveProperty('pg_user_config');
  });
});
