/** The data sources with the real Terraform and the built provider: known and unknown inputs, and the number of requests. */

import { cmkHcl, keys, readsOfSecrets, requestCounts, withAiven } from '../support/emulator/aiven';
import { created, ids, seed } from '../support/emulator/encrypted-project';

/** Every data source of one project, as outputs. */
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

const roleArn = 'arn:aws:iam::999999999999:role/aiven-cmk-anchor';
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
  cloud_name: expect.any(String),
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
      cloud_name: expect.any(String),
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

/** One request per list, however many data sources read it. Associations are listed per key. */
const oncePerList = { CMKList: 1, CMKAccessorsList: 1, ServiceList: 1, CMKServiceAssociationsList: 3 };

test('all data sources of one project share one request per list, without secrets, and need no beta flag', async () => {
  const files = everything('"acme-prod"', `"${ids.orders}"`);
  const env = { PROVIDER_AIVEN_ENABLE_BETA: undefined };
  await withAiven({ files, env, emulator: { seed } }, async (tf, emulator) => {
    await tf.plan();
    expect(requestCounts(emulator)).toEqual(oncePerList);
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect((await tf.show()).values?.outputs?.all?.value).toEqual(values);
    expect(requestCounts(emulator)).toEqual(oncePerList);
    expect((await tf.plan()).changes).toBe(false);
    expect(readsOfSecrets(emulator)).toEqual([]);
  });
});

test('with unknown inputs all are read during the apply, with the same requests', async () => {
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

test('finds new keys that the list does not show yet, fields that it omits, and services without permission to read secrets', async () => {
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

test('the associations include a service whose cmk_id is the key although the key does not list it', async () => {
  const block = (name: string, more: string) =>
    `data "aiven_cmk_service_associations" "${name}" {\n  project = "acme-prod"\n  ${more}\n}\n`;
  const files = `${block('all', '')}${block('one', `cmk_id = "${ids.orders}"`)}
output "all" {
  value = [data.aiven_cmk_service_associations.all.associations[0], data.aiven_cmk_service_associations.one.associations]
}`;
  await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
    const project = emulator.store.project('acme-prod');
    project.associations = project.associations.filter(({ serviceName }) => serviceName !== 'shop');
    await tf.apply();
    const shop = { cmk_id: ids.orders, service_name: 'shop', status: null };
    expect((await tf.show()).values?.outputs?.all?.value).toEqual([shop, [shop]]);
  });
});
