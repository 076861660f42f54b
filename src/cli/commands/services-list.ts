/** `aiven-byok services list`: the services of a project and their keys. */

import { UsageError } from '../cli-error';
import { cmkIdOption } from '../cmk-view';
import type { CommandDefinition } from '../command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../options';
import { keyOf, serviceColumns, serviceJson } from '../service-view';
import { withProject } from '../session';

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
    { ...cmkIdOption, description: 'only those under this key', required: false },
    { flags: '--aiven-managed', description: "only those under Aiven's own keys" },
    jsonOption,
  ],
  json: "An array of services, each with `service_name`, `service_type`, `plan`, `cloud_name`, `state`, `cmk_id` (null for Aiven's own keys).",
  examples: ['aiven-byok services list', 'aiven-byok services list --aiven-managed --json'],
  async run({ cmkId, aivenManaged, json, ...connection }, context) {
    const { output } = context;
    if (cmkId !== undefined && aivenManaged) throw new UsageError('Give --cmk-id or --aiven-managed, not both.');
    return withProject(connection, context, async ({ client, project, signal }) => {
      const all = await client.services.list(project, { signal });
      const wanted = aivenManaged ? null : cmkId;
      const services = wanted === undefined ? all : all.filter((service) => keyOf(service) === wanted);
      if (json) output.json(services.map(serviceJson));
      else output.table(serviceColumns, services);
      if (services.length === 0) {
        output.note(all.length === 0 ? `Project ${project} has no services.` : `None of ${all.length} services.`);
      }
      return 0;
    });
  },
};
