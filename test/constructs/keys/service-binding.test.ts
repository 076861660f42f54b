import { App, DataResource, TerraformOutput, type TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
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

test('protect renders a service association', () => {
  const { stack, key } = stackWithKey();
  key.protect('legacy-kafka');
  expect(onlyResource(stack, 'aiven_cmk_service_association')).toEqual({
    project,
    service_name: 'legacy-kafka',
    cmk_id: expression('aiven_cmk.key.cmk_id'),
    provider: 'aiven-byok',
  });
});

test('passes options and meta-arguments on', () => {
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

test('exposes the computed attributes', () => {
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

test('a binding depends on the service whose name it refers to', () => {
  const { stack, key } = stackWithKey();
  new OfficialProvider(stack, 'official');
  const kafka = new OfficialService(stack, 'kafka', { project, serviceName: 'events' });
  expect(() => key.protect(kafka.serviceName)).toThrow(
    "The name of the service is known only at apply, so it cannot be the construct ID of its binding; set one: key.protect(name, { id: '…' }).",
  );
  key.protect(kafka.serviceName, { id: 'events' });
  expect(onlyResource(stack, 'aiven_cmk_service_association').service_name).toBe(
    expression('aiven_kafka.kafka.service_name'),
  );
  expect(problems(App.of(stack))).toEqual([]);
});

test('import detaches when the binding is destroyed, if that is set', () => {
  const { stack, key } = stackWithKey();
  ServiceBinding.import(key, 'legacy-kafka', { onDestroy: 'detach' });
  expect(onlyResource(stack, 'aiven_cmk_service_association')).toMatchObject({ on_destroy: 'detach' });
});

test('import renders an import block and the resource, which keeps the key when it is destroyed', () => {
  const { stack, key } = stackWithKey();
  ServiceBinding.import(key, 'legacy-kafka').resource.overrideLogicalId('legacy');
  expect(synth(stack).import).toEqual([{ to: 'aiven_cmk_service_association.legacy', id: `${project}/legacy-kafka` }]);
  expect(onlyResource(stack, 'aiven_cmk_service_association')).toMatchObject({ on_destroy: 'keep' });
});

test('import rejects names that are known only at apply', () => {
  const { stack, key } = stackWithKey();
  const { stringValue } = new TerraformVariable(stack, 'name', { type: 'string' });
  const other = new CustomerManagedKey(stack, 'other', { project: stringValue, kmsKey });
  const expected = 'the name of the service and the project of the key must be literals';
  expect(() => ServiceBinding.import(key, stringValue, { id: 'x' })).toThrow(expected);
  expect(() => ServiceBinding.import(other, 'legacy-kafka')).toThrow(expected);
});

test('rejects an invalid service name', () => {
  const { key } = stackWithKey();
  expect(() => key.protect('Legacy Kafka')).toThrow('"Legacy Kafka" is not a valid Aiven service name');
});

describe('the address of a binding', () => {
  const bindingType = 'aiven_cmk_service_association';
  const addresses = (stack: TerraformStack) => Object.keys(synth(stack).resource?.[bindingType] ?? {});

  /** A key named `id` with one binding per kind of name, in a stack of its own. */
  function stackWithKeyNamed(id: string) {
    const stack = newStack();
    new AivenProvider(stack, 'aiven');
    const { stringValue } = new TerraformVariable(stack, 'name', { type: 'string' });
    const scope = new Construct(stack, 'team');
    new CustomerManagedKey(scope, id, { project, kmsKey }).protect('legacy-kafka');
    new CustomerManagedKey(scope, `${id}-2`, { project: stringValue, kmsKey }).protect('events');
    CustomerManagedKey.lookup(scope, `${id}-3`, { project, defaultCmk: true }).protect(stringValue, { id: 'named' });
    return stack;
  }

  test('comes from project and service name, or else from the id, but not from the key', () => {
    const found = addresses(stackWithKeyNamed('key'));
    expect(found).toEqual([
      'service_acme-prod_legacy-kafka',
      expect.stringMatching(/^service_team_events_[0-9A-F]{8}$/),
      expect.stringMatching(/^service_team_named_[0-9A-F]{8}$/),
    ]);
    expect(addresses(stackWithKeyNamed('renamed'))).toEqual(found);
  });

  test('cannot be shared by two bindings of services whose names are known only at apply', () => {
    const { stack, key } = stackWithKey();
    const { stringValue } = new TerraformVariable(stack, 'name', { type: 'string' });
    key.protect(`${stringValue}-a`, { id: 'x' });
    new CustomerManagedKey(stack, 'other', { project, kmsKey }).protect(`${stringValue}-b`, { id: 'x' });
    expect(problems(App.of(stack))).toEqual([
      expect.stringMatching(
        /^\[byok\/other\/x\] The Terraform address "aiven_cmk_service_association\.service_x_[0-9A-F]{8}" is already used at "byok\/key\/x"; set another id: key\.protect\(name, \{ id: '…' \}\)\.$/,
      ),
    ]);
  });

  test('moves from the construct path of an earlier version', () => {
    const { stack, key } = stackWithKey();
    key.protect('legacy-kafka');
    ServiceBinding.moveFromConstructPaths(stack);
    expect(JSON.parse(Testing.synth(stack)).moved).toEqual([
      {
        from: expect.stringMatching(/^aiven_cmk_service_association\.key_legacy-kafka_[0-9A-F]{8}$/),
        to: 'aiven_cmk_service_association.service_acme-prod_legacy-kafka',
      },
    ]);
  });
});

describe('rejects two resources that set the key of one service:', () => {
  test('two bindings', () => {
    const { stack, key } = stackWithKey();
    key.protect('legacy-kafka');
    new CustomerManagedKey(stack, 'other', { project, kmsKey }).protect('legacy-kafka');
    expect(problems(App.of(stack))).toEqual([
      '[byok/other/legacy-kafka] The service already has a binding at "byok/key/legacy-kafka"; a service has only one key: remove one of the two.',
    ]);
  });

  const alreadySet = (path: string) =>
    `The key of the service is already set at "${path}"; a binding is only for a service whose key nothing else sets: remove one of the two.`;

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

  test('but accepts the same name in another project', () => {
    const { stack, key } = stackWithKey();
    key.protect('legacy-kafka');
    new CustomerManagedKey(stack, 'other', { project: 'acme-test', kmsKey }).protect('legacy-kafka');
    expect(problems(App.of(stack))).toEqual([]);
  });

  test('and accepts two names that are known only at apply', () => {
    const { stack, key } = stackWithKey();
    for (const id of ['a', 'b']) key.protect(expression(`var.${id}`), { id });
    expect(problems(App.of(stack))).toEqual([]);
  });
});

test('rejects an invalid time limit', () => {
  const { key } = stackWithKey();
  const sentence =
    'timeouts.create: "5" is not a duration: expected a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h); add a unit, such as "5s".';
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
    'timeouts.delete: "0s" is not a time limit: expected more than zero',
  );
  const limit = new TerraformVariable(key, 'limit', { type: 'string' });
  expect(() => key.protect('other', { timeouts: { create: limit.stringValue, delete: '1h30m' } })).not.toThrow();
});
