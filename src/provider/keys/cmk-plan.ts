/** Checks a plan of `aiven_cmk` against the keys of the project, from one shared list, and against the other keys of the plan. */

import { checkPinnedVersion, formatCmkImportId, sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import type { ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import { listOfProject } from '../missing-project';
import type { Session } from '../settings';
import { warnAboutTaint } from './key-leaving';
import { type CmkCheck, checkOtherKeys, kmsKeyGroup } from './planned-keys';

/**
 * Reports two resources that set the same default or register the same KMS key. Warns when the KMS key is already registered in the
 * project, when its key reference pins a version, and when another key is the default.
 */
export async function checkCmkPlan(check: CmkCheck, ctx: ResourceContext<Session>): Promise<void> {
  const { action, again, prior, planned, replaces } = check;
  const { keysInState, keysLeaving } = ctx.session;
  const ownId = (prior ?? replaces)?.cmk_id?.toLowerCase() ?? null;
  if (ownId !== null) keysInState.add(ownId);
  if (ownId !== null && (action === 'replace' || action === 'delete' || replaces)) keysLeaving.add(ownId);
  checkOtherKeys(check, ctx);
  if (again || planned === null || action === 'none') return;
  const { project, resource, default_cmk: isDefault } = planned;
  if (action !== 'update' && typeof resource === 'string') warnAboutPinnedVersion(resource, ctx);
  if (typeof project !== 'string' || typeof resource !== 'string' || !ctx.session.apiKnown) return;

  const { reads } = ctx.session.client;
  const cmks = await listOfProject(project, reads.cmksAtStart(project, callOptions(ctx)), ctx);
  const others = (cmks ?? []).filter((cmk) => !sameCmkId(cmk.cmkId, ownId) && cmk.status !== 'deleted');
  const same = others.filter((cmk) => cmk.keyReference === resource);
  const unmanaged = same.filter((cmk) => !keysInState.has(cmk.cmkId));
  if (action !== 'update' && unmanaged.length > 0) warnAboutRegistered(project, resource, unmanaged, ctx);
  // Not those of another resource of this plan.
  const taken = new Set(
    ctx.session.plannedKeys.others(kmsKeyGroup(project, resource)).map(({ id }) => id?.toLowerCase()),
  );
  const known = same.filter(({ cmkId }) => keysInState.has(cmkId) && !keysLeaving.has(cmkId) && !taken.has(cmkId));
  if (action === 'create' && replaces === null) await warnAboutTaint(project, known, ctx);
  const rival = others.find((cmk) => cmk.defaultCmk && !keysLeaving.has(cmk.cmkId) && !same.includes(cmk));
  if (isDefault === true && rival !== undefined) warnAboutRival(project, rival, ctx);
}

function warnAboutPinnedVersion(resource: string, ctx: ResourceContext<Session>) {
  const problem = checkPinnedVersion(resource);
  if (problem !== undefined) ctx.warn('The key reference pins a version', problem, ['resource']);
}

/**
 * In an apply, the registration may be one that this key replaces or that another resource manages: before Terraform 1.16, nothing tells
 * an apply from a plan, and an apply reads no other resource.
 */
function warnAboutRegistered(project: string, resource: string, cmks: readonly Cmk[], ctx: ResourceContext<Session>) {
  const ids = cmks.map(({ cmkId }) => `"${formatCmkImportId({ project, cmkId })}"`).join(', ');
  ctx.warn(
    // With the ID, because Terraform shows only the first of several warnings with the same summary.
    `This KMS key is already registered as ${ids}`,
    `"${resource}" is registered in project "${project}". If this plan replaces that registration, or another aiven_cmk manages it, do not import it. Otherwise an interrupted run or on_destroy = "retain_if_used" may have left it: to manage it instead of registering the KMS key twice, import it with ${cmks.length > 1 ? 'one of these IDs' : 'this ID'}.`,
    ['resource'],
  );
}

/** In an apply, the other key may also be one that this key replaces: see above. Terraform may show this after the apply. */
function warnAboutRival(project: string, { cmkId }: Cmk, ctx: ResourceContext<Session>) {
  const rival = `"${formatCmkImportId({ project, cmkId })}"`;
  ctx.warn(
    `This plan changes the default key of project "${project}"`,
    `It makes this key the default instead of ${rival}. If it replaces that key, no action is needed. If another configuration sets default_cmk = true for that key, every apply of either switches the default between the two keys.`,
    ['default_cmk'],
  );
}
