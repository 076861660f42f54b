/** Data sources `aiven_cmk_accessor_aws`, `_azure`, `_gcp` and `_oci`: who to let use a key in one cloud. Schemas as the official provider's. */

import { type Attributes, defineDataSource } from '../../plugin';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { readAccessor } from './accessors';

const computed = (description: string) => ({ type: 'string', computed: true, description }) as const;

const schemaOf = <const A extends Attributes>(description: string, attributes: A) =>
  ({
    version: 0,
    description: `${description} A cloud that Aiven does not offer the project is an error that names those it does.`,
    attributes: { id: computed('The name of the project.'), project: projectAttribute, ...attributes },
    blocks: readTimeouts,
  }) as const;

const awsCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_aws',
  schema: schemaOf('The IAM role by which Aiven uses keys in AWS KMS: what the policy of such a key must allow.', {
    principal: computed('ARN of the role.'),
    role_arn: computed('The same ARN, under the name that the API gives it.'),
  }),
  async read({ project }, ctx) {
    const { roleArn } = await readAccessor(project, 'aws', ctx);
    return { id: project, principal: roleArn, role_arn: roleArn };
  },
});

const azureCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_azure',
  schema: schemaOf('The application by which Aiven uses keys in Azure Key Vault.', {
    app_id: computed('The application (client) id, a UUID.'),
  }),
  async read({ project }, ctx) {
    const { appId } = await readAccessor(project, 'azure', ctx);
    return { id: project, app_id: appId };
  },
});

const gcpCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_gcp',
  schema: schemaOf('The group whose members use keys in Google Cloud KMS.', {
    access_group: computed("The group's e-mail address; as a member of an IAM policy `group:` stands before it."),
  }),
  async read({ project }, ctx) {
    const { accessGroup } = await readAccessor(project, 'gcp', ctx);
    return { id: project, access_group: accessGroup };
  },
});

const ociCmkAccessor = defineDataSource<Session>()({
  type: 'aiven_cmk_accessor_oci',
  schema: schemaOf('The group and the tenancy by which Aiven uses keys in OCI Vault.', {
    access_group: computed("OCID of the group in Aiven's tenancy."),
    access_tenant: computed("OCID of Aiven's tenancy."),
  }),
  async read({ project }, ctx) {
    const { accessGroup, accessTenant } = await readAccessor(project, 'oci', ctx);
    return { id: project, access_group: accessGroup, access_tenant: accessTenant };
  },
});

export const cmkAccessorDataSources = [awsCmkAccessor, azureCmkAccessor, gcpCmkAccessor, ociCmkAccessor];
