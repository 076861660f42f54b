/** Planning a service: what stays known, and what is refused or warned about before anything is sent. */

import { AIVEN_MANAGED_CMK_ID, formatCmkImportId, normalizeCmkId, sameCmkId } from '../cmk';
import {
  type CheckInput,
  type ConfigOf,
  DiagnosticError,
  isUnknown,
  type PlanInput,
  type ResourceContext,
  unknown,
} from '../plugin';
import { findCmk } from './find-cmk';
import type { serviceSchema } from './service-schema';
import type { ServiceState } from './service-state';
import type { Session } from './settings';

type Config = ConfigOf<typeof serviceSchema>;

/** What a service reports of itself, and what such a change may alter. A new key, tags or protection leave all of it as it is. */
const reported = [
  'components',
  'disk_space_cap',
  'disk_space_default',
  'disk_space_step',
  'disk_space_used',
  'maintenance_window_enabled',
  'service_host',
  'service_password',
  'service_port',
  'service_uri',
  'service_username',
] as const;
const altering = [
  'additional_disk_space',
  'cloud_name',
  'disk_space',
  'maintenance_window_dow',
  'maintenance_window_time',
  'plan',
  'project_vpc_id',
  'secret_user_config',
  'static_ips',
  'user_config',
] as const;
/** In these an empty string says as little as nothing. */
const mayBeEmpty = [
  'additional_disk_space',
  'cloud_name',
  'disk_space',
  'maintenance_window_dow',
  'maintenance_window_time',
  'project_vpc_id',
] as const;

export function planService({ config, prior, planned }: PlanInput<ServiceState, Config>): Config {
  if (prior === null) return planned;
  const plan: Config = { ...planned };
  for (const name of mayBeEmpty) {
    if (config[name] === '' && prior[name] !== null) plan[name] = prior[name];
  }
  const changed = (name: (typeof altering)[number]): boolean => plan[name] !== prior[name];
  if ((changed('plan') || changed('additional_disk_space')) && !config.disk_space) plan.disk_space = unknown;
  if (!altering.some(changed)) Object.assign(plan, Object.fromEntries(reported.map((name) => [name, prior[name]])));
  return plan;
}

export async function checkService(
  { action, config, prior }: CheckInput<ServiceState, Config>,
  ctx: ResourceContext<Session>,
): Promise<void> {
  if ((action === 'delete' || action === 'replace') && prior?.termination_protection === true) {
    throw new DiagnosticError(
      `Service ${prior.service_name} is protected against termination`,
      `It would be ${action === 'delete' ? 'deleted' : 'deleted and created anew'}, but termination_protection is on. Set termination_protection = false, apply, and then do this.`,
      ['termination_protection'],
    );
  }
  if (config === null) return;
  warnOfForgottenKey(config, prior, ctx);
  await checkKey(config, prior, ctx);
}

/** Removing `cmk_id` detaches nothing: who did it in the configuration learns so, once the configuration was applied that had it. */
function warnOfForgottenKey(config: Config, prior: ServiceState | null, ctx: ResourceContext<Session>): void {
  const wasConfigured = ctx.private.get('cmk_id') === 'configured';
  ctx.private.set('cmk_id', config.cmk_id === null ? undefined : 'configured');
  const held = prior?.cmk_id ?? null;
  if (!wasConfigured || config.cmk_id !== null || sameCmkId(held, null)) return;
  ctx.warn(
    `Service ${prior?.service_name} keeps its key`,
    `cmk_id was removed from the configuration, which changes nothing: the service stays encrypted with ${held}. To detach the key, set cmk_id = "${AIVEN_MANAGED_CMK_ID}"; to keep it, set cmk_id to it again.`,
    ['cmk_id'],
  );
}

/** A key that is not there is an error where it is new, and a warning where it was there before. */
async function checkKey(config: Config, prior: ServiceState | null, ctx: ResourceContext<Session>): Promise<void> {
  const { project, cmk_id: cmkId } = config;
  if (typeof project !== 'string' || typeof cmkId !== 'string' || sameCmkId(cmkId, null)) return;
  if (!ctx.client.apiKnown) return;
  const problem = await keyProblem(project, cmkId, ctx);
  if (problem === undefined) return;
  if (prior === null || !sameCmkId(prior.cmk_id, cmkId))
    throw new DiagnosticError('Invalid cmk_id', problem, ['cmk_id']);
  ctx.warn(`Key of service ${prior.service_name} is not usable`, problem, ['cmk_id']);
}

/** A sentence when the project has no such key, or has it no longer. Shared by services and bindings. */
export async function keyProblem(
  project: string,
  cmkId: string,
  ctx: ResourceContext<Session>,
): Promise<string | undefined> {
  const key = formatCmkImportId({ project, cmkId: normalizeCmkId(cmkId) });
  const cmk = await findCmk(project, cmkId, ctx);
  if (cmk === null) {
    return `There is no key ${key}: it does not exist, was deleted, or belongs to another project. Expected the cmk_id of a key of project ${project}.`;
  }
  return cmk.status === 'deleted' ? `The key ${key} has the status "deleted" and cannot encrypt anything.` : undefined;
}

/** Whether a planned value is there to be compared. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined && !isUnknown(value);
}
