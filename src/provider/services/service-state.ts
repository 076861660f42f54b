/** Converts between the API's service and the state. */

import { AIVEN_MANAGED_CMK_ID, formatServiceImportId, sameCmkId } from '../../aiven';
import type { Service, ServiceSettings } from '../../client';
import { type Dynamic, isUnknown, type PlanOf, type StateOf, type Unknown } from '../../plugin';
import { formatDiskSpace, parseDiskSpace, sameDiskSpace } from './disk-space';
import { type Json, type JsonObject, mergeJson, toJson } from './json-value';
import { type serviceSchema, vpcIdOf } from './service-schema';
import { refreshUserConfig } from './user-config';

export type ServiceState = StateOf<typeof serviceSchema>;
export type ServicePlan = PlanOf<typeof serviceSchema>;
type Filled = 'cloud_name' | 'maintenance_window_dow' | 'maintenance_window_time';

/**
 * The state of a service. Attributes that the response omits keep their prior value, and equal values keep the user's spelling.
 * @param prior the prior state; right after an import it has no `plan`
 */
export function toServiceState(project: string, service: Service, prior: Partial<ServiceState>): Partial<ServiceState> {
  const { maintenance, secrets } = service;
  const disk = service.diskSpaceMb === null ? null : formatDiskSpace(service.diskSpaceMb);
  const samePlan = service.plan === null || service.plan === prior.plan;
  /** Keeps a configured empty string, and the prior value when the response has none. */
  const filled = (name: Filled, actual: string | null) => (prior[name] === '' ? '' : (actual ?? prior[name] ?? null));
  return {
    id: formatServiceImportId({ project, serviceName: service.serviceName }),
    project,
    service_name: service.serviceName,
    service_type: service.serviceType,
    plan: service.plan ?? prior.plan,
    cloud_name: filled('cloud_name', service.cloudName),
    cmk_id: cmkIdInState(service.cmkId, prior),
    project_vpc_id: vpcIdInState(project, service, prior),
    maintenance_window_dow: filled('maintenance_window_dow', maintenance?.dow ?? null),
    maintenance_window_time: filled('maintenance_window_time', maintenance?.time ?? null),
    maintenance_window_enabled: maintenance?.enabled ?? null,
    termination_protection: service.terminationProtection ?? prior.termination_protection ?? false,
    disk_space: diskSpaceInState(disk, prior),
    additional_disk_space: additionalInState(service, prior, samePlan),
    disk_space_used: disk,
    disk_space_cap: samePlan ? prior.disk_space_cap : null,
    disk_space_default: samePlan ? prior.disk_space_default : null,
    disk_space_step: samePlan ? prior.disk_space_step : null,
    static_ips: prior.static_ips ?? [],
    user_config: refreshUserConfig(prior.user_config ?? null, (service.userConfig as Json | null) ?? undefined),
    secret_user_config: prior.secret_user_config ?? null,
    secret_user_config_wo_version: prior.secret_user_config_wo_version ?? null,
    components: service.components.map((component) => ({
      component: component.component,
      connection_uri: component.host === null || component.port === null ? null : `${component.host}:${component.port}`,
      host: component.host,
      kafka_authentication_method: component.kafkaAuthenticationMethod ?? '',
      kafka_ssl_ca: component.kafkaSslCa ?? '',
      port: component.port,
      privatelink_connection_id: component.privatelinkConnectionId ?? '',
      route: component.route,
      // Aiven includes `ssl` only for components that may go without.
      ssl: component.ssl ?? true,
      usage: component.usage,
    })),
    service_host: service.host,
    service_port: service.port,
    service_username: service.username,
    service_password: secrets.password,
    service_uri: secrets.serviceUri,
    state: service.state,
    tag: service.tags === null ? prior.tag : Object.entries(service.tags).map(([key, value]) => ({ key, value })),
    tech_emails: service.techEmails === null ? prior.tech_emails : service.techEmails.map((email) => ({ email })),
  };
}

