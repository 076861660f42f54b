/** What a plan of `aiven_cmk` warns about, from the one shared list of the project's keys. */

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
 * Warns when the project already holds this very key, and when another of its keys is the default.
 * Keys that stand in the state are no surprise, nor is the default flag of a key that this plan replaces.
 */
export async function checkCmkPlan(
  { action, again, prior, planned }: Check,
  ctx: ResourceContext<Session>,
): Promise<void> {
  const { keysInState, keysLeaving } = ctx.session;
  const ownId = prior?.cmk_id?.toLowerCase() ?? null;
  if (ownId !== null) keysInState.add(ownId);
  if (ownId !== null && (action === 'replace' || action === 'delete')) keysLeaving.add(ownId);
  // In an apply nothing tells which keys stand in the state or are being replaced.
  if (again || planned === null || (action !== 'create' && action !== 'update')) return;
  const { project, resource, default_cmk: isDefault } = planned;
  if (typeof project !== 'string' || typeof resource !== 'string' || !ctx.session.apiKnown) return;

  const others = (await keysOf(project, ctx)).filter((cmk) => !sameCmkId(cmk.cmkId, ownId) && cmk.status !== 'deleted');
  const same = others.filter((cmk) => cmk.keyReference === resource);
  const unmanaged = same.filter((cmk) => !keysInState.has(cmk.cmkId));
  if (action === 'create' && unmanaged.length > 0) {
    const ids = unmanaged.map(({ cmkId }) => formatCmkImportId({ project, cmkId })).join(', ');
    ctx.warn(
      `Project ${project} already holds this key`,
      `${resource} is registered there as ${ids}, perhaps by a run that was cut short. To manage that registration instead of making another, import it by this id.`,
      ['resource'],
    );
  }
  const rival = others.find((cmk) => cmk.defaultCmk && !keysLeaving.has(cmk.cmkId) && !same.includes(cmk));
  if (isDefault === true && rival !== undefined) {
    ctx.warn(
      `Another key is the default of project ${project}`,
      `${formatCmkImportId({ project, cmkId: rival.cmkId })} is the project's default key until this is applied. Where that key stands in a configuration with default_cmk = true, the two take the default from each other at every apply.`,
      ['default_cmk'],
    );
  }
}

/** None where the project does not exist (yet): the same apply may make it. */
async function keysOf(project: string, ctx: ResourceContext<Session>): Promise<readonly Cmk[]> {
  try {
    return await ctx.session.client.reads.cmksAtStart(project, callOptions(ctx));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
