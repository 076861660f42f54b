import { runSchedule } from '../support/faults/chaos';

/** `npm run chaos` runs more. */
const runs = 100;
const first = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31);

test(`${runs} random schedules of two clients: every reported outcome matches the emulator's state (CHAOS_SEED=${first})`, async () => {
  const wrong: string[] = [];
  let faults = 0;
  const outcomes: Record<string, number> = {};
  for (let seed = first; seed < first + runs; seed += 1) {
    const report = await runSchedule(seed);
    faults += report.faults;
    for (const [name, count] of Object.entries(report.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count;
    if (report.problems.length > 0) wrong.push(`npm run chaos -- --seed ${seed}: ${report.problems.join('; ')}`);
  }
  expect(wrong).toEqual([]);
  // Schedules without faults, or without successful steps, would prove nothing.
  expect(faults).toBeGreaterThan(runs);
  for (const step of ['register', 'change', 'delete', 'create', 'bind', 'take', 'read']) {
    expect([step, outcomes[`${step} done`] ?? 0]).toEqual([step, expect.any(Number)]);
    expect(outcomes[`${step} done`]).toBeGreaterThan(runs / 10);
  }
});
