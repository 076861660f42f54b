/** Checks that the key of a service or a binding exists, with one list per project and process. */

import { formatCmkImportId, normalizeCmkId, sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, isUnknown, type ResourceContext, type Unknown } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';

interface KeyUse {
  project: string | Unknown;
  cmkId: string | Unknown | null;
  /** The key in the prior state; undefined for a new object. */
  before: string | null | undefined;
  /** For the message: `service "orders"`. */
  user: string;
}

/** An unusable key is an error when it is new and a warning when it is in the prior state. Unknown values are checked later. */
export async function checkKey({ project, cmkId, before, user }: KeyUse, ctx: ResourceContext<Session>): Promise<void> {
  if (isUnknown(project) || isUnknown(cmkId) || sameCmkId(cmkId, null) || !ctx.session.apiKnown) return;
  const problem = await keyProblem(project, cmkId as string, ctx);
  if (problem === undefined) return;
  if (!sameCmkId(before, cmkId)) {
    // Terraform plans the configuration before a destroy, and that plan looks like any other.
    const wayOut = before === undefined ? '' : ' If this stops a destroy, run it with -refresh=false.';
    throw new DiagnosticError('Invalid cmk_id', problem + wayOut, ['cmk_id']);
  }
  ctx.warn(`The key of ${user} cannot be used`, problem, ['cmk_id']);
}

async function keyProblem(project: string, cmkId: string, ctx: ResourceContext<Session>): Promise<string | undefined> {
  const key = formatCmkImportId({ project, cmkId: normalizeCmkId(cmkId) });
  const cmk = await findCmk(project, cmkId, ctx);
  if (cmk === null) {
    return `Key "${key}" does not exist: it was deleted, or belongs to another project. Set cmk_id to a key of project "${project}".`;
  }
  return cmk.status === 'deleted' ? `Key "${key}" has status "deleted" and cannot encrypt anything.` : undefined;
}

/** The key, or null when it does not exist. A key that the first list of this process lacks is requested again. */
async function findCmk(project: string, cmkId: string, ctx: ResourceContext<Session>): Promise<Cmk | null> {
  const { reads } = ctx.session.client;
  const call = callOptions(ctx);
  const listed = (await reads.cmksAtStart(project, call)).find((cmk) => sameCmkId(cmk.cmkId, cmkId));
  return listed ?? reads.cmk(project, cmkId, call);
}
