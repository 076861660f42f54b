/** `aiven-byok services list`: the services of a project and their keys. */

import { UsageError } from '../errors/cli-error';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { cmkIdOption, nameAssociations } from '../views/cmk-view';
import {
  associatedServiceColumns,
  associatedServiceJson,
  keyOf,
  serviceColumns,
  serviceJson,
} from '../views/service-view';

interface ServicesListOptions extends ConnectionOptions {
  cmkId?: string;
  aivenManaged?: boolean;
  json?: boolean;
}

export const servicesListCommand: CommandDefinition<ServicesListOptions> = {
  name: 'services list',
  summary: 'List services and the key that protects each',
  options: [
    ...connectionOptions,
    { ...cmkIdOption, description: 'only those that show this key or still hold it', required: false },
    { flags: '--aiven-managed', description: "only those under Aiven's own keys" },
    jsonOption,
  ],
  json: "An array of services, each with `service_name`, `service_type`, `plan`, `cloud_name`, `state`, `cmk_id` (null for Aiven's own keys), and with `--cmk-id` `association_status`: how far the association with that key is, or null.",
  examples: ['aiven-byok services list', 'aiven-byok services list --aiven-managed --json'],
  async run({ cmkId, aivenManaged, json, ...connection }, context) {
    const { output } = context;
    if (cmkId !== undefined && aivenManaged) throw new UsageError('Give --cmk-id or --aiven-managed, not both.');
    return withProject(connection, context, async ({ client, project, signal }) => {
      const [all, associations] = await Promise.all([
        client.services.list(project, { signal }),
        // Whatever the services say: one that moves away holds the key until it has arrived.
        cmkId === undefined ? [] : client.cmks.associations(project, cmkId, { signal }),
      ]);
      const statuses = new Map(associations.map(({ serviceName, status }) => [serviceName, status]));
      const services = all
        .map((service) => ({ service, association: statuses.get(service.serviceName) ?? null }))
        .filter(({ service, association }) => {
          if (aivenManaged) return keyOf(service) === null;
          return cmkId === undefined || keyOf(service) === cmkId || association !== null;
        });
      const plain = services.map(({ service }) => service);
      if (json) output.json(cmkId === undefined ? plain.map(serviceJson) : services.map(associatedServiceJson));
      else if (cmkId === undefined) output.table(serviceColumns, plain);
      else output.table(associatedServiceColumns, services);
      if (services.length === 0) {
        output.note(all.length === 0 ? `Project ${project} has no services.` : `None of ${all.length} services.`);
      }
      const listed = new Set(all.map(({ serviceName }) => serviceName));
      const others = associations.filter(({ serviceName }) => !listed.has(serviceName));
      if (others.length > 0)
        output.warn(`The key is held besides by ${nameAssociations(others)}, not listed any more.`);
      return 0;
    });
  },
};
