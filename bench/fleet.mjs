/** Plans and creates many keys at several API latencies, compared with the same number of terraform_data in the same run. */
import { createRequire } from 'node:module';
import { inTurn, median, ms, ratio, table } from './measure.mjs';
import { watchProviders } from './provider-memory.mjs';
import { head, workspace } from './workspace.mjs';

const { Emulator } = createRequire(import.meta.url)('../dist/emulator/index.js');

export const keys = (count) => `${head}
resource "aiven_cmk" "bench" {
  count        = ${count}
  project      = "acme-prod"
  cmk_provider = "gcp"
  resource     = "projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/bench-\${count.index}"
}
`;
export const floorOf = (count) => `resource "terraform_data" "bench" {
  count = ${count}
  input = count.index
}
`;
export const access = (emulator) => ({
  AIVEN_WEB_URL: emulator.url,
  AIVEN_TOKEN: 'bench',
  PROVIDER_AIVEN_ENABLE_BETA: '1',
});

export async function benchFleet() {
  const rows = [];
  for (const count of [1, 100, 1000]) rows.push(...(await fleet(count)));
  table(
    'A fleet of keys (medians; target: 1,000 keys ≤ 2.2 × the floor + one round trip, ≤ 2 requests, < 150 MiB)',
    rows,
  );
  await creation(1000, 50);
}

async function fleet(count) {
  const emulator = new Emulator();
  await emulator.start();
  const ours = await workspace({ 'main.tf': keys(count) }, access(emulator));
  const floor = await workspace({ 'main.tf': floorOf(count) }, {});
  const rows = [];
  try {
    await ours.apply();
    await floor.apply();
    for (const latency of [0, 50, 200]) {
      emulator.settings.latency = latency;
      emulator.requests.length = 0;
      await ours.plan();
      const requests = emulator.requests.length;
      const memory = await watchProviders(async () => {
        await ours.plan();
      });
      const plan = await inTurn({ ours: ours.plan, floor: floor.plan }, 3);
      const cells = [`floor ${ms(plan.floor)}`, ratio(plan.ours / plan.floor), `${requests} requests`, memory];
      rows.push([`plan ${count} at ${latency} ms`, ms(plan.ours), ...cells]);
    }
  } finally {
    ours.remove();
    floor.remove();
    await emulator.stop();
  }
  return rows;
}

async function creation(count, latency) {
  const emulator = new Emulator({ latency });
  await emulator.start();
  const times = { ours: [], floor: [] };
  let memory;
  try {
    for (let i = 0; i < 3; i++) {
      const floor = await workspace({ 'main.tf': floorOf(count) }, {});
      times.floor.push(await floor.apply());
      floor.remove();
      const ours = await workspace({ 'main.tf': keys(count) }, access(emulator));
      memory = await watchProviders(async () => times.ours.push(await ours.apply()));
      ours.remove();
      emulator.reset();
    }
  } finally {
    await emulator.stop();
  }
  const [ours, floor] = [median(times.ours), median(times.floor)];
  table('Creating a fleet (target: ≤ 5 s + 0.75 × the floor)', [
    [
      `apply ${count} at ${latency} ms`,
      ms(ours),
      `floor ${ms(floor)}`,
      `5 s + ${ratio((ours - 5000) / floor)}`,
      memory,
    ],
  ]);
}
