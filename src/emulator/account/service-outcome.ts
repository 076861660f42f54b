/** Service names and plans that make a service misbehave (docs/emulator.md#sentinels). */

import type { ServiceOutcome } from './store';

const failures: readonly ServiceOutcome[] = ['never-ready', 'becomes-poweroff', 'taken-away'];

/** What happens to a service of this name when it would become `RUNNING`. */
export function outcomeFor(serviceName: string): ServiceOutcome {
  return failures.find((outcome) => serviceName.includes(outcome)) ?? 'runs';
}

/** Whether the API rejects this plan. */
export const isUnavailablePlan = (plan: string) => plan.includes('no-such-plan');

/** Whether the API accepts `cmk_id` for a service of this name and does not act on it. */
export const ignoresCmkId = (serviceName: string) => serviceName.includes('ignores-cmk');
