/** Plans a service: which attributes stay known, and what is rejected or warned about before any request. */

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
import type { Session } from '../settings';
import { sameDiskSpace } from './disk-space';
import { isDetachedByOther, recordService, warnAboutOthers } from './key/planned-services';
import { checkServiceKey, namesKey } from './key/service-key';
import { serviceSchema } from './service-schema';
import type { ServiceState } from './service-state';
import { keepsUserConfig, recordUserConfig } from './service-user-config';
import { isLeavingKey, isWaitPending, type PriorPrivate } from './service-waiting';
import { checkNoSecrets, sameValue } from './user-config';

export type ServiceConfig = ConfigOf<typeof serviceSchema>;
type Name = keyof ServiceConfig;

/** What a service reports about itself, and the settings that may alter it. A new key, tags or protection do not. */
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
  'secret_user_config_wo_version',
  'static_ips',
  'user_config',
] as const;
const ofThePlan = ['disk_space_cap', 'disk_space_default', 'disk_space_step'] as const;

/** In these, an empty string means the same as null. */
const mayBeEmpty = [
  'additional_disk_space',
  'cloud_name',
  'disk_space',
  'maintenance_window_dow',
  'maintenance_window_time',
] as const;

/** Everything that a configuration can set. */
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

/** Checks that need more than one attribute, or that apply to partly unknown values. */
export function validateService(config: ServiceConfig, ctx: BaseContext): void {
  const { disk_space: total, additional_disk_space: additional, user_config: settings } = config;
  if (total && additional && !isUnknown(total) && !isUnknown(additional)) {
    const sentence = 'Set disk_space (the total) or additional_disk_space (on top of the plan), not both.';
    ctx.error('Conflicting disk space', sentence, ['additional_disk_space']);
  }
  for (const key of duplicates(config.tag)) {
    ctx.error(`Duplicate tag "${key}"`, `Two tag blocks have the key "${key}". A service has one value per key.`, [
      'tag',
    ]);
  }
  validateSecretSettings(config, ctx);
  const problem = settings === null || isUnknown(settings) ? undefined : checkNoSecrets(settings);
  if (problem !== undefined) ctx.error('Secret in user_config', problem, ['user_config']);
}

function validateSecretSettings(config: ServiceConfig, ctx: BaseContext): void {
  if (config.secret_user_config_wo === null) return;
  if (config.secret_user_config !== null) {
    const sentence =
      'Set secret_user_config_wo, which Terraform does not store, or secret_user_config, which it stores, not both.';
    ctx.error('Conflicting secret settings', sentence, ['secret_user_config_wo']);
  }
  if (config.secret_user_config_wo_version === null) {
    const sentence =
      'Set secret_user_config_wo_version, for example to 1, and change it with secret_user_config_wo: Terraform cannot compare secrets that it does not store, so the provider sends them only when the version changes.';
    ctx.error('Missing secret_user_config_wo_version', sentence, ['secret_user_config_wo']);
  }
}

/** The keys that more than one tag has. */
function duplicates(tags: ServiceConfig['tag']): Set<string> {
  if (isUnknown(tags)) return new Set();
  const keys = tags.flatMap(({ key }) => (isUnknown(key) ? [] : [key]));
  return new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
}

export function planService(
  { config, prior, planned }: PlanInput<ServiceState, ServiceConfig>,
  kept: PriorPrivate,
  session: Session,
): ServiceConfig {
  if (prior === null) return { ...planned, disk_space: config.disk_space, user_config: config.user_config };
  const plan: ServiceConfig = { ...planned };
  const keep = (names: readonly Name[]) => Object.assign(plan, Object.fromEntries(names.map((n) => [n, prior[n]])));
  const changed = (name: Name): boolean => !sameValue(plan[name], prior[name]);
  // Terraform accepts the prior value in place of a configured one, but not null.
  keep(mayBeEmpty.filter((name) => config[name] === '' && prior[name] !== null));
  if (leavesVpc(config, prior, kept)) plan.project_vpc_id = '';
  if (keepsUserConfig(config, prior, kept)) plan.user_config = prior.user_config;
  if (!settable.some(changed)) {
    // An update that waits for an earlier change, or that sends the key again because the service loses it.
    const losesKey = isLeavingKey(kept) || isDetachedByOther(planned, session);
    const waits = isWaitPending(kept) || (namesKey(config) && losesKey);
    return waits ? { ...prior, state: unknown } : prior;
  }
  const resizes = changed('plan') || changed('additional_disk_space');
  if (resizes && config.disk_space === null && prior.disk_space !== null) plan.disk_space = unknown;
  if (!altering.some(changed)) keep(reported);
  if (!changed('plan')) keep(ofThePlan);
  return plan;
}

