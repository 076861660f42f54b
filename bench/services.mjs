/** Plans and creates many services with a key, compared with the same number of terraform_data in the same run. */
import { createRequire } from 'node:module';
import { access, floorOf } from './fleet.mjs';
import { inTurn, ms, ratio, table } from './measure.mjs';
import { head, workspace } from './workspace.mjs';

const { Emulator } = createRequire(import.meta.url)('../dist/emulator/index.js');

const services = (count) => `${head}
resource "aiven_cmk" "bench" {
  project      = "acme-prod"
  cmk_provider = "gcp"
  resource     = "projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/bench"
}
resource "aiven_pg" "bench" {
  count        = ${count}
  project      = "acme-prod"
  service_name = "bench-\${count.index}"
  plan         = "startup-4"
  cloud_name   = "google-europe-west3"
  cmk_id       = aiven_cmk.bench.cmk_id
}
`;

export async function benchServices() {
  const rows = [];
  for (const count of [1, 100, 1000]) {
    const emulator = new Emulator();
    await emulator.start();
    const ours = await workspace({ 'main.tf': services(count) }, access(emulator));
    const floor = await workspace({ 'main.tf': floorOf(count) }, {});
    try {
      const created = await ours.apply();
      await floor.apply();
      emulator.settings.latency = 50;
      emulator.requests.length = 0;
      await ours.plan();
      const requests = emulator.requests.length;
      const plan = await inTurn({ ours: ours.plan, floor: floor.plan }, 3);
      const cells = [`floor ${ms(plan.floor)}`, ratio(plan.ours / plan.floor), `${requests} requests`];
      rows.push([`plan ${count} services at 50 ms`, ms(plan.ours), ...cells, `created at 0 ms in ${ms(created)}`]);
    } finally {
      ours.remove();
      floor.remove();
      await emulator.stop();
    }
  }
  table(
    'Services with a key (target: 100 and 1,000 services ≤ 3 × the floor, ≤ 3 requests; one created in < 1 s)',
    rows,
  );
}
