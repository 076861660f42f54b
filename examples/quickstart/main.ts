/** A key of Google Cloud KMS registered with an Aiven project, and a look at what Aiven made of it. */

import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven');

const key = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.of(
    process.env.ORDERS_KMS_KEY ?? 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
  ),
  defaultCmk: true,
});

// A key that is registered already comes under Terraform's care by its PROJECT/CMK_ID.
const legacy = process.env.LEGACY_IMPORT_ID;
if (legacy) {
  CustomerManagedKey.import(stack, 'legacy', legacy, {
    kmsKey: KmsKey.aws('arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab'),
  });
}

new TerraformOutput(stack, 'cmk_id', { value: key.cmkId });
new TerraformOutput(stack, 'status', { value: key.status });

app.synth();
