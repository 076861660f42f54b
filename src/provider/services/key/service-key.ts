/** Checks what a plan of a service resource does to the service's key. */

import { AIVEN_MANAGED_CMK_ID, formatServiceImportId, sameCmkId } from '../../../aiven';
import { type CheckInput, type ConfigOf, isUnknown, type ResourceContext } from '../../../plugin';
import { callOptions } from '../../call-options';
import { checkKey } from '../../keys/find-cmk';
import { listOfProject } from '../../missing-project';
import type { Session } from '../../settings';
import type { serviceSchema } from '../service-schema';
import type { ServiceState } from '../service-state';
import { warnAboutMoveBack } from './key-drift';
import { warnAboutMisfit } from './key-fit';
import { reportKeyLoss } from './key-loss';

type ServiceConfig = ConfigOf<typeof serviceSchema>;
type Check = CheckInput<ServiceState, ServiceConfig>;
type Context = ResourceContext<Session>;

/** Whether the configuration names a customer managed key. An unknown key counts. */
export function namesKey(config: ServiceConfig | null): boolean {
  return config !== null && (isUnknown(config.cmk_id) || !sameCmkId(config.cmk_id, null));
}

export async function checkServiceKey(
  { action, config, prior, planned, replaces }: Check,
  ctx: Context,
): Promise<void> {
  if (config === null || planned === null) return;
  const { project, cmk_id: cmkId, service_name: serviceName } = config;
  const key = await checkKey({ project, cmkId, before: prior?.cmk_id, user: `service "${serviceName}"` }, ctx);
  if (action === 'none') return;
  const before = action === 'replace' ? prior : (replaces ?? taintedService(config, ctx));
  if (before !== null && cmkId !== null) forbidLoss(before, cmkId, `cmk_id is "${AIVEN_MANAGED_CMK_ID}"`, ctx);
  if (before !== null && cmkId === null) {
    await warnAboutDefaultKey({ ...before, project }, ctx);
    if (action === 'create') ctx.private.set(inheritsKey, true);
  }
  if (action === 'update' && prior !== null) checkMove(prior, config, planned, ctx);
  const { cloud_name: cloudName } = planned;
  const isSamePlace = sameCmkId(prior?.cmk_id, key?.cmkId) && prior?.cloud_name === cloudName;
  if (key === undefined || isUnknown(cloudName) || !cloudName || (isSamePlace && action === 'update')) return;
  warnAboutMisfit(key, { serviceName, cloudName }, ctx);
}

function checkMove(prior: ServiceState, config: ServiceConfig, planned: ServiceConfig, ctx: Context): void {
  const { service_name: serviceName, cmk_id: actual } = prior;
  const { cmk_id: cmkId } = planned;
  // An unknown key is only a move if the configuration names it.
  warnAboutMoveBack({ service_name: serviceName, actual, planned: isUnknown(cmkId) ? config.cmk_id : cmkId }, ctx);
  if (isUnknown(cmkId) || actual === null || sameCmkId(actual, null) || !sameCmkId(cmkId, null)) return;
  reportKeyLoss(
    {
      service_name: serviceName,
      cmk_id: actual,
      reason: `cmk_id is "${AIVEN_MANAGED_CMK_ID}"`,
      wayOut: `To keep the key, set cmk_id = "${actual}".`,
    },
    ctx,
  );
}

/**
 * A new service that this process has found in the state. Terraform plans a tainted service like a new one; any other would fail, because
 * the name is taken.
 */
function taintedService({ project, service_name: serviceName }: ServiceConfig, { session }: Context) {
  if (isUnknown(project) || isUnknown(serviceName)) return null;
  const cmkId = session.keysInUse.get(formatServiceImportId({ project, serviceName }));
  return cmkId === undefined ? null : { service_name: serviceName, cmk_id: cmkId };
}

/** In private data of a planned create that replaces a service without naming its key. The delete of the old one gets it too. */
const inheritsKey = 'inherits_key';

/** To be called when a service is deleted: Terraform shows no warnings of a plan with `-replace` or `replace_triggered_by`. */
export async function warnAboutReplacedKey(state: ServiceState, ctx: Context): Promise<void> {
  if (ctx.private.get(inheritsKey) === true) await warnAboutDefaultKey(state, ctx);
}

/** To be called when the new service exists: later deletes are not part of its creation. */
export function forgetReplacement(kept: Context['private']): void {
  kept.set(inheritsKey, undefined);
}

/** A new service whose configuration has no `cmk_id` gets the project's default key. */
async function warnAboutDefaultKey(
  { project, service_name: serviceName, cmk_id: before = null }: Pick<Partial<ServiceConfig>, 'project'> & Replaced,
  ctx: Context,
): Promise<void> {
  if (project === undefined || isUnknown(project) || !ctx.session.apiKnown) return;
  const defaultKey = await defaultKeyOf(project, ctx);
  if (sameCmkId(before, defaultKey)) return;
  const reason = `it is replaced, its configuration has no cmk_id, and project "${project}" has no default key`;
  forbidLoss({ service_name: serviceName, cmk_id: before }, defaultKey, reason, ctx);
  const nameOf = (cmkId: string | null) => (sameCmkId(cmkId, null) ? 'Aiven-managed keys' : `key "${cmkId}"`);
  ctx.warn(
    `Service "${serviceName}" is replaced by a service with another key`,
    `The old service uses ${nameOf(before)}. The configuration has no cmk_id, so the new service gets the default key of project "${project}", which is ${defaultKey === null ? 'not set now: Aiven-managed keys' : `"${defaultKey}" now`}. To keep the key, set cmk_id = "${before ?? AIVEN_MANAGED_CMK_ID}".`,
    ['cmk_id'],
  );
}

/** @throws DiagnosticError if `forbid_detach` is on, and a service with a customer managed key is replaced by one without */
function forbidLoss(
  { service_name: serviceName, cmk_id: before }: Replaced,
  planned: ConfigOf<typeof serviceSchema>['cmk_id'],
  reason: string,
  ctx: Context,
): void {
  if (!ctx.session.forbidDetach || serviceName === undefined || !before) return;
  if (isUnknown(planned) || sameCmkId(before, null) || !sameCmkId(planned, null)) return;
  const wayOut = `To keep the key, set cmk_id = "${before}".`;
  reportKeyLoss({ service_name: serviceName, cmk_id: before, reason, wayOut }, ctx);
}

/** The service that a new one replaces. */
type Replaced = Partial<Pick<ServiceState, 'service_name' | 'cmk_id'>>;

async function defaultKeyOf(project: string, ctx: Context): Promise<string | null> {
  const { reads } = ctx.session.client;
  const cmks = await listOfProject(project, reads.cmksAtStart(project, callOptions(ctx)), ctx);
  return cmks?.find(({ defaultCmk, status }) => defaultCmk && status !== 'deleted')?.cmkId ?? null;
}
