/** Rotates a key on a schedule: when the period changes, the new key is registered before the old one is deleted. */

import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, Fn, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'scheduled-rotation');
new AivenProvider(stack, 'aiven');
new NullProvider(stack, 'null');

/** The current quarter. A pipeline that deploys daily rotates the key with the first deployment of each quarter. */
const period = process.env.ROTATION_PERIOD ?? quarterOf(new Date());

/** Holds everything that a rotation depends on. */
const rotation = new NullResource(stack, 'rotation', { triggers: { period } });

const key = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
  // Unlike replaceTriggeredBy, it triggers again if the registration of the new key failed.
  rotationTrigger: Fn.jsonencode(rotation.triggers),
});

new TerraformOutput(stack, 'cmk_id', { value: key.cmkId });

app.synth();

function quarterOf(date: Date): string {
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}
