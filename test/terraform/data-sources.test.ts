/** The data sources through the real Terraform and the built provider: known and unknown at plan, what each costs, each error. */

import { cmkHcl, keys, requestCounts, withAiven } from '../support/aiven';

const ids = {
  orders: '1b671a64-40d5-491e-99b0-da01ff1f3341',
  billing: '2b671a64-40d5-491e-99b0-da01ff1f3342',
  retired: '3b671a64-40d5-491e-99b0-da01ff1f3343',
  twin: '4b671a64-40d5-491e-99b0-da01ff1f3344',
  missing: '9b671a64-40d5-491e-99b0-da01ff1f3349',
} as const;

const at = (second: number) => `2026-01-01T00:00:0${second}.000000Z`;
const created = (second: number) => ({ created_at: at(second), updated_at: at(second) });
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: ids.billing, provider: 'aws', resource: keys.aws, default_cmk: true, ...created(2) },
        { id: ids.orders, provider: 'gcp', resource: keys.gcp, ...created(1) },
        { id: ids.retired, provider: 'oci', resource: keys.oci, status: 'old', ...created(3) },
      ],
      services: [
        { service_name: 'shop', service_type: 'pg', plan: 'startup-4', cmk_id: ids.orders },
        { service_name: 'events', service_type: 'kafka', plan: 'business-4', cmk_id: ids.retired, state: 'POWEROFF' },
        { service_name: 'cache', service_type: 'valkey', plan: 'startup-4' },
      ],
      associations: [{ cmk_id: ids.billing, service_name: 'legacy', status: 'deactivating' }],
    },
  ],
} as const;

/** Every data source over one project, as outputs. */
const everything = (project: string, cmkId: string) => `
data "aiven_cmk" "by_id" {
  project = ${project}
  cmk_id  = ${cmkId}
}
data "aiven_cmk" "by_resource" {
  project  = ${project}
  resource = "${keys.oci}"
}
data "aiven_cmk" "by_default" {
  project     = ${project}
  default_cmk = true
}
data "aiven_cmks" "all" {
  project = ${project}
}
data "aiven_cmks" "some" {
  project      = ${project}
  cmk_provider = "gcp"
  status       = "current"
  default_cmk  = false
  timeouts {
    read = "1m"
  }
}
data "aiven_cmk_accessor_aws" "aws" {
  project = ${project}
}
data "aiven_cmk_accessor_azure" "azure" {
  project = ${project}
}
data "aiven_cmk_accessor_gcp" "gcp" {
  project = ${project}
}
data "aiven_cmk_accessor_oci" "oci" {
  project = ${project}
}
data "aiven_cmk_accessors" "all" {
  project = ${project}
}
data "aiven_cmk_service_associations" "all" {
  project = ${project}
}
data "aiven_cmk_service_associations" "one" {
  project = ${project}
  cmk_id  = ${cmkId}
}
data "aiven_service_encryption" "all" {
  project = ${project}
}
data "aiven_service_encryption" "one" {
  project      = ${project}
  service_name = "shop"
}
output "all" {
  value = {
    by_id        = data.aiven_cmk.by_id
    by_resource  = data.aiven_cmk.by_resource.cmk_id
    by_default   = data.aiven_cmk.by_default.cmk_id
    cmks         = data.aiven_cmks.all.cmks
    some         = data.aiven_cmks.some.cmks[*].cmk_id
    aws          = data.aiven_cmk_accessor_aws.aws
    azure        = data.aiven_cmk_accessor_azure.azure
    gcp          = data.aiven_cmk_accessor_gcp.gcp
    oci          = data.aiven_cmk_accessor_oci.oci
    accessors    = data.aiven_cmk_accessors.all
    associations = data.aiven_cmk_service_associations.all.associations
    of_one       = data.aiven_cmk_service_associations.one.associations
    encryption   = data.aiven_service_encryption.all.services
    of_shop      = data.aiven_service_encryption.one.services
  }
}
`;

