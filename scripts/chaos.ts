/**
 * Runs random schedules: two clients under random faults, or with `--mode keys` two configurations that change their keys.
 * `npm run chaos -- --runs 10000`, `npm run chaos -- --mode keys --seed 17`.
 */

import { parseArgs } from 'node:util';
import { runSchedule } from '../test/support/faults/chaos';
import { runKeySchedule } from '../test/support/faults/key-schedule';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { mode: { type: 'string', default: 'client' }, runs: { type: 'string' }, seed: { type: 'string' } },
  });
  const { mode } = values;
  const first = Number(values.seed ?? Date.now() % 2 ** 31);
  const runs = Number(values.runs ?? (values.seed === undefined ? 1000 : 1));
  if (!Number.isInteger(first) || !Number.isInteger(runs) || runs < 1) {
    console.error('--runs must be an integer of at least 1, and --seed an integer');
    return 2;
  }
  if (mode !== 'client' && mode !== 'keys') {
    console.error(`--mode must be "client" or "keys", not "${mode}"`);
    return 2;
  }
  const outcomes: Record<string, number> = {};
  const failed: number[] = [];
  let faults = 0;
  const start = Date.now();
  console.log(`${runs} schedules from seed ${first}`);
  for (let seed = first; seed < first + runs; seed += 1) {
    const report = mode === 'keys' ? { faults: 0, ...(await runKeySchedule(seed)) } : await runSchedule(seed);
    faults += report.faults;
    for (const [name, count] of Object.entries(report.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count;
    if (report.problems.length > 0) {
      failed.push(seed);
      console.log(
        [`seed ${seed}: repeat with npm run chaos -- --mode ${mode} --seed ${seed}`, ...report.problems].join('\n  '),
      );
    }
    const done = seed - first + 1;
    if (done % 1000 === 0) {
      console.log(`${done} done, ${failed.length} failed, ${Math.round((Date.now() - start) / 1000)} s`);
    }
  }
  console.table(Object.fromEntries(Object.entries(outcomes).sort(([one], [other]) => one.localeCompare(other))));
  console.log(
    `${runs} schedules, ${faults} faults, ${failed.length} failed, ${Math.round((Date.now() - start) / 1000)} s`,
  );
  return failed.length === 0 ? 0 : 1;
}

main().then((code) => {
  process.exitCode = code;
});
