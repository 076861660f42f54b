/** `user_config` of a service that this provider did not create: its state comes from Aiven until an apply changes it. */

import type { Service } from '../../client';
import { isUnknown, isWhollyKnown, type PlanAction, type PlanOf, type PrivateState } from '../../plugin';
import { toJson } from './json-value';
import type { serviceSchema } from './service-schema';
import type { ServiceState } from './service-state';
import type { PriorPrivate } from './service-waiting';
import { importedUserConfig, isInEffect, sameValue } from './user-config';

type Settings = Pick<PlanOf<typeof serviceSchema>, 'user_config'>;

/** In private data: where `user_config` in the state comes from. Missing in a state that another provider or an import made. */
const origin = 'user_config';

/** Reads all settings of a service into a state that has none and that this provider has not applied. */
export function importUserConfig(
  { user_config: stored }: Partial<ServiceState>,
  service: Service,
  kept: PrivateState,
): Partial<ServiceState> {
  if ((stored ?? null) !== null || service.userConfig === null || kept.get(origin) !== undefined) return {};
  kept.set(origin, 'imported');
  return { user_config: importedUserConfig(service) };
}

/** To be called in the plan of a change. */
export function recordUserConfig(
  planned: Settings,
  prior: ServiceState | null,
  action: PlanAction,
  kept: PrivateState,
) {
  const isApplied = action !== 'update' || !sameValue(planned.user_config, prior?.user_config ?? null);
  if (isApplied) kept.set(origin, 'applied');
}

/** Whether every configured setting is in effect already, so that the plan keeps the prior value. */
export function keepsUserConfig(
  { user_config: wanted }: Settings,
  { user_config: before }: ServiceState,
  kept: PriorPrivate,
): boolean {
  if (wanted === null || before === null || isUnknown(wanted) || !isWhollyKnown(wanted)) return false;
  return isInEffect(toJson(wanted), toJson(before), { imported: kept.get(origin) === 'imported' });
}
