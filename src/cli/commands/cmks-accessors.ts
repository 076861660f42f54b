/** `aiven-byok cmks accessors`: the identity that Aiven uses in each cloud's KMS. */

import type { Accessors } from '../../client';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';

export const cmksAccessorsCommand: CommandDefinition<ConnectionOptions & { json?: boolean }> = {
  name: 'cmks accessors',
  summary: 'Show the accessor of each cloud, the identity that needs access to your keys, as JSON',
  description: 'To turn them into policy statements and commands, use "aiven-byok grants".',
  options: [...connectionOptions, { ...jsonOption, description: 'print JSON (the default and only format)' }],
  json: 'An object by cloud: `aws` with `role_arn`, `azure` with `app_id`, `gcp` with `access_group`, `oci` with `access_group` and `access_tenant`. Clouds that Aiven does not offer to the project are left out.',
  examples: ['aiven-byok cmks accessors --project acme-prod'],
  async run({ json, ...connection }, context) {
    return withProject(connection, context, async ({ client, project, signal }) => {
      context.output.json(accessorsJson(await client.cmks.accessors(project, { signal })));
      return 0;
    });
  },
};

/** Accessors in the API's field names. Clouds that Aiven does not offer to the project are left out. */
export function accessorsJson({ aws, azure, gcp, oci }: Accessors): Record<string, Record<string, string>> {
  return {
    ...(aws && { aws: { role_arn: aws.principal } }),
    ...(azure && { azure: { app_id: azure.appId } }),
    ...(gcp && { gcp: { access_group: gcp.accessGroup } }),
    ...(oci && { oci: { access_group: oci.accessGroup, access_tenant: oci.accessTenant } }),
  };
}
