/** Data source `aiven_cmk_accessors`: Aiven's identity in every cloud that it offers the project. */

import { type Attributes, defineDataSource, type Schema } from '../../plugin';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { readAccessors } from './accessors';

const computed = (description: string) => ({ type: 'string', computed: true, description }) as const;

const cloud = <const A extends Attributes>(description: string, attributes: A) =>
  ({
    computed: true,
    description: `${description} Null when Aiven does not offer the project this cloud.`,
    nested: { nesting: 'single', attributes },
  }) as const;

const schema = {
  version: 0,
  description: "Aiven's identity in the KMS of each cloud. Grant it access to a KMS key before you register the key.",
  attributes: {
    project: projectAttribute,
    aws: cloud('The IAM role with which Aiven uses keys in AWS KMS.', {
      principal: computed('ARN of the role.'),
      role_arn: computed('The same ARN, under its name in the Aiven API.'),
    }),
    azure: cloud('The application with which Aiven uses keys in Azure Key Vault.', {
      app_id: computed('Application (client) ID, a UUID.'),
    }),
    gcp: cloud('The group with which Aiven uses keys in Google Cloud KMS.', {
      access_group: computed('Email address of the group.'),
    }),
    oci: cloud('The group and the tenancy with which Aiven uses keys in OCI Vault.', {
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
      aws: aws ? { principal: aws.principal, role_arn: aws.principal } : null,
      azure: azure ? { app_id: azure.appId } : null,
      gcp: gcp ? { access_group: gcp.accessGroup } : null,
      oci: oci ? { access_group: oci.accessGroup, access_tenant: oci.accessTenant } : null,
    };
  },
});
