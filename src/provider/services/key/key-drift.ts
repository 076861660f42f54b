/** Remembers that a service was moved to another key outside of Terraform: a plan gets the refreshed state, which no longer shows it. */

import { AIVEN_MANAGED_CMK_ID, sameCmkId } from '../../../aiven';
import { isUnknown, type PrivateState, type ResourceContext } from '../../../plugin';
import type { Session } from '../../settings';
import { isWaitPending, type PriorPrivate } from '../service-waiting';

/** In private data: the key that the state had when a refresh found another one. */
const movedFrom = 'moved_from';

/** The key from which the service was moved outside of Terraform; undefined if it was not. */
export function keyBeforeDrift(kept: PriorPrivate): string | undefined {
  const cmkId = kept.get(movedFrom);
  return typeof cmkId === 'string' ? cmkId : undefined;
}

/**
 * To be called in a refresh.
 * @param before the key in the state; null for Aiven-managed keys or right after an import
 * @param actual the key in Aiven
 */
export function noteDrift(before: string | null | undefined, actual: string | null, kept: PrivateState): void {
  const from = keyBeforeDrift(kept) ?? before ?? null;
  // A move that an earlier apply began is not drift.
  const isDrift = from !== null && !sameCmkId(from, null) && !sameCmkId(from, actual) && !isWaitPending(kept);
  kept.set(movedFrom, isDrift ? from : undefined);
}

/** To be called when an apply moves the service. */
export function clearDrift(kept: PrivateState): void {
  kept.set(movedFrom, undefined);
}

interface Move {
  service_name: string;
  /** The key in the refreshed state. */
  actual: string | null;
  planned: unknown;
}

/**
 * Warns when the plan moves the service back to the key from which it was moved outside of Terraform, or to a key that is not known yet,
 * such as one that the same plan registers again.
 */
export function warnAboutMoveBack(
  { service_name: serviceName, actual, planned }: Move,
  ctx: Pick<ResourceContext<Session>, 'private' | 'warn'>,
): void {
  const before = keyBeforeDrift(ctx.private);
  if (before === undefined || (typeof planned !== 'string' && !isUnknown(planned))) return;
  if (!isUnknown(planned) && (!sameCmkId(planned, before) || sameCmkId(planned, actual))) return;
  const back = isUnknown(planned) ? 'to a key whose ID is known after the apply' : `back to key "${planned}"`;
  const found = sameCmkId(actual, null) ? 'Aiven-managed keys' : `key "${actual}"`;
  ctx.warn(
    `Service "${serviceName}" was moved to ${sameCmkId(actual, null) ? found : 'another key'} outside of Terraform`,
    `The state had key "${before}", but the service uses ${found}. This plan moves it ${back}. ${wayOut(actual)}`,
    ['cmk_id'],
  );
}

function wayOut(actual: string | null): string {
  return sameCmkId(actual, null)
    ? `If the service must stay on Aiven-managed keys, remove its binding with on_destroy = "keep", or set cmk_id = "${AIVEN_MANAGED_CMK_ID}" in a service resource.`
    : `If the service must stay on its current key, set cmk_id = "${actual}" instead.`;
}
