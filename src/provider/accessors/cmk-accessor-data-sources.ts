/** Data sources `aiven_cmk_accessor_aws`, `_azure`, `_gcp` and `_oci`, with the schemas of the official provider. */

import { type Attributes, defineDataSource } from '../../plugin';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { readAccessor } from './accessors';

const computed = (description: string) => ({ type: 'string', computed: true, description }) as const;

const schemaOf = <const A extends Attributes>(description: string, attributes: A) =>
  ({
    version: 0,
    description: `${description} Fails when Aiven does not offer the project this cloud, and names the clouds that it offers.`,
    attributes: { id: computed('Name of the project.'), project: projectAttribute, ...attributes },
    blocks: readTimeouts,
  }) as const;

const awsCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_aws',
  schema: schemaOf('The IAM role with which Aiven uses keys in AWS KMS. The policy of the KMS key must allow it.', {
    principal: computed('ARN of the role.'),
    role_arn: computed('The same ARN, under its name in the Aiven API.'),
  }),
  async read({ project }, ctx) {
    const { principal } = await readAccessor(project, 'aws', ctx);
    return { id: project, principal, role_arn: principal };
  },
});

const azureCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_azure',
  schema: schemaOf('The application with which Aiven uses keys in Azure Key Vault.', {
    app_id: computed('Application (client) ID, a UUID.'),
  }),
  async read({ project }, ctx) {
    const { appId } = await readAccessor(project, 'azure', ctx);
    return { id: project, app_id: appId };
  },
});

const gcpCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_gcp',
  schema: schemaOf('The group with which Aiven uses keys in Google Cloud KMS.', {
    access_group: computed('Email address of the group. Prefix it with `group:` in the members of an IAM policy.'),
  }),
  async read({ project }, ctx) {
    const { accessGroup } = await readAccessor(project, 'gcp', ctx);
    return { id: project, access_group: accessGroup };
  },
});

const ociCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_oci',
  schema: schemaOf('The group and the tenancy with which Aiven uses keys in OCI Vault.', {
    access_group: computed("OCID of the group in Aiven's tenancy."),
    access_tenant: computed("OCID of Aiven's tenancy."),
  }),
  async read({ project }, ctx) {
    const { accessGroup, accessTenant } = await readAccessor(project, 'oci', ctx);
    return { id: project, access_group: accessGroup, access_tenant: accessTenant };
  },
});

export const cmkAccessorDataSources = [awsCmkAccessor, azureCmkAccessor, gcpCmkAccessor, ociCmkAccessor];
