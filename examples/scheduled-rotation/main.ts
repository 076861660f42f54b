/** A registration that is renewed with the calendar: when the period changes, the key is replaced, the new one first. */

import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'scheduled-rotation');
new AivenProvider(stack, 'aiven');
new NullProvider(stack, 'null');

/** The quarter that the deploy falls into; a pipeline that deploys every day rotates with the first deploy of each. */
const period = process.env.ROTATION_PERIOD ?? quarterOf(new Date());

const rotation = new NullResource(stack, 'rotation', { triggers: { period } });

const key = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
  // In plain CDKTF this needs dependable(rotation): a construct here is rendered in a form that Terraform refuses.
  lifecycle: { replaceTriggeredBy: [rotation] },
});

new TerraformOutput(stack, 'cmk_id', { value: key.cmkId });

app.synth();

function quarterOf(date: Date): string {
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}
