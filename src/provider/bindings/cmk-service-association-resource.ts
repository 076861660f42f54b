/** `aiven_cmk_service_association`: binds a service that something else manages to a key, and touches nothing else of it. */

import {
  AIVEN_MANAGED_CMK_ID,
  checkCmkId,
  checkProject,
  checkServiceName,
  formatServiceImportId,
  parseServiceImportId,
  sameCmkId,
} from '../../aiven';
import { type CallOptions, isAborted, isNotFound, isProjectNotFound, isTimeout, type Service } from '../../client';
import {
  DiagnosticError,
  defineResource,
  type ResourceContext,
  type Schema,
  type StateOf,
  timeoutsBlock,
  unknown,
} from '../../plugin';
import { type CallContext, callOptions } from '../call-options';
import { checkKey } from '../keys/find-cmk';
import { bindingList } from '../services/service-list';
import {
  explainUnfinished,
  forgetWait,
  owesWait,
  oweWait,
  serviceIdentity,
  waitForService,
} from '../services/service-waiting';
import type { Session } from '../settings';

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
      validators: [checkBoundCmkId],
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

export const cmkServiceAssociationResource = defineResource<Session>()({
  type: 'aiven_cmk_service_association',
  schema,

  plan({ prior, planned }, kept) {
    // An update that has nothing to send and waits for the one before.
    return prior !== null && owesWait(kept) ? { ...planned, status: unknown } : planned;
  },

  async check({ config, prior }, ctx) {
    if (config === null) return;
    const { project, cmk_id: cmkId, service_name: serviceName } = config;
    await checkKey({ project, cmkId, before: prior?.cmk_id, user: `the binding of service ${serviceName}` }, ctx);
  },

  async create(plan, ctx) {
    try {
      return await bind(plan, callOptions(ctx, 'create'), ctx);
    } catch (error) {
      if (!isTimeout(error) && !isAborted(error)) throw error;
      // Kept in the state it would be tainted, and the next apply would detach the service first.
      throw new DiagnosticError(
        `Service ${plan.service_name} is not under its new key yet`,
        `${error.message} Aiven goes on moving it. The binding is not in the state yet: the next apply waits for it again, and detaches nothing. A destroy before that apply knows nothing of the binding and leaves the service under the key.`,
      );
    }
  },

  async read(state, ctx) {
    const { project, serviceName } = parseServiceImportId(state.id ?? `${state.project}/${state.service_name}`);
    const service = await ctx.session.client.reads.service(project, serviceName, callOptions(ctx));
    if (service === null) {
      ctx.warn(
        `Service ${serviceName} is gone from project ${project}`,
        'Its binding leaves the state; there is nothing left to bind.',
      );
      return null;
    }
    await forgetWait(project, service, ctx);
    return {
      ...toState(project, service, state.cmk_id),
      on_destroy: state.on_destroy ?? 'detach',
      status: await statusOf(project, service, ctx),
    };
  },

  async update(plan, prior, ctx) {
    const isMoved = !sameCmkId(plan.cmk_id, prior.cmk_id);
    if (!isMoved && !owesWait(ctx.private)) return { status: prior.status };
    const call = callOptions(ctx, 'update');
    oweWait(ctx.private);
    if (isMoved) await update(plan.project, plan.service_name, plan.cmk_id, call, ctx);
    return waitBound(plan, call, ctx).catch((error) => {
      throw explainUnfinished(plan.service_name, error);
    });
  },

  async delete(state, ctx) {
    const { project, service_name: serviceName } = state;
    if (state.on_destroy === 'keep') return;
    const { services } = ctx.session.client;
    const call = callOptions(ctx, 'delete');
    const service = await services.get(project, serviceName, call);
    // Who moved the service to another key meanwhile wants it there.
    if (!sameCmkId(service.cmkId, state.cmk_id)) return;
    await services.update(project, serviceName, { cmkId: null }, call);
    await waitForService(state, null, call, ctx);
  },

  importState(id) {
    const { project, serviceName } = parseServiceImportId(id);
    return { id: formatServiceImportId({ project, serviceName }), project, service_name: serviceName };
  },

  list: bindingList(async (project, service, ctx, { includeResource }) => ({
    ...toState(project, service, null),
    on_destroy: 'detach',
    status: includeResource ? await statusOf(project, service, ctx) : null,
  })),

  identity: serviceIdentity,
});

type Bound = Pick<State, 'project' | 'service_name' | 'cmk_id'>;

/** Moves the service to the key, and resolves when it runs there. */
async function bind(plan: Bound, call: CallOptions, ctx: Context): Promise<Partial<State>> {
  await update(plan.project, plan.service_name, plan.cmk_id, call, ctx);
  return waitBound(plan, call, ctx);
}

async function waitBound(plan: Bound, call: CallOptions, ctx: Context): Promise<Partial<State>> {
  const { service, association } = await waitForService(plan, plan.cmk_id, call, ctx);
  return { ...toState(plan.project, service, plan.cmk_id), cmk_id: plan.cmk_id, status: association };
}

/** Null while the service has no key, and when its key is gone. */
async function statusOf(project: string, service: Service, ctx: CallContext): Promise<string | null> {
  if (service.cmkId === null) return null;
  try {
    const associations = await ctx.session.client.reads.associations(project, service.cmkId, callOptions(ctx));
    return associations.find(({ serviceName }) => serviceName === service.serviceName)?.status ?? null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

async function update(
  project: string,
  serviceName: string,
  cmkId: string,
  call: CallOptions,
  ctx: Context,
): Promise<Service> {
  try {
    return await ctx.session.client.services.update(project, serviceName, { cmkId }, call);
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

function checkBoundCmkId(text: string): string | undefined {
  if (text !== '' && sameCmkId(text, null)) {
    return 'The all-zero UUID is no key; to go back to Aiven-managed keys, destroy the binding with on_destroy = "detach".';
  }
  return checkCmkId(text);
}
