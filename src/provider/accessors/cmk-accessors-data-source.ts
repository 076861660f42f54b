/** Data source `aiven_cmk_accessors`: who to let use a key, in every cloud that Aiven offers the project. */

import { type Attributes, defineDataSource, type Schema } from '../../plugin';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { readAccessors } from './accessors';

const computed = (description: string) => ({ type: 'string', computed: true, description }) as const;

const cloud = <const A extends Attributes>(description: string, attributes: A) =>
  ({
    computed: true,
    description: `${description} Null where Aiven does not offer the project this cloud.`,
    nested: { nesting: 'single', attributes },
  }) as const;

const schema = {
  version: 0,
  description: 'Who Aiven is to the KMS of each cloud: whom to let use a key before it is registered.',
  attributes: {
    project: projectAttribute,
    aws: cloud('The IAM role by which Aiven uses keys in AWS KMS.', {
      principal: computed('ARN of the role.'),
      role_arn: computed('The same ARN, under the name that the API gives it.'),
    }),
    azure: cloud('The application by which Aiven uses keys in Azure Key Vault.', {
      app_id: computed('The application (client) id, a UUID.'),
    }),
    gcp: cloud('The group whose members use keys in Google Cloud KMS.', {
      access_group: computed("The group's e-mail address."),
    }),
    oci: cloud('The group and the tenancy by which Aiven uses keys in OCI Vault.', {
      access_group: computed("OCID of the group in Aiven's tenancy."),
      access_tenant: computed("OCID of Aiven's tenancy."),
    }),
  },
  blocks: readTimeouts,
} as const satisfies Schema;

export const cmkAccessorsDataSource = defineDataSource<Session>()({
  type: 'aiven_cmk_accessors',
  schema,

  async read({ project }, ctx) {
    const { aws, azure, gcp, oci } = await readAccessors(project, ctx);
    return {
      aws: aws ? { principal: aws.roleArn, role_arn: aws.roleArn } : null,
      azure: azure ? { app_id: azure.appId } : null,
      gcp: gcp ? { access_group: gcp.accessGroup } : null,
      oci: oci ? { access_group: oci.accessGroup, access_tenant: oci.accessTenant } : null,
    };
  },
});
