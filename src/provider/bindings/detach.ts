/** Moves the service of a destroyed binding to Aiven-managed keys, unless another binding takes its place. */

import { sameCmkId } from '../../aiven';
import { type CallOptions, isBeingDeleted, isWrongKey, type WaitProgress } from '../../client';
import { DiagnosticError, type ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import { warnAfterLastUse } from '../keys/last-use';
import { keyBeforeDrift } from '../services/key/key-drift';
import { waitForService } from '../services/service-waiting';
import type { Session } from '../settings';
import type { BindingState } from './binding-schema';

type Context = ResourceContext<Session>;

/**
 * Resolves when the service uses Aiven-managed keys. Leaves a service alone that has moved to another key, that is being deleted, or
 * that this apply binds again: Terraform creates and deletes the two addresses of a renamed binding in any order.
 */
export async function detach(state: BindingState, ctx: Context): Promise<void> {
  const { turns, client } = ctx.session;
  if (await turns.awaitClaim(state, client.clock, ctx.signal)) return;
  await turns.run(state, ctx.signal, async () => {
    if (!turns.claimed(state).aborted) await detachNow(state, callOptions(ctx, 'delete'), ctx);
  });
}

async function detachNow(state: BindingState, call: CallOptions, ctx: Context): Promise<void> {
  const { project, service_name: serviceName } = state;
  const { turns, forbidDetach } = ctx.session;
  const { services } = ctx.session.client;
  const service = await services.get(project, serviceName, call);
  // Someone has moved the service to another key on purpose.
  if (service.cmkId === null || !sameCmkId(service.cmkId, state.cmk_id) || keyBeforeDrift(ctx.private)) return;
  if (forbidDetach) throw detachForbidden(serviceName, service.cmkId);
  turns.markDetached(state);
  try {
    await services.update(project, serviceName, { cmkId: null }, call);
  } catch (error) {
    // Its deletion releases the key.
    if (isBeingDeleted(error)) return;
    throw error;
  }
  if (await waitUntilDetached(state, call, ctx)) await warnAfterLastUse(state, call, ctx);
}

/** False when the service is bound again instead. */
async function waitUntilDetached(state: BindingState, call: CallOptions, ctx: Context): Promise<boolean> {
  const again = new AbortController();
  const claimed = ctx.session.turns.claimed(state);
  const signal = AbortSignal.any([ctx.signal, claimed, again.signal]);
  let hasLeft = false;
  try {
    await waitForService(state, null, { ...call, signal }, ctx, (progress) => {
      if (isBoundAgain(progress, state, hasLeft)) again.abort();
      hasLeft ||= progress.association !== 'active';
    });
    return true;
  } catch (error) {
    if (!ctx.signal.aborted && (claimed.aborted || again.signal.aborted)) {
      warnBoundAgain(state, ctx);
      return false;
    }
    throw isWrongKey(error) ? stillBound(state, error) : error;
  }
}

/** Right after the request, Aiven may still show the association from before. */
function isBoundAgain({ cmkId, association }: WaitProgress, state: BindingState, hasLeft: boolean): boolean {
  if (cmkId === null) return false;
  return association === 'activating' || !sameCmkId(cmkId, state.cmk_id) || (hasLeft && association === 'active');
}

function warnBoundAgain({ service_name: serviceName }: BindingState, ctx: Context): void {
  ctx.warn(
    `Service "${serviceName}" is bound to a key again`,
    'Another binding or another run bound it while this binding was being destroyed. In between, it moved to Aiven-managed keys. To rename a binding without detaching its service, use a moved block.',
  );
}

/** The plan refuses this as well, but does not see every replacement. */
function detachForbidden(serviceName: string, cmkId: string): DiagnosticError {
  return new DiagnosticError(
    `Failed to destroy the binding of service "${serviceName}": it would lose key "${cmkId}"`,
    'forbid_detach is on (provider block or AIVEN_BYOK_FORBID_DETACH). Apply on_destroy = "keep" first, or turn forbid_detach off.',
  );
}

function stillBound({ service_name: serviceName }: BindingState, { message }: Error): DiagnosticError {
  return new DiagnosticError(
    `Failed to detach service "${serviceName}": it keeps its key`,
    `${message} The binding stays in the state, and the next apply tries again.`,
  );
}
