/** Lists of a project that may not exist yet, at plan. */

import { isNotFound, isProjectNotFound } from '../client';
import type { Context } from '../plugin';
import type { Session } from './settings';

/**
 * The list, or null when the project does not exist: the same apply may create it. Otherwise the apply would be the first to say so, which
 * is why this warns.
 */
export async function listOfProject<T>(
  project: string,
  list: Promise<T>,
  ctx: Pick<Context<Session>, 'warn'>,
): Promise<T | null> {
  try {
    return await list;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    if (isProjectNotFound(error)) {
      ctx.warn(
        `Project "${project}" does not exist`,
        `Aiven has no project "${project}", or the owner of the token has no access to it. If this plan does not create it, the apply fails: check the name.`,
        ['project'],
      );
    }
    return null;
  }
}
