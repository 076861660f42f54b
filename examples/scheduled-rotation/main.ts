/**
 * Rotates to another KMS key every quarter: the first deployment of a quarter registers that quarter's KMS key, then deletes the old
 * registration. The KMS key has to exist, with its grant, before the quarter starts.
 */

import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'scheduled-rotation');
new AivenProvider(stack, 'aiven');

/** The current quarter, such as `2026-q4`. Run `cdktf deploy` daily in a scheduled job. */
const period = process.env.ROTATION_PERIOD ?? quarterOf(new Date());

const key = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.gcp(`projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-${period}`),
});

new TerraformOutput(stack, 'cmk_id', { value: key.cmkId });

app.synth();

function quarterOf(date: Date): string {
  return `${date.getUTCFullYear()}-q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}
