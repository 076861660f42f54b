/** Service names and plans that make a service fail (docs/emulator.md#sentinels). */

import type { ServiceOutcome } from './store';

const failures: readonly ServiceOutcome[] = ['never-ready', 'becomes-poweroff', 'taken-away'];

/** What happens to a service of this name when it would become `RUNNING`. */
export function outcomeFor(serviceName: string): ServiceOutcome {
  return failures.find((outcome) => serviceName.includes(outcome)) ?? 'runs';
}

/** Whether the API rejects this plan. */
export const isUnavailablePlan = (plan: string) => plan.includes('no-such-plan');
