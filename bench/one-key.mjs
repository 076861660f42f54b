/** Plans, applies and destroys one key, compared with one terraform_data in the same run: Terraform's floor. */
import { createRequire } from 'node:module';
import { inTurn, ms, ratio, table } from './measure.mjs';
import { head, workspace } from './workspace.mjs';

const { Emulator } = createRequire(import.meta.url)('../dist/emulator/index.js');

const key = `${head}
resource "aiven_cmk" "bench" {
  project      = "acme-prod"
  cmk_provider = "gcp"
  resource     = "projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/bench"
}
`;
const floor = `resource "terraform_data" "bench" {
  input = "x"
}
`;

export async function benchOneKey() {
  const emulator = new Emulator();
  await emulator.start();
  const env = { AIVEN_WEB_URL: emulator.url, AIVEN_TOKEN: 'bench', PROVIDER_AIVEN_ENABLE_BETA: '1' };
  const ours = await workspace({ 'main.tf': key }, env);
  const baseline = await workspace({ 'main.tf': floor }, {});
  try {
    const apply = await inTurn(
      { ours: ours.apply, floor: baseline.apply, destroy: ours.destroy, destroyFloor: baseline.destroy },
      5,
    );
    await ours.apply();
    await baseline.apply();
    const plan = await inTurn({ ours: ours.plan, floor: baseline.plan }, 9);
    table('One key (medians; target: plan ≤ 5.8 × the floor)', [
      ['plan', ms(plan.ours), `floor ${ms(plan.floor)}`, ratio(plan.ours / plan.floor)],
      ['apply', ms(apply.ours), `floor ${ms(apply.floor)}`, ratio(apply.ours / apply.floor)],
      ['destroy', ms(apply.destroy), `floor ${ms(apply.destroyFloor)}`, ratio(apply.destroy / apply.destroyFloor)],
    ]);
  } finally {
    ours.remove();
    baseline.remove();
    await emulator.stop();
  }
}
