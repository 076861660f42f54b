/**
 * A key and the services that it encrypts. If you deploy again with another ORDERS_KMS_KEY, one apply registers the new key, moves
 * every service to it, and deletes the old key once no service uses it.
 */

import {
  AivenProvider,
  CustomerManagedKey,
  Encryption,
  KmsKey,
  RequireCustomerManagedKeys,
  Service,
  ServiceType,
} from 'aiven-byok';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
// Synth fails if a service of this app has no customer managed key, and names the service.
RequireCustomerManagedKeys.enforce(app);

const stack = new TerraformStack(app, 'rotation');
new AivenProvider(stack, 'aiven');

const project = 'acme-prod';
const key = new CustomerManagedKey(stack, 'orders', {
  project,
  kmsKey: KmsKey.of(
    process.env.ORDERS_KMS_KEY ?? 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2026',
  ),
  defaultCmk: true,
});

const encryption = Encryption.customerManaged(key);
const common = { project, cloudName: 'google-europe-west1', encryption };

const database = new Service(stack, 'database', {
  ...common,
  serviceName: 'orders-db',
  serviceType: ServiceType.PG,
  plan: 'startup-4',
  maintenanceWindowDow: 'sunday',
  maintenanceWindowTime: '04:30:00',
  userConfig: { pg_version: '16' },
});

new Service(stack, 'events', {
  ...common,
  serviceName: 'orders-events',
  serviceType: ServiceType.KAFKA,
  plan: 'business-4',
  tags: { team: 'orders' },
});

// A service that another team created in the console. This sets its key and changes nothing else.
const legacy = process.env.LEGACY_SERVICE;
if (legacy) key.protect(legacy);

new TerraformOutput(stack, 'cmk_id', { value: key.cmkId });
new TerraformOutput(stack, 'database_cmk_id', { value: database.cmkId });

app.synth();
