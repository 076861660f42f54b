import { App, DataResource, TerraformOutput, TerraformVariable, Testing } from 'cdktf';
import {
  AivenProvider,
  CustomerManagedKey,
  Encryption,
  KmsKey,
  Service,
  ServiceBinding,
  ServiceType,
} from '../../../src';
import { OfficialProvider, OfficialService } from '../../support/terraform/official';
import { expression, newStack, onlyResource, problems, synth, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');

function stackWithKey() {
  const stack = newStack();
  new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
  const key = new CustomerManagedKey(stack, 'key', { project, kmsKey });
  key.resource.overrideLogicalId('key');
  return { stack, key };
}

test('protecting a service binds it to the key', () => {
  const { stack, key } = stackWithKey();
  key.protect('legacy-kafka');
  expect(onlyResource(stack, 'aiven_cmk_service_association')).toEqual({
    project,
    service_name: 'legacy-kafka',
    cmk_id: expression('aiven_cmk.key.cmk_id'),
    provider: 'aiven-byok',
  });
});

test('options and meta-arguments pass through', () => {
  const { stack, key } = stackWithKey();
  const other = new DataResource(stack, 'other', {});
  key.protect('legacy-kafka', {
    onDestroy: 'keep',
    timeouts: { create: '1h' },
    dependsOn: [other],
    lifecycle: { replaceTriggeredBy: [other] },
  });
  expect(onlyResource(stack, 'aiven_cmk_service_association')).toMatchObject({
    on_destroy: 'keep',
    timeouts: { create: '1h' },
    depends_on: ['terraform_data.other'],
    lifecycle: { replace_triggered_by: ['terraform_data.other'] },
  });
});

test('what Aiven says of the binding can be used elsewhere', () => {
  const { stack, key } = stackWithKey();
  const binding = key.protect('legacy-kafka');
  binding.resource.overrideLogicalId('legacy');
  new TerraformOutput(stack, 'all', { value: { status: binding.status, type: binding.serviceType } });
  new DataResource(stack, 'after', { dependsOn: [binding] });
  expect(JSON.parse(Testing.synth(stack)).output.all.value).toEqual({
    status: expression('aiven_cmk_service_association.legacy.status'),
    type: expression('aiven_cmk_service_association.legacy.service_type'),
  });
  expect(onlyResource(stack, 'terraform_data').depends_on).toEqual(['aiven_cmk_service_association.legacy']);
});

test('the name of a service of the official provider makes the binding wait for it', () => {
  const { stack, key } = stackWithKey();
  new OfficialProvider(stack, 'official');
  const kafka = new OfficialService(stack, 'kafka', { project, serviceName: 'events' });
  expect(() => key.protect(kafka.serviceName)).toThrow(
    "The name of the service is known only at apply and cannot be the id of its binding; give one: key.protect(name, { id: '…' }).",
  );
  key.protect(kafka.serviceName, { id: 'events' });
  expect(onlyResource(stack, 'aiven_cmk_service_association').service_name).toBe(
    expression('aiven_kafka.kafka.service_name'),
  );
  expect(problems(App.of(stack))).toEqual([]);
});

test('a binding that is there already is taken over by an import block', () => {
  const { stack, key } = stackWithKey();
  ServiceBinding.import(key, 'legacy-kafka', { onDestroy: 'keep' }).resource.overrideLogicalId('legacy');
  expect(synth(stack).import).toEqual([{ to: 'aiven_cmk_service_association.legacy', id: `${project}/legacy-kafka` }]);
  expect(onlyResource(stack, 'aiven_cmk_service_association')).toMatchObject({ on_destroy: 'keep' });
});

test('an import has to know its names: neither may be known only at apply', () => {
  const { stack, key } = stackWithKey();
  const { stringValue } = new TerraformVariable(stack, 'name', { type: 'string' });
  const other = new CustomerManagedKey(stack, 'other', { project: stringValue, kmsKey });
  const expected = 'the name of the service and the project of its key have to be literals';
  expect(() => ServiceBinding.import(key, stringValue, { id: 'x' })).toThrow(expected);
  expect(() => ServiceBinding.import(other, 'legacy-kafka')).toThrow(expected);
});

test('a name that cannot be one is refused at once', () => {
  const { key } = stackWithKey();
  expect(() => key.protect('Legacy Kafka')).toThrow('"Legacy Kafka" is not a valid Aiven service name');
});

describe('two places that set the key of one service are an error', () => {
  test('two bindings', () => {
    const { stack, key } = stackWithKey();
    key.protect('legacy-kafka');
    new CustomerManagedKey(stack, 'other', { project, kmsKey }).protect('legacy-kafka');
    expect(problems(App.of(stack))).toEqual([
      '[byok/other/legacy-kafka] The service is already bound at byok/key/legacy-kafka; a service has one key.',
    ]);
  });

  const alreadySet = (path: string) =>
    `The key of the service is already set at ${path}; a binding is for a service whose key nothing else sets: remove one of the two.`;

  test('a binding and the service itself', () => {
    const { stack, key } = stackWithKey();
    const encryption = Encryption.customerManaged(key);
    const props = { project, serviceName: 'orders', serviceType: ServiceType.PG, plan: 'startup-4', encryption };
    new Service(stack, 'orders-db', props);
    key.protect('orders');
    expect(problems(App.of(stack))).toEqual([`[byok/key/orders] ${alreadySet('byok/orders-db')}`]);
  });

  test('a binding and a service of the official provider', () => {
    const { stack, key } = stackWithKey();
    new OfficialProvider(stack, 'official');
    const kafka = new OfficialService(stack, 'kafka', { project, serviceName: 'events', cmkId: key.cmkId });
    key.protect(kafka.serviceName, { id: 'events' });
    expect(problems(App.of(stack))).toEqual([`[byok/key/events] ${alreadySet('byok/kafka')}`]);
  });

  test('but not the same name in another project', () => {
    const { stack, key } = stackWithKey();
    key.protect('legacy-kafka');
    new CustomerManagedKey(stack, 'other', { project: 'acme-test', kmsKey }).protect('legacy-kafka');
    expect(problems(App.of(stack))).toEqual([]);
  });

  test('nor two names that are known only at apply', () => {
    const { stack, key } = stackWithKey();
    for (const id of ['a', 'b']) key.protect(expression(`var.${id}`), { id });
    expect(problems(App.of(stack))).toEqual([]);
  });
});

test('a time limit that is no duration is refused where it is given', () => {
  const { key } = stackWithKey();
  const sentence =
    'timeouts.create is "5"; expected more than zero, as a number with a unit, or several: "30s", "20m", "1h30m".';
  expect(() => key.protect('legacy-kafka', { timeouts: { create: '5' } })).toThrow(sentence);
  expect(() => new CustomerManagedKey(key, 'k', { project, kmsKey, timeouts: { create: '5' } })).toThrow(sentence);
  expect(
    () =>
      new Service(key, 's', {
        project,
        serviceName: 's',
        serviceType: ServiceType.PG,
        plan: 'startup-4',
        encryption: Encryption.customerManaged(key),
        timeouts: { create: '5' },
      }),
  ).toThrow(sentence);
  expect(() => key.protect('zero', { timeouts: { delete: '0s' } })).toThrow(
    'timeouts.delete is "0s"; expected more than zero',
  );
  const limit = new TerraformVariable(key, 'limit', { type: 'string' });
  expect(() => key.protect('other', { timeouts: { create: limit.stringValue, delete: '1h30m' } })).not.toThrow();
});
