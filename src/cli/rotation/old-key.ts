/** The old key after a rotation: deleted where that is wanted and nothing holds it; where it stays, it is said why. */

import type { CommandContext } from '../program/command';
import { canAsk, confirm } from '../program/prompt';
import type { Session } from '../session/session';
import { tellHolders, withoutPower } from '../session/waiting';
import { nameAssociations } from '../views/cmk-view';
import type { MoveOutcome, RotationPlan } from './model';

export interface Retirement {
  /** Delete it without a question. */
  deleteOld: boolean;
  /** Ask nothing. */
  yes: boolean;
  /** Longest wait for services that are letting go of it, in milliseconds. */
  timeoutMs?: number;
}

/** Deletes the old key when that is wanted and possible. @returns a sentence on why it stays; null once it is deleted */
export async function retireOldKey(
  session: Session,
  plan: RotationPlan,
  moves: readonly MoveOutcome[],
  { deleteOld, yes, timeoutMs }: Retirement,
  context: CommandContext,
): Promise<string | null> {
  const { client, project, signal } = session;
  const { output } = context;
  const { cmkId } = plan.from;
  const held = holders(moves, plan.staying);
  if (held !== null) return `The old key stays: ${held}.`;
  const associations = await client.cmks.associations(project, cmkId, { signal });
  const holding = associations.filter(({ status }) => status !== 'deactivating');
  if (holding.length > 0) return `The old key stays: it is held by ${nameAssociations(holding)}.`;
  // Of the services of this rotation that is known already; another may have been moved without power before.
  const off = await withoutPower(session, associations);
  if (off.length > 0) return `The old key stays: ${hold(off, whileOff(off))}.`;
  const ask = !deleteOld && !yes && canAsk(context);
  const question = `Delete the old key ${cmkId}? Aiven forgets it; in your KMS nothing changes.`;
  if (!deleteOld && !(ask && (await confirm(question, { what: 'Deleting' }, context)))) {
    return `The old key stays. To delete it: aiven-byok cmks delete --project ${project} --cmk-id ${cmkId} --wait`;
  }
  const deadline = client.deadlineAfter(timeoutMs);
  const whileDeactivating = { onProgress: tellHolders(context) };
  await client.cmks.delete(project, cmkId, { signal, deadline, whileDeactivating });
  output.note(`Deleted ${cmkId}`);
  return null;
}

/** Who will not let go of the old key, as far as the rotation knows; null: nobody. */
function holders(moves: readonly MoveOutcome[], staying: readonly string[]): string | null {
  const named = (wanted: readonly MoveOutcome['outcome'][]) =>
    moves.filter(({ outcome }) => wanted.includes(outcome)).map(({ serviceName }) => serviceName);
  const off = named(['powered_off']);
  const groups: [readonly string[], string][] = [
    [off, whileOff(off)],
    [named(['failed', 'in_progress', 'not_started']), 'not moved'],
    [staying, 'not asked for'],
  ];
  const parts = groups.filter(([names]) => names.length > 0).map(([names, why]) => hold(names, why));
  return parts.length === 0 ? null : parts.join('; ');
}

function hold(names: readonly string[], why: string): string {
  return `${names.join(', ')} ${names.length === 1 ? 'holds' : 'hold'} it (${why})`;
}

function whileOff(names: readonly string[]): string {
  return `powered off; ${names.length === 1 ? 'its key changes when it is' : 'their keys change when they are'} powered on`;
}
