/** The services of a project for `terraform query`: as resources of their own, and as bindings to their keys. */

import { checkCmkId, sameCmkId } from '../../aiven';
import type { Service } from '../../client';
import type { Context, ListOptions, ResourceListDefinition, Schema } from '../../plugin';
import { projectAttribute } from '../reading';
import type { Session } from '../settings';
import { type ServiceState, toServiceState } from './service-state';

const serviceSchema = {
  description: 'The services of this type in a project, by name.',
  attributes: {
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      validators: [checkCmkId],
      description:
        'Only services under this key (a UUID); `00000000-0000-0000-0000-000000000000` stands for Aiven-managed keys.',
    },
    cloud_name: {
      type: 'string',
      optional: true,
      description: 'Only services in this cloud and region, for example `google-europe-west3`.',
    },
  },
} as const satisfies Schema;

/** The services of one type, by name. Their secrets are not among what is listed. */
export function serviceList(serviceType: string): ResourceListDefinition<Session, typeof serviceSchema, ServiceState> {
  return {
    schema: serviceSchema,
    async *objects({ project, cmk_id: cmkId, cloud_name: cloudName }, _, ctx) {
      for (const service of await servicesByName(project, ctx)) {
        if (service.serviceType !== serviceType || (cloudName ?? service.cloudName) !== service.cloudName) continue;
        if (cmkId !== null && !sameCmkId(cmkId, service.cmkId)) continue;
        const state = toServiceState(project, service, { tag: [], tech_emails: [] });
        yield { displayName: service.serviceName, state: { ...state, service_password: null, service_uri: null } };
      }
    },
  };
}

const bindingSchema = {
  description: 'The services of a project that are under a customer managed key, by name.',
  attributes: {
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      validators: [checkCmkId],
      description: 'Only services under this key (a UUID).',
    },
    service_type: {
      type: 'string',
      optional: true,
      description: "Only services of this type, by Aiven's name: `pg`, `kafka` …",
    },
  },
} as const satisfies Schema;

/** @param toState how the resource stores a binding; asked for its status only when the whole state is wanted */
export function bindingList<State>(
  toState: (project: string, service: Service, ctx: Context<Session>, options: ListOptions) => Promise<Partial<State>>,
): ResourceListDefinition<Session, typeof bindingSchema, State> {
  return {
    schema: bindingSchema,
    async *objects({ project, cmk_id: cmkId, service_type: serviceType }, options, ctx) {
      for (const service of await servicesByName(project, ctx)) {
        if (service.cmkId === null || (serviceType ?? service.serviceType) !== service.serviceType) continue;
        if (cmkId !== null && !sameCmkId(cmkId, service.cmkId)) continue;
        yield { displayName: service.serviceName, state: await toState(project, service, ctx, options) };
      }
    },
  };
}

async function servicesByName(project: string, { session, signal }: Context<Session>): Promise<Service[]> {
  const services = await session.client.reads.servicesWithoutSecrets(project, { signal });
  return [...services].sort((one, other) => (one.serviceName < other.serviceName ? -1 : 1));
}
