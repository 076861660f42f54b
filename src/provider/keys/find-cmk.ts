/** Checks that the key of a service or a binding exists, with one list per project and process. */

import { formatCmkImportId, normalizeCmkId, sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, isUnknown, type ResourceContext, type Unknown } from '../../plugin';
import { callOptions } from '../call-options';
import { listOfProject } from '../missing-project';
import type { Session } from '../settings';

interface KeyUse {
  project: string | Unknown;
  cmkId: string | Unknown | null;
  /** The key in the prior state; undefined for a new object. */
  before: string | null | undefined;
  /** For the message: `service "orders"`. */
  user: string;
}

/**
 * An unusable key is an error when it is new and a warning when it is in the prior state. A missing project is a warning. Unknown values are checked later.
 * @returns the key; undefined if there is none to check, or if it cannot be used
 */
export async function checkKey(
  { project, cmkId, before, user }: KeyUse,
  ctx: ResourceContext<Session>,
): Promise<Cmk | undefined> {
  if (isUnknown(project) || isUnknown(cmkId) || sameCmkId(cmkId, null) || !ctx.session.apiKnown) return undefined;
  const cmk = await findCmk(project, cmkId as string, ctx);
  if (cmk === undefined || (cmk !== null && cmk.status !== 'deleted')) return cmk;
  const key = formatCmkImportId({ project, cmkId: normalizeCmkId(cmkId as string) });
  const problem =
    cmk === null
      ? `Key "${key}" does not exist: it was deleted, or belongs to another project. Set cmk_id to a key of project "${project}".`
      : `Key "${key}" has status "deleted" and cannot encrypt anything.`;
  if (!sameCmkId(before, cmkId)) {
    // Terraform plans the configuration before a destroy, and that plan looks like any other.
    const wayOut = before === undefined ? '' : ' If this stops a destroy, run it with -refresh=false.';
    throw new DiagnosticError('Invalid cmk_id', problem + wayOut, ['cmk_id']);
  }
  ctx.warn(`The key of ${user} cannot be used`, problem, ['cmk_id']);
  return undefined;
}

/**
 * The key; null when it does not exist, undefined when its project does not. A key that the first list of this process lacks is requested
 * again.
 */
async function findCmk(project: string, cmkId: string, ctx: ResourceContext<Session>): Promise<Cmk | null | undefined> {
  const { reads } = ctx.session.client;
  const call = callOptions(ctx);
  const cmks = await listOfProject(project, reads.cmksAtStart(project, call), ctx);
  if (cmks === null) return undefined;
  return cmks.find((cmk) => sameCmkId(cmk.cmkId, cmkId)) ?? reads.cmk(project, cmkId, call);
}
