import { AivenProvider, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { enableBeta: true });
const key = new CustomerManagedKey(stack, 'orders', {
  project: 'acme-prod',
  kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
});
new Service(stack, 'orders-db', {
  project: 'acme-prod',
  serviceName: 'orders',
  serviceType: ServiceType.PG,
  plan: 'business-4',
  cloudName: 'google-europe-west1',
  encryption: Encryption.customerManaged(key),
  terminationProtection: true,
  userConfig: { pg_version: '16', backup_hour: 3 },
});
app.synth();
