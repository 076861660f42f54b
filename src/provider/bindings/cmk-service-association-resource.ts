/** `aiven_cmk_service_association`: the key of a service that something else manages. */

import {
  AIVEN_MANAGED_CMK_ID,
  checkCmkId,
  checkProject,
  checkServiceName,
  formatServiceImportId,
  parseServiceImportId,
  sameCmkId,
} from '../../aiven';
import { type CallOptions, isAborted, isMissing, isTimeout, nullIfMissing, type Service } from '../../client';
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
  clearSettledWait,
  explainUnfinished,
  isWaitPending,
  markWaitPending,
  serviceIdentity,
  waitForService,
} from '../services/service-waiting';
import type { Session } from '../settings';

const schema = {
  version: 0,
  description:
    'The key of a service that another provider, the console or another team manages. It changes the key of the service and nothing else. Do not use it for a service whose `cmk_id` is set elsewhere: the two would overwrite each other at every apply.',
  attributes: {
    id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'The ID for `terraform import`: `PROJECT/SERVICE_NAME`.',
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
      description: 'ID of the key, a UUID: `cmk_id` of `aiven_cmk`. A change moves the service to that key.',
    },
    on_destroy: {
      type: 'string',
      optional: true,
      computed: true,
      default: 'detach',
      validators: [
        (text: string) =>
          text === 'detach' || text === 'keep' ? undefined : `"${text}" is not supported; expected "detach" or "keep".`,
      ],
      description:
        'What a destroy of the binding does to the service: `detach` moves it to Aiven-managed keys, `keep` leaves it encrypted with the key. Default: `detach`.',
    },
    status: {
      type: 'string',
      computed: true,
      description:
        'Status of the association: `active`, `activating` or `deactivating`. Null while the service uses another key or none.',
    },
    service_type: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'Type of the service in the Aiven API, such as `pg`.',
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
    // An update that sends nothing, and waits for an earlier change to finish.
    return prior !== null && isWaitPending(kept) ? { ...planned, status: unknown } : planned;
  },

  async check({ config, prior }, ctx) {
    if (config === null) return;
    const { project, cmk_id: cmkId, service_name: serviceName } = config;
    await checkKey({ project, cmkId, before: prior?.cmk_id, user: `the binding of service "${serviceName}"` }, ctx);
  },

  async create(plan, ctx) {
    try {
      return await bind(plan, callOptions(ctx, 'create'), ctx);
    } catch (error) {
      if (!isTimeout(error) && !isAborted(error)) throw error;
      // In the state, the binding would be tainted, and the next apply would detach the service first.
      throw new DiagnosticError(
        `Failed to bind service "${plan.service_name}": it does not use its new key yet`,
        `${error.message} Aiven continues to move it. The binding is not in the state yet; the next apply waits again and detaches nothing. A destroy before that apply leaves the service encrypted with the key.`,
      );
    }
  },

  async read(state, ctx) {
    const { project, serviceName } = parseServiceImportId(state.id ?? `${state.project}/${state.service_name}`);
    const service = await ctx.session.client.reads.service(project, serviceName, callOptions(ctx));
    if (service === null) {
      ctx.warn(
        `Service "${serviceName}" no longer exists in project "${project}"`,
        'Its binding is removed from the state.',
      );
      return null;
    }
    await clearSettledWait(project, service, ctx);
    return {
      ...toState(project, service, state.cmk_id),
      on_destroy: state.on_destroy ?? 'detach',
      status: await statusOf(project, service, ctx),
    };
  },

  async update(plan, prior, ctx) {
    const isMoved = !sameCmkId(plan.cmk_id, prior.cmk_id);
    if (!isMoved && !isWaitPending(ctx.private)) return { status: prior.status };
    const call = callOptions(ctx, 'update');
    markWaitPending(ctx.private);
    if (isMoved) await moveService(plan.project, plan.service_name, plan.cmk_id, call, ctx);
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
    // Someone has moved the service to another key on purpose.
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

/** Moves the service to the key, and resolves when the service runs with it. */
async function bind(plan: Bound, call: CallOptions, ctx: Context): Promise<Partial<State>> {
  await moveService(plan.project, plan.service_name, plan.cmk_id, call, ctx);
  return waitBound(plan, call, ctx);
}

async function waitBound(plan: Bound, call: CallOptions, ctx: Context): Promise<Partial<State>> {
  const { service, association } = await waitForService(plan, plan.cmk_id, call, ctx);
  return { ...toState(plan.project, service, plan.cmk_id), cmk_id: plan.cmk_id, status: association };
}

/** Status of the association; null for Aiven-managed keys, and when the key was deleted. */
async function statusOf(project: string, { cmkId, serviceName }: Service, ctx: CallContext): Promise<string | null> {
  if (cmkId === null) return null;
  const associations = await nullIfMissing(ctx.session.client.reads.associations(project, cmkId, callOptions(ctx)));
  return associations?.find((association) => association.serviceName === serviceName)?.status ?? null;
}

async function moveService(
  project: string,
  serviceName: string,
  cmkId: string,
  call: CallOptions,
  ctx: Context,
): Promise<Service> {
  try {
    return await ctx.session.client.services.update(project, serviceName, { cmkId }, call);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new DiagnosticError(
      `Failed to bind service "${serviceName}": project "${project}" has no such service`,
      'A binding needs an existing service. If another resource creates it, refer to its service_name or add depends_on.',
      ['service_name'],
    );
  }
}

/** Keeps the user's spelling of the key's ID. Another key shows as drift; Aiven-managed keys as the all-zero UUID. */
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
    return 'The all-zero UUID is not a key. To move the service to Aiven-managed keys, destroy the binding with on_destroy = "detach".';
  }
  return checkCmkId(text);
}
