/** Whether the key that a service or a binding names is there: at the price of one list per project and process. */

import { formatCmkImportId, normalizeCmkId, sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, isUnknown, type ResourceContext, type Unknown } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';

interface KeyUse {
  project: string | Unknown;
  cmkId: string | Unknown | null;
  /** The key that was there before; undefined where there was nothing before. */
  before: string | null | undefined;
  /** For the message: "service orders". */
  user: string;
}

/** A key that cannot be used is an error where it is new, and a warning where it was there before. What is unknown is judged later. */
export async function checkKey({ project, cmkId, before, user }: KeyUse, ctx: ResourceContext<Session>): Promise<void> {
  if (isUnknown(project) || isUnknown(cmkId) || sameCmkId(cmkId, null) || !ctx.session.apiKnown) return;
  const problem = await keyProblem(project, cmkId as string, ctx);
  if (problem === undefined) return;
  if (!sameCmkId(before, cmkId)) {
    // Before a destroy Terraform plans what stands there, and nothing tells that plan from another.
    const wayOut = before === undefined ? '' : ' Where this stops a destroy, run it with -refresh=false.';
    throw new DiagnosticError('Invalid cmk_id', problem + wayOut, ['cmk_id']);
  }
  ctx.warn(`The key of ${user} is not usable`, problem, ['cmk_id']);
}

async function keyProblem(project: string, cmkId: string, ctx: ResourceContext<Session>): Promise<string | undefined> {
  const key = formatCmkImportId({ project, cmkId: normalizeCmkId(cmkId) });
  const cmk = await findCmk(project, cmkId, ctx);
  if (cmk === null) {
    return `There is no key ${key}: it does not exist, was deleted, or belongs to another project. Expected the cmk_id of a key of project ${project}.`;
  }
  return cmk.status === 'deleted' ? `The key ${key} has the status "deleted" and cannot encrypt anything.` : undefined;
}

/** The key, or null when it is gone. One that this process's first list does not have yet is asked for anew. */
async function findCmk(project: string, cmkId: string, ctx: ResourceContext<Session>): Promise<Cmk | null> {
  const { reads } = ctx.session.client;
  const call = callOptions(ctx);
  const listed = (await reads.cmksAtStart(project, call)).find((cmk) => sameCmkId(cmk.cmkId, cmkId));
  return listed ?? reads.cmk(project, cmkId, call);
}
