import { AivenProvider, CustomerManagedKey, Encryption, Service, ServiceCredentials, ServiceType } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { storeCredentials: false });
const key = CustomerManagedKey.lookup(stack, 'key', { project: 'acme-prod', defaultCmk: true });
const service = new Service(stack, 'orders-db', {
  project: 'acme-prod',
  serviceName: 'orders',
  serviceType: ServiceType.PG,
  plan: 'startup-4',
  encryption: Encryption.customerManaged(key),
});
const { host, port, user, password } = new ServiceCredentials(stack, 'credentials', { service });

// Or pass them to the construct of a provider, such as PostgresqlProvider of @cdktf/provider-postgresql.
stack.addOverride('terraform.required_providers.postgresql', { source: 'cyrilgdn/postgresql' });
stack.addOverride('provider.postgresql', [{ host, port, username: user, password, sslmode: 'require' }]);
app.synth();
