/** Looking up one key for a check at plan, at the price of one list per project and process. */

import type { Cmk } from '../client';
import { sameCmkId } from '../cmk';
import type { ResourceContext } from '../plugin';
import type { Session } from './settings';

/** The key, or null when it is gone. One that this process's first list does not have yet is asked for anew. */
export async function findCmk(project: string, cmkId: string, ctx: ResourceContext<Session>): Promise<Cmk | null> {
  const { reads } = ctx.client.client;
  const call = { signal: ctx.signal, budget: ctx.timeout('read') };
  const listed = (await reads.cmksAtStart(project, call)).find((cmk) => sameCmkId(cmk.cmkId, cmkId));
  return listed ?? reads.cmk(project, cmkId, call);
}
