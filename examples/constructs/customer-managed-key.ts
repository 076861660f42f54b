import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { enableBeta: true });

// Registers a KMS key.
const orders = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
  verifyAccess: true,
  deletionProtection: true,
});

// Imports a key that is already registered.
CustomerManagedKey.import(stack, 'legacy', 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341', {
  kmsKey: KmsKey.aws('arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab'),
});

// Looks up a key that something else manages.
const standard = CustomerManagedKey.lookup(stack, 'default', { project: 'acme-staging', defaultCmk: true });

orders.protect('invoices');
new TerraformOutput(stack, 'staging-key', { value: standard.cmkId });
app.synth();
