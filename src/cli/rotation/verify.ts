/** Reads the users of both keys again after a rotation: what Aiven shows counts, not what the waits reported. */

import type { KeyUser } from '../../client';
import type { Session } from '../session/session';
import { isLeaving } from '../views/cmk-view';
import type { MoveOutcome, RotationOutcome, RotationPlan } from './model';

/** The outcomes, with every service as `failed` that should be on the new key and is not. */
export async function verifyMoves(
  { client, project, signal }: Session,
  { from, staying }: RotationPlan,
  { to, moves }: Pick<RotationOutcome, 'to' | 'moves'>,
  requested: readonly string[] | undefined,
): Promise<MoveOutcome[]> {
  if (to === null) return moves;
  client.reads.forget(project);
  const [left, arrived, services] = await Promise.all([
    client.reads.keyUsers(project, from.cmkId, { signal }),
    client.reads.keyUsers(project, to.cmkId, { signal }),
    client.reads.services(project, { signal }),
  ]);
  const users = new Map(arrived.map((user) => [user.serviceName, user]));
  const verified = moves.map((move): MoveOutcome => {
    const service = services.find(({ serviceName }) => serviceName === move.serviceName);
    if (move.outcome !== 'moved' || service === undefined) return move;
    const user = users.get(move.serviceName);
    if (user?.use === 'on' || user?.use === 'poweredOff') return move;
    return failed(move.serviceName, to.cmkId, user ?? { service, association: null });
  });
  const known = new Set([...moves.map(({ serviceName }) => serviceName), ...staying]);
  const late = left.filter(
    (user) => user.service !== null && !known.has(user.serviceName) && !isLeaving(user, from.cmkId),
  );
  const unexpected = requested === undefined ? late.filter(({ serviceName }) => !users.has(serviceName)) : [];
  return [...verified, ...unexpected.map((user) => failed(user.serviceName, to.cmkId, user))];
}

function failed(serviceName: string, cmkId: string, user: Pick<KeyUser, 'service' | 'association'>): MoveOutcome {
  return { serviceName, outcome: 'failed', detail: notOnKey(serviceName, cmkId, user) };
}

/** What Aiven shows about a service that is not on the key that it should be on. */
export function notOnKey(
  serviceName: string,
  cmkId: string,
  { service, association }: Pick<KeyUser, 'service' | 'association'>,
): string {
  const key = service?.cmkId == null ? 'Aiven-managed keys' : `key "${service.cmkId}"`;
  const status = association === null ? 'not listed by the key' : `association "${association}"`;
  return `Service "${serviceName}" is not encrypted with key "${cmkId}": Aiven shows ${key}, state "${service?.state}", ${status}.`;
}
