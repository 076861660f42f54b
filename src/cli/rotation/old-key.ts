/** The old key after a rotation: deletes it if the user wants that and no service uses it. */

import { keepKmsKey } from '../../aiven';
import type { CommandContext } from '../program/command';
import { canAsk, confirm } from '../program/prompt';
import type { Session } from '../session/session';
import { progressOfDeactivation } from '../session/waiting';
import { isLeaving, listUsers } from '../views/cmk-view';
import type { MoveOutcome, RotationPlan } from './model';

interface Retirement {
  /** Delete it without asking. */
  deleteOld: boolean;
  /** Do not ask. */
  yes: boolean;
  /** The address in a Terraform state that protects the key. If there is one, do not offer to delete the key. */
  protector: string | undefined;
  /** How long to wait for services that are moving away from it, in milliseconds. */
  timeoutMs?: number;
}

/** Deletes the old key if the user wants that and no service uses it. @returns why it was not deleted, or null */
export async function retireOldKey(
  session: Session,
  plan: RotationPlan,
  moves: readonly MoveOutcome[],
  { deleteOld, yes, protector, timeoutMs }: Retirement,
  context: CommandContext,
): Promise<string | null> {
  const { client, project, signal } = session;
  const { output } = context;
  const { cmkId } = plan.from;
  const users = knownUsers(moves, plan.staying);
  if (users !== null) return `The old key was not deleted: ${users}.`;
  client.reads.forget(project);
  const left = await client.reads.keyUsers(project, cmkId, { signal });
  const remaining = left.filter((user) => !isLeaving(user, cmkId));
  if (remaining.length > 0) return `The old key was not deleted: it is still used by ${listUsers(remaining)}.`;
  // Those of this rotation are known already. Others may have been moved while powered off before.
  const off = left.filter(({ use }) => use === 'poweredOff').map(({ serviceName }) => serviceName);
  if (off.length > 0) return `The old key was not deleted: ${stillUsedBy(off, whilePoweredOff(off))}.`;
  const keep = keepKmsKey(context.clock?.wallTime() ?? Date.now(), moves.length + left.length > 0);
  const ask = !deleteOld && !yes && protector === undefined && canAsk(context);
  const question = `Delete the old key "${cmkId}" from Aiven? The key in your KMS is not touched.`;
  if (!deleteOld && !(ask && (await confirm(question, { what: 'Deleting the old key' }, context)))) {
    output.note(keep);
    if (protector !== undefined) return `The old key was not deleted: ${protector} in the Terraform state protects it.`;
    return `The old key was not deleted. To delete it: aiven-byok cmks delete --project ${project} --cmk-id ${cmkId} --wait`;
  }
  const deadline = client.deadlineAfter(timeoutMs);
  const whileDeactivating = { onProgress: progressOfDeactivation(context) };
  await client.cmks.delete(project, cmkId, { signal, deadline, whileDeactivating });
  output.note(`Deleted key "${cmkId}".`);
  output.note(keep);
  return null;
}

/** The services that still use the old key, as far as the rotation knows, and why; null if there are none. */
function knownUsers(moves: readonly MoveOutcome[], staying: readonly string[]): string | null {
  const named = (wanted: readonly MoveOutcome['outcome'][]) =>
    moves.filter(({ outcome }) => wanted.includes(outcome)).map(({ serviceName }) => serviceName);
  const off = named(['powered_off']);
  const groups: [readonly string[], string][] = [
    [off, whilePoweredOff(off)],
    [named(['failed', 'in_progress', 'not_started']), 'not moved'],
    [staying, 'not requested'],
  ];
  const parts = groups.filter(([names]) => names.length > 0).map(([names, why]) => stillUsedBy(names, why));
  return parts.length === 0 ? null : parts.join('; ');
}

function stillUsedBy(names: readonly string[], why: string): string {
  const list = names.map((name) => `"${name}"`).join(', ');
  return `${list} still ${names.length === 1 ? 'uses' : 'use'} it (${why})`;
}

function whilePoweredOff(names: readonly string[]): string {
  return `powered off; ${names.length === 1 ? 'its key changes when it is' : 'their keys change when they are'} powered on`;
}
