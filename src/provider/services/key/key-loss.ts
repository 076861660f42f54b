/** Warns before a plan takes a service off its customer managed key, or refuses it. */

import { DiagnosticError, type ResourceContext } from '../../../plugin';
import type { Session } from '../../settings';

interface KeyLoss {
  service_name: string;
  cmk_id: string;
  /** What in the plan takes the key away: `the binding is destroyed with on_destroy = "detach"`. */
  reason: string;
  /** How to keep the key: one sentence. */
  wayOut: string;
}

/** @throws DiagnosticError if `forbid_detach` is on */
export function reportKeyLoss(loss: KeyLoss, ctx: Pick<ResourceContext<Session>, 'session' | 'warn'>): void {
  const { service_name: serviceName, cmk_id: cmkId, reason, wayOut } = loss;
  const what = `This plan moves it from key "${cmkId}" to Aiven-managed keys, because ${reason}. ${wayOut}`;
  if (ctx.session.forbidDetach) {
    throw new DiagnosticError(
      `Failed to plan: service "${serviceName}" would lose its key`,
      `${what} The plan is refused because forbid_detach is on (provider block or AIVEN_BYOK_FORBID_DETACH).`,
    );
  }
  ctx.warn(`Service "${serviceName}" loses its key`, what);
}
