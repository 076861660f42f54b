/** Plans with one call of a provider function and with 1,000. */
import { inTurn, ms, table } from './measure.mjs';
import { head, workspace } from './workspace.mjs';

const calls = 1000;

const configuration = (count) => `${head}
locals {
  keys = [for i in range(${count}) : provider::aiven::parse_key("projects/acme/locations/global/keyRings/ring/cryptoKeys/key-\${i}")]
}
output "count" {
  value = length(local.keys)
}
`;

export async function benchFunctions() {
  const one = await workspace({ 'main.tf': configuration(1) }, {});
  const many = await workspace({ 'main.tf': configuration(calls) }, {});
  try {
    const plan = await inTurn({ one: one.plan, many: many.plan }, 7);
    table(`Provider functions (medians of 7; target: less than 0.5 ms per call)`, [
      ['plan with 1 call', ms(plan.one)],
      [`plan with ${calls} calls`, ms(plan.many), `${((plan.many - plan.one) / (calls - 1)).toFixed(2)} ms per call`],
    ]);
  } finally {
    one.remove();
    many.remove();
  }
}