/**
 * Aiven-managed keys are null, unless the state has the all-zero UUID, which means the same. They are the all-zero UUID right after
 * an import, and when the service was taken off a key outside Terraform: then neither a configuration with that UUID nor one
 * without `cmk_id` plans a change.
 */
function cmkIdInState(cmkId: string | null, prior: Partial<ServiceState>): string | null {
  const before = prior.cmk_id ?? null;
  if (before !== null && sameCmkId(before, cmkId)) return before;
  return cmkId ?? (prior.plan && before === null ? null : AIVEN_MANAGED_CMK_ID);
}

/**
 * Null if the configuration has no `disk_space`, as in the official provider. Right after an import the configuration is unknown, so
 * the state gets the actual size: then neither a configuration with that size nor one without the attribute plans a change.
 */
function diskSpaceInState(actual: string | null, prior: Partial<ServiceState>): string | null {
  const before = prior.disk_space ?? null;
  if (before === '' || (before === null && prior.plan)) return before;
  return actual === null || sameDiskSpace(before ?? '', actual) ? before : actual;
}

/**
 * The official provider's form, PROJECT/VPC_ID, unless the state has the ID alone. No VPC is the empty string, as in the official
 * provider: then a configuration with an empty string or without the attribute plans no change.
 */
function vpcIdInState(project: string, { projectVpcId, terminationProtection }: Service, prior: Partial<ServiceState>) {
  const before = prior.project_vpc_id ?? '';
  if (projectVpcId !== null) return vpcIdOf(before) === projectVpcId ? before : `${project}/${projectVpcId}`;
  // The short form of a response has neither of the two fields, the full form both.
  return terminationProtection === null ? before : '';
}

/** Disk space on top of the plan, if it is managed and the disk space of the plan is known; otherwise the prior value. */
function additionalInState({ diskSpaceMb }: Service, prior: Partial<ServiceState>, samePlan: boolean): string {
  const before = prior.additional_disk_space ?? '';
  const ofThePlan = parseDiskSpace(prior.disk_space_default ?? '');
  if (before === '' || !samePlan || ofThePlan === undefined || diskSpaceMb === null) return before;
  const actual = Math.max(0, diskSpaceMb - ofThePlan);
  return parseDiskSpace(before) === actual ? before : formatDiskSpace(actual);
}

/** The settings to send. Null, unknown and empty attributes are omitted: Aiven then decides, or keeps the value. */
export function toServiceSettings(
  plan: ServicePlan,
): ServiceSettings & { projectVpcId?: string; userConfig?: JsonObject } {
  const dow = given(plan.maintenance_window_dow);
  const time = given(plan.maintenance_window_time);
  const disk = given(plan.disk_space);
  const vpc = given(plan.project_vpc_id);
  const cmkId = given(plan.cmk_id);
  return {
    cloudName: given(plan.cloud_name),
    cmkId: cmkId === AIVEN_MANAGED_CMK_ID ? null : cmkId,
    projectVpcId: vpc === undefined ? undefined : vpcIdOf(vpc),
    maintenance: dow === undefined && time === undefined ? undefined : { dow, time },
    terminationProtection: given(plan.termination_protection),
    diskSpaceMb: disk === undefined ? undefined : parseDiskSpace(disk),
    userConfig: userConfigOf(plan.user_config, plan.secret_user_config, plan.secret_user_config_wo),
    techEmails: plan.tech_emails.map(({ email }) => email).sort(),
  };
}

function userConfigOf(...parts: (Dynamic | null | Unknown)[]): JsonObject | undefined {
  const known = parts.map((part) => (part === null || isUnknown(part) ? undefined : toJson(part)));
  return known.reduce<Json | undefined>(mergeJson, undefined) as JsonObject | undefined;
}

/** Undefined for null, unknown and the empty string, which all mean: not set. */
function given<T>(value: T | null | Unknown): T | undefined {
  return value === null || isUnknown(value) || value === '' ? undefined : value;
}
