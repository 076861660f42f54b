import { runKeySchedule } from '../../support/faults/key-schedule';

const runs = 200;
const first = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31);

test(`${runs} random schedules of two configurations: each service is on the key that its configuration names (CHAOS_SEED=${first})`, async () => {
  const wrong: string[] = [];
  const outcomes: Record<string, number> = {};
  for (let seed = first; seed < first + runs; seed += 1) {
    const report = await runKeySchedule(seed);
    for (const [name, count] of Object.entries(report.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count;
    if (report.problems.length > 0) {
      wrong.push(`npm run chaos -- --mode keys --seed ${seed}: ${report.problems.join('; ')}`);
    }
  }
  expect(wrong).toEqual([]);
  // Schedules without changes or interruptions would prove nothing.
  expect(outcomes.applied).toBeGreaterThan(runs * 1.5);
  expect(outcomes.interrupted).toBeGreaterThan(runs / 30);
});