const roleArn = 'arn:aws:iam::123456789012:role/aiven-cmk-anchor';
const oci = {
  access_group: 'ocid1.group.oc1..aaaaaaaaexampleaivencmkgroupaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  access_tenant: 'ocid1.tenancy.oc1..aaaaaaaaexampleaiventenancyaaaaaaaaaaaaaaaaaaaaaaaaaa',
};
const appId = '5e1b8a5c-7c5d-4d6a-9f0e-2b1f4c3d2a10';
const group = 'access.example.12345678-1234-1234-1234-123456789abc@aiven.io';
const common = { id: 'acme-prod', project: 'acme-prod', timeouts: null };

const ordersFields = {
  cmk_id: ids.orders,
  cmk_provider: 'gcp',
  resource: keys.gcp,
  default_cmk: false,
  status: 'current',
  ...created(1),
};
const shop = {
  service_name: 'shop',
  service_type: 'pg',
  state: 'RUNNING',
  cmk_id: ids.orders,
  cmk_provider: 'gcp',
  cmk_resource: keys.gcp,
  cmk_status: 'current',
};
const values = {
  by_id: { ...common, ...ordersFields, id: `acme-prod/${ids.orders}` },
  by_resource: ids.retired,
  by_default: ids.billing,
  cmks: [
    ordersFields,
    expect.objectContaining({ cmk_id: ids.billing, default_cmk: true }),
    expect.objectContaining({ cmk_id: ids.retired, status: 'old', cmk_provider: 'oci' }),
  ],
  some: [ids.orders],
  aws: { ...common, principal: roleArn, role_arn: roleArn },
  azure: { ...common, app_id: appId },
  gcp: { ...common, access_group: group },
  oci: { ...common, ...oci },
  accessors: {
    project: 'acme-prod',
    timeouts: null,
    aws: { principal: roleArn, role_arn: roleArn },
    azure: { app_id: appId },
    gcp: { access_group: group },
    oci,
  },
  associations: [
    { cmk_id: ids.orders, service_name: 'shop', status: 'active' },
    { cmk_id: ids.billing, service_name: 'legacy', status: 'deactivating' },
    { cmk_id: ids.retired, service_name: 'events', status: 'active' },
  ],
  of_one: [{ cmk_id: ids.orders, service_name: 'shop', status: 'active' }],
  encryption: [
    {
      service_name: 'cache',
      service_type: 'valkey',
      state: 'RUNNING',
      cmk_id: null,
      cmk_provider: null,
      cmk_resource: null,
      cmk_status: null,
    },
    expect.objectContaining({
      service_name: 'events',
      state: 'POWEROFF',
      cmk_resource: keys.oci,
      cmk_status: 'old',
      cmk_provider: 'oci',
    }),
    shop,
  ],
  of_shop: [shop],
};

/** One list each, however many data sources ask; associations are told by key. */
const oncePerList = { CMKList: 1, CMKAccessorsList: 1, ServiceList: 1, CMKServiceAssociationsList: 3 };

