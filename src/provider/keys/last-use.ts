/** Says how long a KMS key must stay enabled when an apply has taken the last service off its key. */

import { formatCmkImportId, keepKmsKey, sameCmkId } from '../../aiven';
import { type CallOptions, nullIfMissing } from '../../client';
import type { ResourceContext } from '../../plugin';
import type { Session } from '../settings';

interface Left {
  readonly project: string;
  readonly service_name: string;
  /** The key that the service has left. */
  readonly cmk_id: string | null;
}

/** To be called after the change. Costs one list of associations, and one list of services if the key lists no other service. */
export async function warnAfterLastUse(
  { project, service_name: serviceName, cmk_id: cmkId }: Left,
  call: CallOptions,
  ctx: Pick<ResourceContext<Session>, 'session' | 'log' | 'warn'>,
): Promise<void> {
  if (cmkId === null || sameCmkId(cmkId, null)) return;
  const { reads } = ctx.session.client;
  try {
    const associations = await nullIfMissing(reads.associations(project, cmkId, call));
    // The delete of a key says it itself.
    if (associations === null) return;
    const stays = ({ serviceName: name, status }: { serviceName: string; status: string | null }) =>
      name !== serviceName && status !== 'deactivating';
    if (associations.some(stays)) return;
    const users = await reads.keyUsers(project, cmkId, call);
    if (users.some((user) => stays({ serviceName: user.serviceName, status: user.association }))) return;
  } catch (error) {
    // The apply has succeeded without this.
    ctx.log.warn('Could not look up whether services still use the key', { cmkId, error: String(error) });
    return;
  }
  ctx.warn(
    'Keep the KMS key of an unused key enabled',
    `No service uses key "${formatCmkImportId({ project, cmkId })}" now. ${keepKmsKey(Date.now(), true)}`,
  );
}
