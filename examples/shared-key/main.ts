/**
 * A key that two other stacks look up. `KEYS` lists the keys that are registered, `CURRENT` names the one that the services use.
 * Each team could have its stack in its own app. Deploy `keys` first, because the others look the key up.
 */

import { AivenProvider, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';

const { KEYS = '2026', CURRENT = '2026' } = process.env;
const project = 'acme-prod';
const kmsKeyOf = (year: string) =>
  KmsKey.gcp(`projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-${year}`);

const app = new App();

const keys = new TerraformStack(app, 'keys');
new AivenProvider(keys, 'aiven', { enableBeta: true });
for (const year of KEYS.split(',')) new CustomerManagedKey(keys, `orders-${year}`, { project, kmsKey: kmsKeyOf(year) });

for (const team of ['orders', 'payments']) {
  const stack = new TerraformStack(app, team);
  new AivenProvider(stack, 'aiven');
  const key = CustomerManagedKey.lookup(stack, 'key', { project, kmsKey: kmsKeyOf(CURRENT) });
  new Service(stack, 'database', {
    project,
    serviceName: `${team}-db`,
    serviceType: ServiceType.PG,
    plan: 'startup-4',
    encryption: Encryption.customerManaged(key),
  });
}

app.synth();
