/** `aiven-byok services get`: shows a service, its key, and the status of its association. */

import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { associatedServiceColumns, associatedServiceJson, requireServiceNames } from '../views/service-view';

export const servicesGetCommand: CommandDefinition<ConnectionOptions & { json?: boolean }> = {
  name: 'services get',
  summary: 'Show a service, its key, and whether the key is in effect',
  arguments: [{ name: '<service>', description: 'name of the service' }],
  options: [...connectionOptions, jsonOption],
  json: 'A service: `service_name`, `service_type`, `plan`, `cloud_name`, `state`, `cmk_id` (null for Aiven-managed keys) and `association_status` (`active`, `activating` or `deactivating`; null without a key, or if the key does not list the service).',
  examples: ['aiven-byok services get orders'],
  async run({ json, ...connection }, context) {
    const [name = ''] = context.arguments;
    requireServiceNames([name]);
    const { output } = context;
    return withProject(connection, context, async ({ client, project, signal }) => {
      const service = await client.services.get(project, name, { signal });
      const { cmkId } = service;
      const associations = cmkId === null ? [] : await client.cmks.associations(project, cmkId, { signal });
      const association = associations.find(({ serviceName }) => serviceName === name)?.status ?? null;
      if (json) output.json(associatedServiceJson({ service, association }));
      else output.record(associatedServiceColumns, { service, association });
      return 0;
    });
  },
};