/**
 * Whether the service leaves its VPC: with an empty string, or without the attribute if an earlier apply had set it. An imported
 * service keeps its VPC until the configuration says otherwise.
 */
function leavesVpc({ project_vpc_id: vpc }: ServiceConfig, prior: ServiceState, kept: PriorPrivate): boolean {
  if (!prior.project_vpc_id) return false;
  return vpc === '' || (vpc === null && kept.get('project_vpc_id') === 'configured');
}

/** The error for a plan or a delete that would end a protected service. The value in the state counts. */
export function protectedService(
  { service_name: serviceName }: Pick<ServiceState, 'service_name'>,
  action: 'delete' | 'replace',
): DiagnosticError {
  return new DiagnosticError(
    `Failed to ${action} service "${serviceName}": it is protected against termination`,
    'termination_protection is on in the state. Set termination_protection = false and apply first. If the service is tainted, run `terraform untaint ADDRESS` before that apply.',
    ['termination_protection'],
  );
}

/** Whether the configuration of the last plan had `cmk_id`. */
export function isKeyConfigured(kept: PriorPrivate): boolean {
  return kept.get('cmk_id') === 'configured';
}

/** @param type the resource type, such as `aiven_pg` */
export async function checkService(
  type: string,
  check: CheckInput<ServiceState, ServiceConfig>,
  ctx: ResourceContext<Session>,
): Promise<void> {
  const { action, config, prior, planned, replaces } = check;
  if ((action === 'delete' || action === 'replace') && prior?.termination_protection === true) {
    throw protectedService(prior, action);
  }
  if (replaces?.termination_protection === true) throw protectedService(replaces as ServiceState, 'replace');
  const others = recordService(check, { type, namesKey: namesKey(config), detaches: false }, ctx);
  warnAboutOthers(check, type, others, ctx);
  if (config === null || planned === null) return;
  if (config.secret_user_config !== null) requireStoredCredentials(ctx.session);
  const wasConfigured = isKeyConfigured(ctx.private);
  ctx.private.set('cmk_id', config.cmk_id === null ? undefined : 'configured');
  ctx.private.set('project_vpc_id', config.project_vpc_id ? 'configured' : undefined);
  recordUserConfig(planned, prior, action, ctx.private);
  checkMaintenance(planned, prior);
  if (prior !== null && action !== 'replace') {
    if (wasConfigured && config.cmk_id === null) warnAboutKeptKey(prior, ctx);
    checkAdditionalDiskSpace(planned, prior);
  }
  await checkServiceKey(check, ctx);
}

function requireStoredCredentials({ storeCredentials }: Session): void {
  if (storeCredentials) return;
  throw new DiagnosticError(
    'Failed to plan secret_user_config: store_credentials is false',
    'Terraform would store the settings in its state. Set them in secret_user_config_wo (Terraform 1.11 and later), which it does not store.',
    ['secret_user_config'],
  );
}

/** Removing `cmk_id` from an applied configuration does not change the key, so warn the user. */
function warnAboutKeptKey({ service_name: serviceName, cmk_id: cmkId }: ServiceState, ctx: ResourceContext<Session>) {
  if (sameCmkId(cmkId, null)) return;
  ctx.warn(
    `Service "${serviceName}" keeps its key`,
    `cmk_id was removed from the configuration, but the service stays encrypted with "${cmkId}". To move it to Aiven-managed keys, set cmk_id = "${AIVEN_MANAGED_CMK_ID}". To keep the key, restore cmk_id.`,
    ['cmk_id'],
  );
}

/** Only Aiven can turn maintenance off. A service that has it off may say so. */
function checkMaintenance({ maintenance_window_dow: day }: ServiceConfig, prior: ServiceState | null): void {
  if (day !== 'never' || prior?.maintenance_window_dow === 'never') return;
  throw new DiagnosticError(
    'Failed to plan: the API does not accept maintenance_window_dow = "never"',
    'Only Aiven can turn maintenance off. Choose a day, from "monday" to "sunday".',
    ['maintenance_window_dow'],
  );
}

/** The API takes total disk space, so additional space can only be sent when the space of the plan is known. */
function checkAdditionalDiskSpace(planned: ServiceConfig, prior: ServiceState): void {
  const { additional_disk_space: additional } = planned;
  if (isUnknown(additional) || !additional || sameDiskSpace(additional, prior.additional_disk_space ?? '')) return;
  if (prior.disk_space_default && planned.plan === prior.plan) return;
  throw new DiagnosticError(
    'Failed to plan additional_disk_space: the disk space of the plan is unknown',
    'The API takes the total disk space. The provider knows the disk space of the plan only for services that it created, until their plan changes. Set disk_space to the total instead.',
    ['additional_disk_space'],
  );
}
