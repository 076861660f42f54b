/** What an update sends: the settings that changed, and nothing else. */

import type { ServiceUpdate } from '../client';
import { sameCmkId } from '../cmk';
import { isUnknown } from '../plugin';
import { parseDiskSpace } from './disk-space';
import { type ServicePlan, type ServiceState, toServiceSettings } from './service-state';
import { equalJson, type Json } from './user-config';

/** Undefined when the API has nothing to change. `planDiskMb`: what the plan has by itself, where it is known. */
export function changedSettings(
  plan: ServicePlan,
  prior: ServiceState,
  planDiskMb: unknown,
): ServiceUpdate | undefined {
  const wanted = toServiceSettings(plan);
  const before = toServiceSettings(prior);
  const changes: ServiceUpdate = { ...(plan.plan === prior.plan ? {} : { servicePlan: plan.plan }) };
  for (const name of Object.keys(wanted) as (keyof typeof wanted)[]) {
    const [next, last] = [wanted[name], before[name]];
    const same = name === 'cmkId' ? sameCmkId(wanted.cmkId, before.cmkId) : equalJson(next as Json, last as Json);
    if (next !== undefined && !same) Object.assign(changes, { [name]: next });
  }
  const diskSpaceMb = totalDisk(plan, prior, planDiskMb);
  if (diskSpaceMb !== undefined) changes.diskSpaceMb = diskSpaceMb;
  return Object.keys(changes).length === 0 ? undefined : changes;
}

/** The size in all that a new `additional_disk_space` comes to; undefined when it did not change. */
function totalDisk(plan: ServicePlan, prior: ServiceState, planDiskMb: unknown): number | undefined {
  const { additional_disk_space: additional } = plan;
  if (isUnknown(additional) || !additional || additional === prior.additional_disk_space) return undefined;
  const now = parseDiskSpace(prior.disk_space_used ?? '') ?? parseDiskSpace(prior.disk_space ?? '');
  if (typeof planDiskMb !== 'number' && now === undefined) return undefined;
  const base =
    typeof planDiskMb === 'number'
      ? planDiskMb
      : (now as number) - (parseDiskSpace(prior.additional_disk_space ?? '') ?? 0);
  return base + (parseDiskSpace(additional) ?? 0);
}
