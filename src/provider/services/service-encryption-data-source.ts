/** Data source `aiven_service_encryption`: which key encrypts which service. */

import { checkServiceName } from '../../aiven';
import { type Cmk, isNotFound, isProjectNotFound, type Service } from '../../client';
import { DiagnosticError, defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { boundedList } from '../keys/cmk-listing';
import { projectAttribute, type ReadContext, readTimeouts } from '../reading';
import type { Session } from '../settings';

const computed = (description: string) => ({ type: 'string', computed: true, description }) as const;

const schema = {
  version: 0,
  description:
    'Which key encrypts which service: all services of a project, or one. What Aiven reports as the key of a service is the one that protects it; `aiven_cmk_service_associations` also tells of a move under way.',
  attributes: {
    project: projectAttribute,
    service_name: {
      type: 'string',
      optional: true,
      validators: [checkServiceName],
      description: 'Only this service, which must exist. Left out: all services of the project.',
    },
    services: {
      computed: true,
      description: 'The services by name.',
      nested: {
        nesting: 'list',
        attributes: {
          service_name: computed('Name of the service.'),
          service_type: computed("Aiven's name of the service's type."),
          state: computed('State of the service, such as `RUNNING` or `POWEROFF`.'),
          cmk_id: computed('Id of the key that protects the service; null for keys that Aiven manages.'),
          cmk_provider: computed('The cloud whose KMS holds that key.'),
          cmk_resource: computed('The name of that key in its KMS: `resource` of `aiven_cmk`.'),
          cmk_status: computed('Status of that key: `current`, `old` or `deleted`; null where Aiven leaves it out.'),
        },
      },
    },
  },
  blocks: readTimeouts,
} as const satisfies Schema;

export const serviceEncryptionDataSource = defineDataSource<Session>()({
  type: 'aiven_service_encryption',
  schema,

  async read({ project, service_name: serviceName }, ctx) {
    const { reads } = ctx.session.client;
    const all = await reads.servicesWithoutSecrets(project, callOptions(ctx));
    const services = serviceName === null ? all : [await oneOf(all, project, serviceName, ctx)];
    const ids = new Set(services.flatMap(({ cmkId }) => cmkId ?? []));
    const found = await Promise.all([...ids].map((cmkId) => reads.cmk(project, cmkId, callOptions(ctx))));
    return {
      services: describeEncryption(
        services,
        found.filter((cmk) => cmk !== null),
      ),
    };
  },
});

/** The services by name, each with its key. What is not known of a key is null. */
export function describeEncryption(services: readonly Service[], cmks: readonly Cmk[]) {
  const byId = new Map(cmks.map((cmk) => [cmk.cmkId, cmk]));
  const named = [...services].sort((one, other) => (one.serviceName < other.serviceName ? -1 : 1));
  return named.map(({ serviceName, serviceType, state, cmkId }) => {
    const cmk = cmkId === null ? undefined : byId.get(cmkId);
    return {
      service_name: serviceName,
      service_type: serviceType,
      state,
      cmk_id: cmkId,
      cmk_provider: cmk?.cloud ?? null,
      cmk_resource: cmk?.keyReference ?? null,
      cmk_status: cmk?.status ?? null,
    };
  });
}

/** The service of this name; one that the list does not have yet is asked for by itself. */
async function oneOf(
  all: readonly Service[],
  project: string,
  serviceName: string,
  ctx: ReadContext,
): Promise<Service> {
  const listed = all.find((service) => service.serviceName === serviceName);
  if (listed !== undefined) return listed;
  try {
    const { services } = ctx.session.client;
    return await services.get(project, serviceName, { ...callOptions(ctx), includeSecrets: false });
  } catch (error) {
    if (!isNotFound(error) || isProjectNotFound(error)) throw error;
    const names = all.map((service) => service.serviceName).sort();
    throw new DiagnosticError(
      `Project ${project} has no service "${serviceName}"`,
      names.length === 0 ? 'The project has no services at all.' : `Its services are:${boundedList(names)}`,
      ['service_name'],
    );
  }
}
