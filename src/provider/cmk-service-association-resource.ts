/** `aiven_cmk_service_association`: binds a service that something else manages to a key, and touches nothing else of it. */

import { isNotFound, isProjectNotFound, type Service } from '../client';
import {
  AIVEN_MANAGED_CMK_ID,
  checkCmkId,
  checkProject,
  checkServiceName,
  formatServiceImportId,
  parseServiceImportId,
  sameCmkId,
} from '../cmk';
import {
  DiagnosticError,
  defineResource,
  isUnknown,
  type ResourceContext,
  type Schema,
  type StateOf,
  timeoutsBlock,
} from '../plugin';
import { keyProblem } from './service-plan';
import type { Session } from './settings';

const schema = {
  version: 0,
  description:
    'The key that encrypts a service which another provider, the console or another team manages. It changes the key of that service and nothing else of it. Do not use it for a service whose `cmk_id` is set elsewhere: the two would take the service from each other.',
  attributes: {
    id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'The id by which the binding is imported: `PROJECT/SERVICE_NAME`.',
    },
    project: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkProject],
      description: 'Name of the Aiven project. A change replaces the binding.',
    },
    service_name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkServiceName],
      description: 'Name of the service. A change replaces the binding.',
    },
    cmk_id: {
      type: 'string',
      required: true,
      validators: [checkKey],
      semanticEquals: sameCmkId,
      description: 'Id of the key (a UUID, `cmk_id` of `aiven_cmk`). A change moves the service to that key.',
    },
    on_destroy: {
      type: 'string',
      optional: true,
      computed: true,
      default: 'detach',
      validators: [
        (text: string) =>
          text === 'detach' || text === 'keep' ? undefined : `"${text}" is not known; expected "detach" or "keep".`,
      ],
      description:
        'What destroying the binding does to the service: `detach` goes back to Aiven-managed keys, `keep` leaves it under the key. Left out: `detach`.',
    },
    status: {
      type: 'string',
      computed: true,
      description:
        'Status of the association: `active`, `activating` or `deactivating`; null while the service has another key or none.',
    },
    service_type: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: "Aiven's name of the service's type.",
    },
  },
  blocks: { timeouts: timeoutsBlock(['create', 'read', 'update', 'delete']) },
} as const satisfies Schema;

type State = StateOf<typeof schema>;
type Context = ResourceContext<Session, Partial<State>>;

const waitTimeout = 20 * 60_000;

export const cmkServiceAssociationResource = defineResource<Session>()({
  type: 'aiven_cmk_service_association',
  schema,

  async check({ action, config, prior }, ctx) {
    if (config === null || !ctx.client.apiKnown) return;
    const { project, cmk_id: cmkId } = config;
    if (typeof project !== 'string' || isUnknown(cmkId)) return;
    const problem = await keyProblem(project, cmkId, ctx);
    if (problem === undefined) return;
    if (action !== 'none' || prior === null) throw new DiagnosticError('Invalid cmk_id', problem, ['cmk_id']);
    ctx.warn(`Key of the binding of service ${prior.service_name} is not usable`, problem, ['cmk_id']);
  },

  create: (plan, ctx) => bind(plan, plan.cmk_id, 'create', ctx),

  async read(state, ctx) {
    const { project, serviceName } = parseServiceImportId(state.id ?? `${state.project}/${state.service_name}`);
    const call = { signal: ctx.signal, budget: ctx.timeout('read') };
    const { reads } = ctx.client.client;
    const service = await reads.service(project, serviceName, call);
    if (service === null) {
      ctx.warn(
        `Service ${serviceName} is gone from project ${project}`,
        'Its binding leaves the state; there is nothing left to bind.',
      );
      return null;
    }
    const cmkId = service.cmkId ?? AIVEN_MANAGED_CMK_ID;
    const associations = service.cmkId === null ? [] : await reads.associations(project, cmkId, call);
    return {
      ...toState(project, service, state.cmk_id),
      on_destroy: state.on_destroy ?? 'detach',
      status: associations.find((association) => association.serviceName === serviceName)?.status ?? null,
    };
  },

  async update(plan, prior, ctx) {
    if (sameCmkId(plan.cmk_id, prior.cmk_id)) return { status: prior.status };
    return bind(plan, plan.cmk_id, 'update', ctx);
  },

  async delete(state, ctx) {
    const { project, service_name: serviceName } = state;
    if (state.on_destroy === 'keep') return;
    const { services } = ctx.client.client;
    const service = await services.get(project, serviceName, { signal: ctx.signal });
    // Who moved the service to another key meanwhile wants it there.
    if (!sameCmkId(service.cmkId, state.cmk_id)) return;
    await services.update(project, serviceName, { cmkId: null }, { signal: ctx.signal });
    await services.waitUntilReady(project, serviceName, {
      cmkId: null,
      signal: ctx.signal,
      timeoutMs: ctx.timeout('delete') ?? waitTimeout,
      onProgress: (progress) => ctx.log.info('Waiting for the service to be detached', { serviceName, ...progress }),
    });
  },

  importState(id) {
    const { project, serviceName } = parseServiceImportId(id);
    return { id, project, service_name: serviceName };
  },

  identity: {
    attributes: {
      project: { type: 'string', requiredForImport: true, description: 'Name of the Aiven project.' },
      service_name: { type: 'string', requiredForImport: true, description: 'Name of the service.' },
    },
    of: ({ project, service_name }) => ({ project, service_name }),
    importId: ({ project, service_name }) =>
      formatServiceImportId({ project: String(project), serviceName: String(service_name) }),
  },
});

/** Moves the service to the key, and resolves when it runs there. */
async function bind(
  { project, service_name: serviceName }: { project: string; service_name: string },
  cmkId: string,
  operation: 'create' | 'update',
  ctx: Context,
): Promise<Partial<State>> {
  const { services } = ctx.client.client;
  const accepted = await update(project, serviceName, cmkId, ctx);
  ctx.saveState(toState(project, accepted, cmkId));
  const { service, association } = await services.waitUntilReady(project, serviceName, {
    cmkId,
    signal: ctx.signal,
    timeoutMs: ctx.timeout(operation) ?? waitTimeout,
    onProgress: (progress) => ctx.log.info('Waiting for the service to be under the key', { serviceName, ...progress }),
  });
  return { ...toState(project, service, cmkId), status: association };
}

async function update(project: string, serviceName: string, cmkId: string, ctx: Context): Promise<Service> {
  try {
    return await ctx.client.client.services.update(project, serviceName, { cmkId }, { signal: ctx.signal });
  } catch (error) {
    if (!isNotFound(error) || isProjectNotFound(error)) throw error;
    throw new DiagnosticError(
      `There is no service ${serviceName} in project ${project}`,
      'A binding needs a service that exists; where another resource creates it, refer to its service_name or add depends_on.',
      ['service_name'],
    );
  }
}

/** The key as the user wrote it where it is the same. A key moved by someone else shows as drift; none at all as the all-zero UUID. */
function toState(project: string, service: Service, before: string | null): Partial<State> {
  const actual = service.cmkId ?? AIVEN_MANAGED_CMK_ID;
  return {
    id: formatServiceImportId({ project, serviceName: service.serviceName }),
    project,
    service_name: service.serviceName,
    service_type: service.serviceType,
    cmk_id: before && sameCmkId(before, actual) ? before : actual,
  };
}

function checkKey(text: string): string | undefined {
  if (sameCmkId(text, null)) {
    return 'The all-zero UUID is no key; to go back to Aiven-managed keys, destroy the binding with on_destroy = "detach".';
  }
  return checkCmkId(text);
}
