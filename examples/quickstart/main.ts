/** Registers a Google Cloud KMS key in an Aiven project and outputs its ID and status. */

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

// Import a key that is already registered by its PROJECT/CMK_ID.
const legacy = process.env.LEGACY_IMPORT_ID;
if (legacy) {
  CustomerManagedKey.import(stack, 'legacy', legacy, {
    kmsKey: KmsKey.aws('arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab'),
  });
}

new TerraformOutput(stack, 'cmk_id', { value: key.cmkId });
new TerraformOutput(stack, 'status', { value: key.status });

app.synth();
