/** `aiven_cmk_service_association`: the key of a service that something else manages. */

import { AIVEN_MANAGED_CMK_ID, formatServiceImportId, parseServiceImportId, sameCmkId } from '../../aiven';
import { type CallOptions, isAborted, isMissing, isTimeout, isWrongKey, type Service } from '../../client';
import { DiagnosticError, defineResource, type ResourceContext, unknown } from '../../plugin';
import { callOptions } from '../call-options';
import { warnAfterLastUse } from '../keys/last-use';
import { explainFirstKey } from '../services/key/first-key';
import { clearDrift, noteDrift } from '../services/key/key-drift';
import { bindingType, isDetachedByOther } from '../services/key/planned-services';
import { bindingList } from '../services/service-list';
import {
  associationOf,
  clearSettledWait,
  explainUnfinished,
  isWaitPending,
  markWaitPending,
  serviceIdentity,
  waitForService,
} from '../services/service-waiting';
import type { Session } from '../settings';
import { checkBinding, forgetCreation, keepsServiceKey } from './binding-plan';
import { type BindingState, bindingSchema } from './binding-schema';
import { detach } from './detach';

type Context = ResourceContext<Session, Partial<BindingState>>;

export const cmkServiceAssociationResource = defineResource<Session>()({
  type: bindingType,
  schema: bindingSchema,

  plan({ config, prior, planned, replaces }, kept, session) {
    const before = prior ?? (replaces as Partial<BindingState> | null);
    const onDestroy = config.on_destroy ?? before?.on_destroy ?? 'detach';
    // An update that waits for an earlier change, or that binds the service again: it is leaving the key, or another resource of the plan
    // takes it away.
    const waits = prior !== null && (isWaitPending(kept) || isLeaving(prior) || isDetachedByOther(planned, session));
    return { ...planned, on_destroy: onDestroy, ...(waits ? { status: unknown } : {}) };
  },

  describePrior: ({ project, service_name, cmk_id, on_destroy }) => ({ project, service_name, cmk_id, on_destroy }),
  check: checkBinding,

  async create(plan, ctx) {
    const { turns } = ctx.session;
    turns.claim(plan);
    forgetCreation(ctx.private);
    try {
      return await turns.run(plan, ctx.signal, () => bind(plan, callOptions(ctx, 'create'), ctx));
    } catch (error) {
      throw explainUnbound(plan.service_name, error);
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
    noteDrift(state.cmk_id, service.cmkId, ctx.private);
    await clearSettledWait(project, service, ctx);
    return {
      ...toState(project, service, state.cmk_id),
      on_destroy: state.on_destroy ?? 'detach',
      status: await associationOf(project, service, ctx),
    };
  },

  async update(plan, prior, ctx) {
    const { turns } = ctx.session;
    turns.claim(plan);
    return turns.run(plan, ctx.signal, async () => {
      const isMoved = !sameCmkId(plan.cmk_id, prior.cmk_id) || isLeaving(prior) || turns.hasDetached(plan);
      if (!isMoved && !isWaitPending(ctx.private)) return { status: prior.status };
      const call = callOptions(ctx, 'update');
      clearDrift(ctx.private);
      markWaitPending(ctx.private);
      if (isMoved) await moveService(plan.project, plan.service_name, plan.cmk_id, call, ctx);
      const bound = await waitBound(plan, call, ctx).catch((error) => {
        throw explainUnfinished(plan.service_name, error);
      });
      if (!sameCmkId(plan.cmk_id, prior.cmk_id)) await warnAfterLastUse(prior, call, ctx);
      return bound;
    });
  },

  async delete(state, ctx) {
    if (state.on_destroy !== 'keep' && !keepsServiceKey(state, ctx.private)) await detach(state, ctx);
  },

  importState(importId) {
    const { project, serviceName } = parseServiceImportId(importId);
    const id = formatServiceImportId({ project, serviceName });
    // A configuration may be removed again after an import: that must not detach the service.
    return { id, project, service_name: serviceName, on_destroy: 'keep' };
  },

  list: bindingList(async (project, service, ctx, { includeResource }) => ({
    ...toState(project, service, null),
    on_destroy: 'keep',
    status: includeResource ? await associationOf(project, service, ctx) : null,
  })),

  identity: serviceIdentity,
});

/** Aiven may show the old key until a move that someone else began has ended. */
function isLeaving({ status }: BindingState): boolean {
  return status === 'deactivating';
}

type Bound = Pick<BindingState, 'project' | 'service_name' | 'cmk_id'>;

/** Moves the service to the key, and resolves when the service runs with it. */
async function bind(plan: Bound, call: CallOptions, ctx: Context): Promise<Partial<BindingState>> {
  await moveService(plan.project, plan.service_name, plan.cmk_id, call, ctx);
  return waitBound(plan, call, ctx);
}

async function waitBound(plan: Bound, call: CallOptions, ctx: Context): Promise<Partial<BindingState>> {
  const { service, association } = await waitForService(plan, plan.cmk_id, call, ctx);
  return { ...toState(plan.project, service, plan.cmk_id), cmk_id: plan.cmk_id, status: association };
}

/**
 * Explains what the next apply does after a create that failed while the service was moving. In the state, the binding would be
 * tainted, and the next apply would replace it.
 */
function explainUnbound(serviceName: string, error: unknown): unknown {
  if (isWrongKey(error)) {
    return new DiagnosticError(
      `Failed to bind service "${serviceName}": it does not move to its key`,
      `${error.message} The binding is not in the state, and the next apply sends the change again.`,
    );
  }
  if (!isTimeout(error) && !isAborted(error)) return error;
  return new DiagnosticError(
    `Failed to bind service "${serviceName}": it does not use its new key yet`,
    `${error.message} Aiven continues to move it. The binding is not in the state yet; the next apply waits again and detaches nothing. A destroy before that apply leaves the service encrypted with the key.`,
  );
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
    const service = { project, name: serviceName, cmkId };
    if (!isMissing(error)) throw await explainFirstKey(error, service, ctx.session, call);
    throw new DiagnosticError(
      `Failed to bind service "${serviceName}": project "${project}" has no such service`,
      'A binding needs an existing service. If another resource creates it, refer to its service_name or add depends_on.',
      ['service_name'],
    );
  }
}

/** Keeps the user's spelling of the key's ID. Another key shows as drift; Aiven-managed keys as the all-zero UUID. */
function toState(project: string, service: Service, before: string | null): Partial<BindingState> {
  const actual = service.cmkId ?? AIVEN_MANAGED_CMK_ID;
  return {
    id: formatServiceImportId({ project, serviceName: service.serviceName }),
    project,
    service_name: service.serviceName,
    service_type: service.serviceType,
    cmk_id: before && sameCmkId(before, actual) ? before : actual,
  };
}
