/** Data source `aiven_service_encryption`: the key of each service. */

import { checkServiceName } from '../../aiven';
import { type Cmk, nullIfMissing, type Service } from '../../client';
import { DiagnosticError, defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { boundedList } from '../keys/cmk-listing';
import { projectAttribute, type ReadContext, readTimeouts } from '../reading';
import type { Session } from '../settings';

const computed = (description: string) => ({ type: 'string', computed: true, description }) as const;

const schema = {
  version: 0,
  description:
    'The services of a project and the keys that they are encrypted with. While a service moves to another key, this shows the old key; `aiven_cmk_service_associations` also shows the move.',
  attributes: {
    project: projectAttribute,
    service_name: {
      type: 'string',
      optional: true,
      validators: [checkServiceName],
      description: 'Only this service, which must exist. Default: all services of the project.',
    },
    services: {
      computed: true,
      description: 'The services, sorted by name.',
      nested: {
        nesting: 'list',
        attributes: {
          service_name: computed('Name of the service.'),
          service_type: computed('Type of the service in the Aiven API, such as `pg`.'),
          cloud_name: computed('Cloud and region in which the service runs, such as `google-europe-west3`.'),
          state: computed('State of the service, such as `RUNNING` or `POWEROFF`.'),
          cmk_id: computed('ID of the key that the service is encrypted with; null for Aiven-managed keys.'),
          cmk_provider: computed('Cloud whose KMS contains that key.'),
          cmk_resource: computed('Key reference: `resource` of `aiven_cmk`.'),
          cmk_status: computed('Status of that key: `current`, `old` or `deleted`; null when Aiven omits it.'),
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
    const all = await reads.services(project, callOptions(ctx));
    const services = serviceName === null ? all : [await findService(all, project, serviceName, ctx)];
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

/** The services, sorted by name, each with its key. Attributes of a key that does not exist are null. */
export function describeEncryption(services: readonly Service[], cmks: readonly Cmk[]) {
  const byId = new Map(cmks.map((cmk) => [cmk.cmkId, cmk]));
  const named = [...services].sort((one, other) => (one.serviceName < other.serviceName ? -1 : 1));
  return named.map(({ serviceName, serviceType, cloudName, state, cmkId }) => {
    const cmk = cmkId === null ? undefined : byId.get(cmkId);
    return {
      service_name: serviceName,
      service_type: serviceType,
      cloud_name: cloudName,
      state,
      cmk_id: cmkId,
      cmk_provider: cmk?.cloud ?? null,
      cmk_resource: cmk?.keyReference ?? null,
      cmk_status: cmk?.status ?? null,
    };
  });
}

/** The service of this name. A service that the list lacks is requested by itself. */
async function findService(
  listed: readonly Service[],
  project: string,
  serviceName: string,
  ctx: ReadContext,
): Promise<Service> {
  const found =
    listed.find((service) => service.serviceName === serviceName) ??
    (await nullIfMissing(ctx.session.client.services.get(project, serviceName, callOptions(ctx))));
  if (found !== null) return found;
  const names = listed.map((service) => service.serviceName).sort();
  throw new DiagnosticError(
    `Failed to find service: project "${project}" has no service "${serviceName}"`,
    names.length === 0 ? 'The project has no services.' : `Existing services:${boundedList(names)}`,
    ['service_name'],
  );
}
