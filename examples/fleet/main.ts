/** Twenty stacks over ten projects. Each has a key and a database, and its own state and lock in PostgreSQL. */

import { AivenProvider, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from 'aiven-byok';
import { App, PgBackend, TerraformStack } from 'cdktf';
import { fleet } from './fleet';

const app = new App();
for (const { name, project, team } of fleet) {
  const stack = new TerraformStack(app, name);
  new PgBackend(stack, {
    // Empty, so that Terraform reads PGHOST, PGDATABASE, PGUSER and PGPASSWORD, and no password is in the synthesized files.
    connStr: '',
    schemaName: name,
    // schemas.ts created all three. Concurrent Terraform processes can fail to create them.
    skipSchemaCreation: true,
    skipTableCreation: true,
    skipIndexCreation: true,
  });
  // Everybody who can read a state in the database would see the passwords of its services.
  new AivenProvider(stack, 'aiven', { storeCredentials: false });

  const key = new CustomerManagedKey(stack, 'key', {
    project,
    kmsKey: KmsKey.gcp(`projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/${name}`),
  });
  new Service(stack, 'database', {
    project,
    serviceName: `${team}-db`,
    serviceType: ServiceType.PG,
    plan: 'startup-4',
    encryption: Encryption.customerManaged(key),
  });
}

app.synth();
