/** `aiven-byok services list`: lists the services of a project and the key of each. */

import type { Service } from '../../client';
import { UsageError } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { type Session, withProject } from '../session/session';
import { cmkIdOption, listUsers } from '../views/cmk-view';
import { associatedServiceColumns, associatedServiceJson, serviceColumns, serviceJson } from '../views/service-view';

interface ServicesListOptions extends ConnectionOptions {
  cmkId?: string;
  aivenManaged?: boolean;
  json?: boolean;
}

export const servicesListCommand: CommandDefinition<ServicesListOptions> = {
  name: 'services list',
  summary: 'List services and the key that encrypts each',
  options: [
    ...connectionOptions,
    { ...cmkIdOption, description: 'list only services that use this key', required: false },
    { flags: '--aiven-managed', description: 'list only services encrypted with Aiven-managed keys' },
    jsonOption,
  ],
  json: 'An array of services, each with `service_name`, `service_type`, `plan`, `cloud_name`, `state` and `cmk_id` (null for Aiven-managed keys); with `--cmk-id` also `association_status`, the status of the association with that key, or null.',
  examples: ['aiven-byok services list', 'aiven-byok services list --aiven-managed --json'],
  async run({ cmkId, aivenManaged, json, ...connection }, context) {
    if (cmkId !== undefined && aivenManaged) throw new UsageError('Pass either --cmk-id or --aiven-managed, not both.');
    return withProject(connection, context, async (session) => {
      if (cmkId !== undefined) return listServicesOf(cmkId, session, context, json);
      const { output } = context;
      const all = await session.client.services.list(session.project, { signal: session.signal });
      const services = aivenManaged ? all.filter((service) => service.cmkId === null) : all;
      if (json) output.json(services.map(serviceJson));
      else output.table(serviceColumns, services);
      if (services.length === 0) noteNone(all, session, context);
      return 0;
    });
  },
};

async function listServicesOf(cmkId: string, session: Session, context: CommandContext, json = false): Promise<0> {
  const { client, project, signal } = session;
  const { output } = context;
  const [users, all] = await Promise.all([
    client.reads.keyUsers(project, cmkId, { signal }),
    client.reads.services(project, { signal }),
  ]);
  const services = users.flatMap(({ service, association }) => (service === null ? [] : [{ service, association }]));
  if (json) output.json(services.map(associatedServiceJson));
  else output.table(associatedServiceColumns, services);
  if (services.length === 0) noteNone(all, session, context);
  const unlisted = users.filter(({ service }) => service === null);
  if (unlisted.length > 0) {
    output.warn(`The key is also used by ${listUsers(unlisted)}, which the project no longer lists.`);
  }
  return 0;
}

function noteNone(all: readonly Service[], { project }: Session, { output }: CommandContext): void {
  output.note(
    all.length === 0
      ? `Project "${project}" has no services.`
      : `No match among ${all.length} services of the project.`,
  );
}
