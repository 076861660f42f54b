/** What a service name or plan foretells: the sentinels of services. */

import type { ServiceFate } from './store';

/** What becomes of a service of this name instead of running. */
export function fateOf(serviceName: string): ServiceFate {
  const fates: readonly ServiceFate[] = ['never-ready', 'becomes-poweroff', 'taken-away'];
  return fates.find((fate) => serviceName.includes(fate)) ?? 'runs';
}

/** Whether a plan of this name is refused. */
export const isRefusedPlan = (plan: string) => plan.includes('no-such-plan');
