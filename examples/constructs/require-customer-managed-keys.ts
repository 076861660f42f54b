import {
  AivenProvider,
  CustomerManagedKey,
  Encryption,
  RequireCustomerManagedKeys,
  Service,
  ServiceType,
} from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven');
const key = CustomerManagedKey.lookup(stack, 'key', { project: 'acme-prod', defaultCmk: true });
const common = { project: 'acme-prod', serviceType: ServiceType.PG, plan: 'startup-4' };
new Service(stack, 'orders', { ...common, serviceName: 'orders', encryption: Encryption.customerManaged(key) });
new Service(stack, 'scratch', { ...common, serviceName: 'scratch', encryption: Encryption.aivenManaged() });

// For the whole app: synth fails if a service without a key is not exempt.
RequireCustomerManagedKeys.enforce(app, { exempt: ['byok/scratch'] });
// For one stack: only warns.
RequireCustomerManagedKeys.enforce(stack, { severity: 'warning' });
app.synth();
