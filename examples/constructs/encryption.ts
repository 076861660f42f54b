import { AivenProvider, CustomerManagedKey, Encryption, Service, ServiceType } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven');
const key = CustomerManagedKey.lookup(stack, 'key', {
  project: 'acme-prod',
  cmkId: '1b671a64-40d5-491e-99b0-da01ff1f3341',
});

const newService = (serviceName: string, encryption: Encryption) =>
  new Service(stack, serviceName, {
    project: 'acme-prod',
    serviceName,
    serviceType: ServiceType.VALKEY,
    plan: 'startup-4',
    encryption,
  });
newService('sessions', Encryption.customerManaged(key));
newService('cache', Encryption.aivenManaged());
newService('scratch', Encryption.projectDefault());
app.synth();
