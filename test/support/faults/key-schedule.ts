/** One random schedule: two configurations that do not conflict change keys, bindings and services, and may be interrupted. */

import type { Emulator } from '../../../src/emulator';
import { project } from '../emulator/client';
import { withCore } from '../emulator/core';
import { Random } from '../random';
import { VirtualClock } from '../virtual-clock';
import { KeyConfiguration } from './key-configuration';

export interface KeyScheduleReport {
  seed: number;
  /** Services that are not on the key that their configuration names, and applies that failed for no reason. */
  problems: string[];
  /** Counts of what happened, such as "applied" or "interrupted". */
  outcomes: Record<string, number>;
}

/** Runs the schedule of one seed. In most of them, a foreign provider stands in for the second configuration. */
export async function runKeySchedule(seed: number): Promise<KeyScheduleReport> {
  const random = new Random(seed);
  const problems: string[] = [];
  const outcomes: Record<string, number> = {};
  const delay = random.pick([0, 0, 0, 400]);
  const isForeign = random.chance(0.7);
  const owners = isForeign ? ['a'] : ['a', 'b'];
  const names = owners.flatMap((owner) => (isForeign ? [1, 2] : [1]).map((index) => `${owner}-${index}`));
  const services = names.map((name) => ({ service_name: name, service_type: 'pg', plan: 'startup-4' }));
  const options = {
    clock: new VirtualClock(),
    seed: { projects: [{ name: project, services }] },
    serviceDelay: delay,
    activationDelay: delay,
    movingCmkId: random.pick(['target', 'active'] as const),
  };
  await withCore(options, async ({ emulator, start }) => {
    const configurations = owners.map(
      (owner) =>
        new KeyConfiguration(
          owner,
          names.filter((name) => name.startsWith(owner)),
          { random, emulator, start },
        ),
    );
    const rounds = 2;
    const act = async (configuration: KeyConfiguration) => {
      // An interrupted create of a service has to be imported, so the first apply runs to its end.
      for (let round = 0; round < rounds; round += 1) {
        if (round > 0) configuration.change();
        for (let attempt = 0; ; attempt += 1) {
          const outcome = await configuration.apply(round > 0 && attempt === 0 && random.chance(0.4));
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          if (outcome !== 'interrupted') break;
        }
      }
    };
    const other = async () => {
      for (let step = 0; isForeign && step < 5; step += 1) {
        await new Promise(setImmediate);
        actAsForeignProvider(emulator, random, names);
      }
    };
    await Promise.all([...configurations.map(act), other()]);
    for (const { name, problems: own } of configurations) problems.push(...own.map((text) => `${name}: ${text}`));
  });
  return { seed, problems, outcomes };
}

/** Another provider changes settings of the same services, but not their keys. */
function actAsForeignProvider(emulator: Emulator, random: Random, names: readonly string[]): void {
  const plan = random.pick(['startup-4', 'startup-8', 'business-4']);
  emulator.call('ServiceUpdate', project, { serviceName: random.pick(names) }, { plan });
}