test('all data sources over one project cost one request a list, and none needs the beta flag', async () => {
  const files = everything('"acme-prod"', `"${ids.orders}"`);
  const env = { PROVIDER_AIVEN_ENABLE_BETA: undefined };
  await withAiven({ files, env, emulator: { seed } }, async (tf, emulator) => {
    await tf.plan();
    expect(requestCounts(emulator)).toEqual(oncePerList);
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect((await tf.show()).values?.outputs?.all?.value).toEqual(values);
    expect(requestCounts(emulator)).toEqual(oncePerList);
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('with unknown inputs all wait for the apply, which costs the same', async () => {
  const inputs = `resource "terraform_data" "inputs" {
  input = ["acme-prod", "${ids.orders.toUpperCase()}"]
}`;
  const files = `${inputs}${everything('terraform_data.inputs.output[0]', 'terraform_data.inputs.output[1]')}`;
  await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
    await tf.plan();
    expect(emulator.requests).toEqual([]);
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(requestCounts(emulator)).toEqual(oncePerList);
    const by_id = { ...values.by_id, cmk_id: ids.orders.toUpperCase() };
    expect((await tf.show()).values?.outputs?.all?.value).toEqual({ ...values, by_id });
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('what the API is slow to list or leaves out is found all the same, services also by who may not read secrets', async () => {
  const files = `${cmkHcl({ resource: keys.gcp2 })}
data "aiven_cmk" "new" {
  project = "acme-prod"
  cmk_id  = aiven_cmk.orders.cmk_id
}
data "aiven_cmk" "orders" {
  project = "acme-prod"
  cmk_id  = "${ids.orders}"
}
data "aiven_cmk_accessor_aws" "aws" {
  project = "acme-prod"
}
data "aiven_service_encryption" "all" {
  project = "acme-prod"
}
output "all" {
  value = [
    data.aiven_cmk.new.resource,
    data.aiven_cmk.orders.cmk_provider,
    data.aiven_cmk.orders.status,
    data.aiven_cmk_accessor_aws.aws.role_arn,
    length(data.aiven_service_encryption.all.services),
  ]
}`;
  await withAiven({ files, emulator: { seed, shape: 'openapi', listLag: 600_000 } }, async (tf, emulator) => {
    emulator.store.project('acme-prod').deny = ['secrets'];
    await tf.apply();
    expect((await tf.show()).values?.outputs?.all?.value).toEqual([keys.gcp2, 'gcp', null, roleArn, 3]);
  });
});

/** A block with its name and lines; what it finds is of no interest. */
const block = (type: string, name: string, ...lines: string[]) =>
  `data "${type}" "${name}" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

test('what is not there, or is there more than once, is an error that says what there is', async () => {
  const prod = 'project = "acme-prod"';
  const files = [
    block('aiven_cmk', 'id', prod, `cmk_id = "${ids.missing}"`),
    block('aiven_cmk', 'resource', prod, `resource = "${keys.azure}"`),
    block('aiven_cmk', 'several', prod, `resource = "${keys.aws}"`),
    block('aiven_cmk', 'default', 'project = "plain"', 'default_cmk = true'),
    block('aiven_cmk_service_associations', 'missing', prod, `cmk_id = "${ids.missing}"`),
    block('aiven_service_encryption', 'missing', prod, 'service_name = "nothing"'),
    block('aiven_service_encryption', 'none', 'project = "plain"', 'service_name = "nothing"'),
    block('aiven_cmk_accessor_azure', 'missing', 'project = "plain"'),
  ].join('');
  const [acme] = seed.projects;
  const twin = { id: ids.twin, provider: 'aws', resource: keys.aws, ...created(4) } as const;
  const gcp = { access_group: group };
  const emulator = {
    seed: {
      projects: [
        { ...acme, cmks: [...acme.cmks, twin] },
        { name: 'plain', accessors: { gcp, oci } },
      ],
    },
  };
  await withAiven({ files, emulator }, async (tf, { requests }) => {
    const { text, code } = await tf.plan([], { mayFail: true });
    expect(code).toBe(1);
    const all = `Its keys are: ${ids.orders} (gcp, current): ${keys.gcp} ${ids.billing} (aws, current, default): ${keys.aws} ${ids.retired} (oci, old): ${keys.oci}`;
    for (const sentence of [
      `Project acme-prod has no key with the id ${ids.missing}`,
      `Project acme-prod has no key with the resource "${keys.azure}"`,
      all,
      `Project acme-prod has more than one key with the resource "${keys.aws}"`,
      `2 keys fit; give the cmk_id of one of them: ${ids.billing} (aws, current, default): ${keys.aws} ${ids.twin}`,
      'Project plain has no key that is its default',
      'The project has no keys at all.',
      'Project acme-prod has no service "nothing"',
      'Its services are: cache events shop',
      'The project has no services at all.',
      'Project plain has no CMK accessor for azure',
      'it offers gcp, oci.',
    ]) {
      expect(text).toContain(sentence);
    }
    expect(text.split('Error: ')).toHaveLength(9);
    expect(requests.filter(({ operation }) => operation === 'CMKList')).toHaveLength(2);
  });
});

const types = [
  ['aiven_cmk', 'default_cmk = true'],
  ['aiven_cmks'],
  ['aiven_cmk_accessor_aws'],
  ['aiven_cmk_accessor_azure'],
  ['aiven_cmk_accessor_gcp'],
  ['aiven_cmk_accessor_oci'],
  ['aiven_cmk_accessors'],
  ['aiven_cmk_service_associations'],
] as const;

test('a project that does not exist and one without BYOK have a sentence each, in every data source', async () => {
  const over = (name: string) =>
    types.map(([type, ...more]) => block(type, name, `project = "${name}"`, ...more)).join('');
  const files = [
    over('nowhere'),
    over('plain'),
    block('aiven_service_encryption', 'nowhere', 'project = "nowhere"'),
    block('aiven_service_encryption', 'plain', 'project = "plain"'),
    block('aiven_cmk', 'id', 'project = "nowhere"', `cmk_id = "${ids.orders}"`),
  ].join('');
  await withAiven({ files, emulator: { projects: [{ name: 'plain', byok: false }] } }, async (tf) => {
    const { text } = await tf.plan([], { mayFail: true });
    expect(text.split('There is no Aiven project "nowhere"')).toHaveLength(types.length + 3);
    // Services are there without BYOK, all of them under keys that Aiven manages.
    expect(text.split('BYOK is not enabled for the Aiven project "plain"')).toHaveLength(types.length + 1);
    expect(text.split('Error: ')).toHaveLength(2 * types.length + 3);
  });
});

test('the same sentences are told of resources', async () => {
  const files = `${cmkHcl({ project: 'plain' })}
resource "aiven_cmk_service_association" "shop" {
  project      = "nowhere"
  service_name = "shop"
  cmk_id       = "${ids.orders}"
}`;
  await withAiven({ files, emulator: { projects: [{ name: 'plain', byok: false }] } }, async (tf) => {
    const { text } = await tf.plan([], { mayFail: true });
    expect(text).toContain('BYOK is not enabled for the Aiven project "plain"');
    expect(text).toContain('There is no Aiven project "nowhere"');
    expect(text).toContain('project = "nowhere"');
  });
});

test('bad input is refused before any request, with the value got and what is allowed', async () => {
  const prod = 'project = "acme-prod"';
  const files = [
    block('aiven_cmk', 'none', prod),
    block('aiven_cmk', 'two', prod, `cmk_id = "${ids.orders}"`, 'default_cmk = true'),
    block('aiven_cmk', 'no_default', prod, 'default_cmk = false'),
    block('aiven_cmk', 'composed', prod, `cmk_id = "acme-prod/${ids.orders}"`),
    block('aiven_cmk', 'empty', prod, 'resource = ""'),
    block('aiven_cmks', 'cloud', prod, 'cmk_provider = "ibm"'),
    block('aiven_cmks', 'status', prod, 'status = "new"'),
    block('aiven_cmk_accessors', 'project', 'project = "acme prod"'),
    block('aiven_service_encryption', 'service', prod, 'service_name = "My Service"'),
  ].join('');
  await withAiven({ files }, async (tf, emulator) => {
    const { text } = await tf.plan([], { mayFail: true });
    for (const sentence of [
      'exactly one of cmk_id, resource and default_cmk = true; got none of them.',
      'got cmk_id and default_cmk.',
      'default_cmk = false finds no key; expected true',
      'use the attribute .cmk_id instead of .id.',
      'The resource is empty',
      '"ibm" is not a cloud whose KMS Aiven accepts; expected one of aws, azure, gcp, oci.',
      '"new" is no status of a key; expected one of current, old, deleted.',
      '"acme prod" is not the name of an Aiven project',
      '"My Service" is not the name of an Aiven service',
    ]) {
      expect(text).toContain(sentence);
    }
    expect(emulator.requests).toEqual([]);
  });
});
