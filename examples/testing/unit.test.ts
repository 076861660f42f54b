import { CustomerManagedKey, Encryption, KmsKey, RequireCustomerManagedKeys, Service, ServiceType } from 'aiven-byok';
import { cmk } from 'aiven-byok/l1';
import { App, Testing } from 'cdktf';
import 'cdktf/lib/testing/adapters/jest'; // the types of toHaveResourceWithProperties
import { OrdersStack } from './orders-stack';

const newStack = () => new OrdersStack(new App(), 'orders');
/** Also runs the checks of the constructs, and throws what they report. Installs and writes nothing. */
const synth = (stack: OrdersStack) => JSON.parse(Testing.synth(stack, true));

test('the database is encrypted with the key of the stack', () => {
  const { aiven_cmk: keys, aiven_pg: databases } = synth(newStack()).resource;
  const [name] = Object.keys(keys);
  expect(Object.values(databases)).toMatchObject([{ plan: 'startup-4', cmk_id: `\${aiven_cmk.${name}.cmk_id}` }]);
});

test('a service without a customer managed key is an error at synth', () => {
  const stack = newStack();
  RequireCustomerManagedKeys.enforce(stack); // not on the app, which Testing.synth does not validate
  new Service(stack, 'cache', {
    project: 'acme-prod',
    serviceName: 'cache',
    serviceType: ServiceType.VALKEY,
    plan: 'startup-4',
    encryption: Encryption.aivenManaged(),
  });
  expect(() => synth(stack)).toThrow('The service "cache" (aiven_valkey) does not use a customer managed key');
});

test('a construct on its own', () => {
  Testing.setupJest();
  const synthesized = Testing.synthScope((scope) => {
    const kmsKey = KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders');
    new CustomerManagedKey(scope, 'key', { project: 'acme-prod', kmsKey, defaultCmk: true });
  });
  expect(synthesized).toHaveResourceWithProperties(cmk.Cmk, { cmk_provider: 'gcp', default_cmk: true });
});
