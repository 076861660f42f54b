/** How long the changes of a service take: the options, or a sentinel in its name (docs/emulator.md#sentinels). */

import type { Settings } from '../options';

/** The milliseconds of `<sentinel>-<number>ms` in a service name. */
function readDelay(serviceName: string, sentinel: string): number | undefined {
  const [, ms] = new RegExp(`${sentinel}-(\\d+)ms`).exec(serviceName) ?? [];
  return ms === undefined ? undefined : Number(ms);
}

/** The delays of a service. Each of the first three falls back to the one before. */
export function delaysOf(serviceName: string, settings: Settings) {
  const slowMove = readDelay(serviceName, 'slow-move');
  const move = slowMove ?? settings.serviceDelay;
  const activation = slowMove ?? settings.activationDelay ?? move;
  const deactivation = slowMove ?? settings.deactivationDelay ?? activation;
  return { move, activation, deactivation, deletion: readDelay(serviceName, 'slow-delete') ?? settings.deletionDelay };
}
