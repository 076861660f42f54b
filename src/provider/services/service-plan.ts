/** Planning a service: what stays known, and what is refused or warned about before anything is sent. */

import { AIVEN_MANAGED_CMK_ID, sameCmkId } from '../../aiven';
import {
  type Attribute,
  type BaseContext,
  type CheckInput,
  type ConfigOf,
  DiagnosticError,
  isUnknown,
  type PlanInput,
  type ResourceContext,
  unknown,
} from '../../plugin';
import { checkKey } from '../keys/find-cmk';
import type { Session } from '../settings';
import { sameDiskSpace } from './disk-space';
import { serviceSchema } from './service-schema';
import type { ServiceState } from './service-state';
import { type Kept, owesWait } from './service-waiting';
import { checkNoSecrets, sameValue } from './user-config';

export type ServiceConfig = ConfigOf<typeof serviceSchema>;
type Name = keyof ServiceConfig;

/** What a service reports of itself, and what such a change may alter. A new key, tags or protection leave all of it as it is. */
const reported = [
  'components',
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
const ofThePlan = ['disk_space_cap', 'disk_space_default', 'disk_space_step'] as const;

/** In these an empty string says as little as nothing. */
const mayBeEmpty = [
  'additional_disk_space',
  'cloud_name',
  'disk_space',
  'maintenance_window_dow',
  'maintenance_window_time',
  'project_vpc_id',
] as const;

/** Everything that a configuration can say. */
const settable: readonly Name[] = [
  ...names(serviceSchema.attributes).filter((name) => isSettable(serviceSchema.attributes[name])),
  ...names(serviceSchema.blocks),
];

function names<T extends object>(of: T): (keyof T)[] {
  return Object.keys(of) as (keyof T)[];
}

function isSettable({ required, optional }: Attribute): boolean {
  return required === true || optional === true;
}

/** What takes more than one attribute to judge, or must be judged although parts of it are not known yet. */
export function validateService(config: ServiceConfig, ctx: BaseContext): void {
  const { disk_space: total, additional_disk_space: additional, user_config: settings } = config;
  if (total && additional && !isUnknown(total) && !isUnknown(additional)) {
    const sentence = 'Give disk_space (in all) or additional_disk_space (on top of the plan), not both.';
    ctx.error('Conflicting disk space', sentence, ['additional_disk_space']);
  }
  const problem = settings === null || isUnknown(settings) ? undefined : checkNoSecrets(settings);
  if (problem !== undefined) ctx.error('Secret in user_config', problem, ['user_config']);
}

export function planService(
  { config, prior, planned }: PlanInput<ServiceState, ServiceConfig>,
  kept: Kept,
): ServiceConfig {
  if (prior === null) return planned;
  const plan: ServiceConfig = { ...planned };
  const keep = (names: readonly Name[]) => Object.assign(plan, Object.fromEntries(names.map((n) => [n, prior[n]])));
  const changed = (name: Name): boolean => !sameValue(plan[name], prior[name]);
  // Terraform lets a configured value give way to the prior one, but not to null.
  keep(mayBeEmpty.filter((name) => config[name] === '' && prior[name] !== null));
  // An update that has nothing to send and waits for the one before.
  if (!settable.some(changed)) return owesWait(kept) ? { ...prior, state: unknown } : prior;
  if ((changed('plan') || changed('additional_disk_space')) && config.disk_space === null) plan.disk_space = unknown;
  if (!altering.some(changed)) keep(reported);
  if (!changed('plan')) keep(ofThePlan);
  return plan;
}

export async function checkService(
  { action, config, prior, planned }: CheckInput<ServiceState, ServiceConfig>,
  ctx: ResourceContext<Session>,
): Promise<void> {
  if ((action === 'delete' || action === 'replace') && prior?.termination_protection === true) {
    throw new DiagnosticError(
      `Service ${prior.service_name} is protected against termination`,
      `It would be ${action === 'delete' ? 'deleted' : 'deleted and created anew'}, but termination_protection is on. Set termination_protection = false, apply, and then do this.`,
      ['termination_protection'],
    );
  }
  if (config === null || planned === null) return;
  const wasConfigured = ctx.private.get('cmk_id') === 'configured';
  ctx.private.set('cmk_id', config.cmk_id === null ? undefined : 'configured');
  if (prior !== null && action !== 'replace') {
    if (wasConfigured && config.cmk_id === null) warnOfForgottenKey(prior, ctx);
    checkAdditionalDiskSpace(planned, prior);
  }
  const { project, cmk_id: cmkId, service_name: serviceName } = config;
  await checkKey({ project, cmkId, before: prior?.cmk_id, user: `service ${serviceName}` }, ctx);
}

/** Removing `cmk_id` detaches nothing: who did it in the configuration learns so, once the configuration was applied that had it. */
function warnOfForgottenKey({ service_name: serviceName, cmk_id: held }: ServiceState, ctx: ResourceContext<Session>) {
  if (sameCmkId(held, null)) return;
  ctx.warn(
    `Service ${serviceName} keeps its key`,
    `cmk_id was removed from the configuration, which changes nothing: the service stays encrypted with ${held}. To detach the key, set cmk_id = "${AIVEN_MANAGED_CMK_ID}"; to keep it, set cmk_id to it again.`,
    ['cmk_id'],
  );
}

/** The API counts disk space in all: what comes on top of the plan's own needs that to be known. */
function checkAdditionalDiskSpace(planned: ServiceConfig, prior: ServiceState): void {
  const { additional_disk_space: additional } = planned;
  if (isUnknown(additional) || !additional || sameDiskSpace(additional, prior.additional_disk_space ?? '')) return;
  if (prior.disk_space_default && planned.plan === prior.plan) return;
  throw new DiagnosticError(
    'Cannot tell what additional_disk_space comes to',
    'The API counts disk space in all, and how much the plan has by itself is known of services that this provider created, until their plan changes. Use disk_space to say how much it should be in all.',
    ['additional_disk_space'],
  );
}
