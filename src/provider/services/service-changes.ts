/** The changed settings, which an update sends. */

import { sameCmkId } from '../../aiven';
import type { ServiceUpdate } from '../../client';
import { isUnknown } from '../../plugin';
import { parseDiskSpace, sameDiskSpace } from './disk-space';
import { equalJson, type Json, type JsonObject, toJson } from './json-value';
import { type ServicePlan, type ServiceState, toServiceSettings } from './service-state';
import { changedUserConfig } from './user-config';

/** Undefined when nothing changed. Of `maintenance` and `user_config`, only the changed entries are sent. */
export function changedSettings(plan: ServicePlan, prior: ServiceState): ServiceUpdate | undefined {
  const { cmkId, maintenance, userConfig: _, ...plain } = toServiceSettings(plan);
  const before = toServiceSettings(prior);
  const diskSpaceMb = totalWithAdditional(plan, prior);
  return definedEntries<ServiceUpdate>({
    ...changedEntries(plain, before),
    plan: plan.plan === prior.plan ? undefined : plan.plan,
    ...(plan.project_vpc_id === '' && prior.project_vpc_id ? { projectVpcId: null } : {}),
    cmkId: sameCmkId(cmkId, before.cmkId) ? undefined : cmkId,
    maintenance: changedEntries(maintenance, before.maintenance),
    userConfig: userConfigToSend(plan, prior),
    ...(diskSpaceMb === undefined ? {} : { diskSpaceMb }),
  });
}

/**
 * The state has no write-only settings to compare with. They are sent when their version changes, and with a changed setting that they
 * are a part of.
 */
function userConfigToSend(plan: ServicePlan, prior: ServiceState): JsonObject | undefined {
  const { userConfig: all = {} } = toServiceSettings(plan);
  const { userConfig: stored } = toServiceSettings({ ...plan, secret_user_config_wo: null });
  const changed = changedUserConfig(stored, toServiceSettings(prior).userConfig) ?? {};
  const secrets = plan.secret_user_config_wo === null ? {} : (toJson(plan.secret_user_config_wo) as JsonObject);
  const isNewVersion = String(plan.secret_user_config_wo_version) !== String(prior.secret_user_config_wo_version);
  const resent = Object.keys(secrets).filter((name) => isNewVersion || Object.hasOwn(changed, name));
  return definedEntries({ ...changed, ...Object.fromEntries(resent.map((name) => [name, all[name] as Json])) });
}

/** The given entries that differ from the prior ones; undefined when there are none. */
function changedEntries<T extends object>(wanted: T | undefined, before: T | undefined): T | undefined {
  const changed = Object.entries(wanted ?? {}).filter(
    ([name, value]) => !equalJson(value as Json, before?.[name as keyof T] as Json | undefined),
  );
  return definedEntries(Object.fromEntries(changed) as T);
}

/** Undefined when every entry is. */
function definedEntries<T extends object>(entries: T): T | undefined {
  const defined = Object.entries(entries).filter(([, value]) => value !== undefined);
  return defined.length === 0 ? undefined : (Object.fromEntries(defined) as T);
}

/** Total disk space in MiB with a new `additional_disk_space`; undefined when it did not change. */
function totalWithAdditional(plan: ServicePlan, prior: ServiceState): number | undefined {
  const { additional_disk_space: additional } = plan;
  const ofThePlan = parseDiskSpace(prior.disk_space_default ?? '');
  if (isUnknown(additional) || !additional || ofThePlan === undefined) return undefined;
  if (sameDiskSpace(additional, prior.additional_disk_space ?? '')) return undefined;
  return ofThePlan + (parseDiskSpace(additional) ?? 0);
}
