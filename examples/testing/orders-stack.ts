import { AivenProvider, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from 'aiven-byok';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** The stack that the tests of this folder are about. */
export class OrdersStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AivenProvider(this, 'aiven', { enableBeta: true });
    const key = new CustomerManagedKey(this, 'key', {
      project: 'acme-prod',
      kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
    });
    new Service(this, 'database', {
      project: 'acme-prod',
      serviceName: 'orders',
      serviceType: ServiceType.PG,
      plan: 'startup-4',
      encryption: Encryption.customerManaged(key),
    });
  }
}
