/**
 * Rotates to another KMS key every quarter: the first deployment of a quarter registers that quarter's KMS key, then deletes the old
 * registration. The KMS key has to exist, with its grant, before the quarter starts.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, Fn, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'scheduled-rotation');
new AivenProvider(stack, 'aiven');
new NullProvider(stack, 'null');

/** The current quarter, such as `2026-q4`. Run `cdktf deploy` daily in a scheduled job. */
const period = process.env.ROTATION_PERIOD ?? quarterOf(new Date());

/** Everything that a rotation depends on. A further entry rotates the registration without a new KMS key, where Aiven accepts that. */
const rotation = new NullResource(stack, 'rotation', { triggers: { period } });

const key = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.gcp(`projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-${period}`),
  // Unlike replaceTriggeredBy, it triggers again if the registration of the new key failed.
  rotationTrigger: Fn.jsonencode(rotation.triggers),
});

new TerraformOutput(stack, 'cmk_id', { value: key.cmkId });

app.synth();

function quarterOf(date: Date): string {
  return `${date.getUTCFullYear()}-q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}
