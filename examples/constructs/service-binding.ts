import { AivenProvider, CustomerManagedKey, KmsKey, ServiceBinding } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { enableBeta: true });
const key = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
});

// Moves an existing service to the key.
key.protect('legacy-kafka', { timeouts: { create: '1h' } });

// Imports the binding of a service that already uses the key.
ServiceBinding.import(key, 'invoices');
app.synth();
