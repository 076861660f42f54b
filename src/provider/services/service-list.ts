/** The services of a project for `terraform query`, as service resources and as bindings. */

import { checkCmkId, sameCmkId } from '../../aiven';
import type { Service } from '../../client';
import type { Context, ListOptions, ResourceListDefinition, Schema } from '../../plugin';
import { projectAttribute } from '../reading';
import type { Session } from '../settings';
import { type ServiceState, toServiceState } from './service-state';
import { importedUserConfig } from './user-config';

const serviceSchema = {
  description: 'The services of this type in a project, sorted by name.',
  attributes: {
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      validators: [checkCmkId],
      description:
        'Only services encrypted with this key, a UUID. `00000000-0000-0000-0000-000000000000` selects services with Aiven-managed keys.',
    },
    cloud_name: {
      type: 'string',
      optional: true,
      description: 'Only services in this cloud and region, for example `google-europe-west3`.',
    },
  },
} as const satisfies Schema;

/** The services of one type, sorted by name, without their secrets. */
export function serviceList(serviceType: string): ResourceListDefinition<Session, typeof serviceSchema, ServiceState> {
  return {
    schema: serviceSchema,
    async *objects({ project, cmk_id: cmkId, cloud_name: cloudName }, _, ctx) {
      for (const service of await servicesByName(project, ctx)) {
        if (service.serviceType !== serviceType || (cloudName ?? service.cloudName) !== service.cloudName) continue;
        if (cmkId !== null && !sameCmkId(cmkId, service.cmkId)) continue;
        const state = toServiceState(project, service, {
          tag: [],
          tech_emails: [],
          user_config: importedUserConfig(service),
        });
        yield { displayName: service.serviceName, state: { ...state, service_password: null, service_uri: null } };
      }
    },
  };
}

const bindingSchema = {
  description: 'The services of a project that are encrypted with a customer managed key, sorted by name.',
  attributes: {
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      validators: [checkCmkId],
      description: 'Only services encrypted with this key, a UUID.',
    },
    service_type: {
      type: 'string',
      optional: true,
      description: 'Only services of this type in the Aiven API, such as `pg` or `kafka`.',
    },
  },
} as const satisfies Schema;

/** @param toState the resource's state of a binding; reads the status only when the list includes the whole state */
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
  const services = await session.client.reads.services(project, { signal });
  return [...services].sort((one, other) => (one.serviceName < other.serviceName ? -1 : 1));
}
