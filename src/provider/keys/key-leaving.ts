/** Warnings in a plan that deletes or replaces a key, or that takes the default from its project. */

import { formatCmkImportId } from '../../aiven';
import { type Cmk, isAborted, isNotFound, type KeyUser } from '../../client';
import type { ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';
import { boundedList } from './cmk-listing';
import { type CmkCheck, defaultGroup, type KnownKey, replacedKey } from './planned-keys';

/**
 * Warns with the services that use a key which this plan deletes or replaces: one list of associations per key and one list of services
 * per project. Also warns when the project loses its default key.
 */
export async function checkLeavingKey(check: CmkCheck, ctx: ResourceContext<Session>): Promise<void> {
  const { action, again, prior, planned } = check;
  if (again) return;
  const replaced = action === 'replace' ? prior : replacedKey(check);
  if (action === 'delete' && prior !== null) {
    await warnAboutUsers(prior, 'deletes', ctx);
    if (prior.default_cmk === true) warnAboutLostDefault(prior, 'deletes it', ctx);
  } else if (replaced !== null) {
    await warnAboutUsers(replaced, 'replaces', ctx);
    if (replaced.default_cmk === true && !isDefaultOf(replaced.project, check)) {
      warnAboutLostDefault(replaced, 'replaces it', ctx);
    }
  } else if (action === 'update' && prior?.default_cmk === true && planned?.default_cmk === false) {
    warnAboutLostDefault(prior, 'sets default_cmk = false for it', ctx);
  }
}

/** Whether the new key is certainly the default: the plan of a replacement first shows the old key's value if none is configured. */
function isDefaultOf(project: string, { config }: CmkCheck): boolean {
  return config?.project === project && config.default_cmk === true;
}

async function warnAboutUsers(key: KnownKey, verb: 'deletes' | 'replaces', ctx: ResourceContext<Session>) {
  const { project, cmk_id: cmkId } = key;
  if (cmkId === null || !ctx.session.apiKnown) return;
  const id = formatCmkImportId({ project, cmkId });
  const users = await usersOf(project, cmkId, ctx);
  if (users instanceof Error) {
    ctx.warn(`Could not look up which services use key "${id}"`, `This plan ${verb} the key. ${users.message}`);
  } else if (users.length > 0) {
    ctx.warn(
      `This plan ${verb} key "${id}", which services use`,
      `Services that use the key now:${boundedList(users.map(({ serviceName }) => `"${serviceName}"`))}\n\nAt plan, the provider cannot know which of them this plan moves to another key or deletes. A service that stays on the key makes its delete fail (with on_destroy = "retain_if_used", the key then stays registered).`,
    );
  }
}

/**
 * Warns about a create that may replace a tainted key: Terraform plans it as a plain create, so only the state that was read before tells.
 * @param cmks Keys of the state that register the same KMS key as the new one.
 */
export async function warnAboutTaint(project: string, cmks: readonly Cmk[], ctx: ResourceContext<Session>) {
  for (const { cmkId } of cmks) {
    const id = formatCmkImportId({ project, cmkId });
    const users = await usersOf(project, cmkId, ctx);
    const names = users instanceof Error ? [] : users.map(({ serviceName }) => `"${serviceName}"`);
    const used = names.length === 0 ? '' : `\n\nServices that use the key now:${boundedList(names)}`;
    const isProtected = ctx.session.protectedKeys.has(cmkId.toLowerCase());
    ctx.warn(
      `Key "${id}" registers the same KMS key as a key that this plan creates`,
      `If the resource is tainted, the plan registers the KMS key again and deletes key "${id}". To keep that key, run \`terraform untaint ADDRESS\`.${
        isProtected ? ' It has deletion_protection = true: its delete would fail after the new key was registered.' : ''
      }${used}`,
      ['resource'],
    );
  }
}

/** A plan must not fail because a warning could not be found out. */
async function usersOf(project: string, cmkId: string, ctx: ResourceContext<Session>): Promise<KeyUser[] | Error> {
  try {
    return await ctx.session.client.reads.keyUsers(project, cmkId, callOptions(ctx));
  } catch (error) {
    if (!(error instanceof Error) || isAborted(error)) throw error;
    return isNotFound(error) ? [] : error;
  }
}

function warnAboutLostDefault({ project, cmk_id: cmkId }: KnownKey, change: string, ctx: ResourceContext<Session>) {
  if (ctx.session.plannedKeys.others(defaultGroup(project)).length > 0) return;
  ctx.warn(
    `Project "${project}" loses its default key`,
    `"${formatCmkImportId({ project, cmkId: cmkId ?? '' })}" is the default key of the project, and this plan ${change}. Unless another key becomes the default, new services that set no cmk_id will use Aiven-managed keys, not a customer managed key.`,
    ['default_cmk'],
  );
}
