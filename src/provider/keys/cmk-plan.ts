/** Warnings in a plan of `aiven_cmk`, from one shared list of the project's keys. */

import { formatCmkImportId, sameCmkId } from '../../aiven';
import { type Cmk, isNotFound } from '../../client';
import type { CheckInput, ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';

interface Planned {
  project: unknown;
  resource: unknown;
  default_cmk: unknown;
}

type Check = CheckInput<{ cmk_id: string | null }, Planned>;

/**
 * Warns when this key is already registered in the project, and when another key is the default. Keys in the state are expected,
 * and so is the default flag of a key that this plan replaces.
 */
export async function checkCmkPlan(
  { action, again, prior, planned }: Check,
  ctx: ResourceContext<Session>,
): Promise<void> {
  const { keysInState, keysLeaving } = ctx.session;
  const ownId = prior?.cmk_id?.toLowerCase() ?? null;
  if (ownId !== null) keysInState.add(ownId);
  if (ownId !== null && (action === 'replace' || action === 'delete')) keysLeaving.add(ownId);
  // An apply does not show which keys are in the state or being replaced.
  if (again || planned === null || (action !== 'create' && action !== 'update')) return;
  const { project, resource, default_cmk: isDefault } = planned;
  if (typeof project !== 'string' || typeof resource !== 'string' || !ctx.session.apiKnown) return;

  const others = (await keysOf(project, ctx)).filter((cmk) => !sameCmkId(cmk.cmkId, ownId) && cmk.status !== 'deleted');
  const same = others.filter((cmk) => cmk.keyReference === resource);
  const unmanaged = same.filter((cmk) => !keysInState.has(cmk.cmkId));
  if (action === 'create' && unmanaged.length > 0) {
    const ids = unmanaged.map(({ cmkId }) => `"${formatCmkImportId({ project, cmkId })}"`).join(', ');
    ctx.warn(
      `This key is already registered in project "${project}"`,
      `"${resource}" is registered as ${ids}, perhaps by an interrupted run. To manage that registration instead of creating another, import it with this ID.`,
      ['resource'],
    );
  }
  const rival = others.find((cmk) => cmk.defaultCmk && !keysLeaving.has(cmk.cmkId) && !same.includes(cmk));
  if (isDefault === true && rival !== undefined) {
    ctx.warn(
      `Another key is the default of project "${project}"`,
      `"${formatCmkImportId({ project, cmkId: rival.cmkId })}" is the default key of the project until this plan is applied. If a configuration sets default_cmk = true for that key too, every apply switches the default between the two keys.`,
      ['default_cmk'],
    );
  }
}

/** None when the project does not exist: the same apply may create it. */
async function keysOf(project: string, ctx: ResourceContext<Session>): Promise<readonly Cmk[]> {
  try {
    return await ctx.session.client.reads.cmksAtStart(project, callOptions(ctx));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
