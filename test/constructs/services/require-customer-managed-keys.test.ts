import { App, Aspects, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import {
  AIVEN_MANAGED_CMK_ID,
  AivenProvider,
  CustomerManagedKey,
  Encryption,
  KmsKey,
  RequireCustomerManagedKeys,
  type RequireCustomerManagedKeysOptions,
  Service,
  ServiceType,
} from '../../../src';
import { CmkServiceAssociation } from '../../../src/constructs/l1/cmk-service-association';
import { Pg } from '../../../src/constructs/l1/pg';
import { OfficialProvider, OfficialService } from '../../support/terraform/official';
import { annotationsOf, newApp, newStack, problems, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');

/** A stack with both providers and a key. */
function newServiceStack(name = 'byok', app?: App) {
  const stack = newStack(name, app);
  new OfficialProvider(stack, 'official');
  const provider = new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
  return { stack, provider, key: new CustomerManagedKey(stack, 'key', { project, kmsKey }) };
}

function newService(scope: IConstruct, id: string, encryption: Encryption) {
  return new Service(scope, id, {
    project,
    serviceName: id,
    serviceType: ServiceType.PG,
    plan: 'startup-4',
    encryption,
  });
}

/** What the rule says of each path, in the two ways to apply it: they must agree. */
function complaints(stack: TerraformStack, options: RequireCustomerManagedKeysOptions = {}): string[] {
  const app = App.of(stack);
  const own = problems(app);
  RequireCustomerManagedKeys.enforce(app, options);
  const enforced = problems(app);
  Aspects.of(stack).add(new RequireCustomerManagedKeys(options));
  expect(problems(app)).toEqual(enforced);
  return enforced.filter((line) => !own.includes(line));
}

const remedy = 'Give it one by Encryption.customerManaged(key), by cmkId or by key.protect(…), or exempt it.';
const complaint = (path: string, reason: string, type = 'aiven_pg') =>
  `[${path}] The service "${path.split('/').at(-1)}" (${type}) is not under a customer managed key: ${reason}. ${remedy}`;
const asks = 'it asks for Aiven-managed keys';
const leaves = "it leaves its key to the project's default";

test('services under a key pass, others are named, each by its path', () => {
  const { stack, key } = newServiceStack();
  newService(stack, 'a', Encryption.customerManaged(key));
  newService(
    stack,
    'b',
    Encryption.customerManaged(CustomerManagedKey.lookup(stack, 'k', { project, defaultCmk: true })),
  );
  newService(stack, 'c', Encryption.aivenManaged());
  newService(stack, 'd', Encryption.projectDefault());
  expect(complaints(stack)).toEqual([complaint('byok/c', asks), complaint('byok/d', leaves)]);
});

test('generated constructs and those of the official provider are seen alike', () => {
  const { stack, provider, key } = newServiceStack();
  const pg = { project, plan: 'startup-4', provider };
  new Pg(stack, 'l1', { ...pg, serviceName: 'l1' });
  new Pg(stack, 'l1-key', { ...pg, serviceName: 'l1-key', cmkId: key.cmkId });
  new OfficialService(stack, 'official-service', { project, serviceName: 'official-service' });
  new OfficialService(stack, 'official-key', { project, serviceName: 'official-key', cmkId: key.cmkId });
  new OfficialService(stack, 'literal', {
    project,
    serviceName: 'literal',
    cmkId: '1b671a64-40d5-491e-99b0-da01ff1f3341',
  });
  new OfficialService(stack, 'none', { project, serviceName: 'none', cmkId: AIVEN_MANAGED_CMK_ID });
  new OfficialService(stack, 'empty', { project, serviceName: 'empty', cmkId: '' });
  expect(complaints(stack)).toEqual([
    complaint('byok/l1', leaves),
    complaint('byok/official-service', leaves, 'aiven_kafka'),
    complaint('byok/none', asks, 'aiven_kafka'),
    complaint('byok/empty', leaves, 'aiven_kafka'),
  ]);
});

test('a type of service that this package does not know is one too, what belongs to a service is none', () => {
  const { stack } = newServiceStack();
  new OfficialService(stack, 'vector', { project, serviceName: 'vector' }, 'aiven_alloydbomni');
  const topic = new OfficialService(stack, 'topic', { project, serviceName: 'events' }, 'aiven_kafka_topic');
  Object.assign(topic, { synthesizeAttributes: () => ({ project, service_name: 'events', topic_name: 'orders' }) });
  expect(complaints(stack)).toEqual([complaint('byok/vector', leaves, 'aiven_alloydbomni')]);
});

test('overrides count', () => {
  const { stack, key } = newServiceStack();
  newService(stack, 'a', Encryption.customerManaged(key)).resource.addOverride('cmk_id', AIVEN_MANAGED_CMK_ID);
  newService(stack, 'b', Encryption.aivenManaged()).resource.addOverride('cmk_id', key.cmkId);
  const { resource } = newService(stack, 'c', Encryption.customerManaged(key));
  resource.resetCmkId();
  expect(complaints(stack)).toEqual([complaint('byok/a', asks), complaint('byok/c', leaves)]);
});

test('what another aspect changes afterwards counts', () => {
  const { stack, key } = newServiceStack();
  newService(stack, 'a', Encryption.aivenManaged());
  const giveKey = (node: IConstruct) => {
    if (node instanceof Pg) node.cmkId = key.cmkId;
  };
  Aspects.of(stack).add(new RequireCustomerManagedKeys());
  Aspects.of(stack).add({ visit: giveKey });
  expect(problems(App.of(stack))).toEqual([]);
});

test('a name that is known only at apply is not printed', () => {
  const { stack } = newServiceStack();
  new OfficialService(stack, 'kafka', { project, serviceName: `\${var.name}` });
  expect(complaints(stack)).toEqual([expect.stringContaining('[byok/kafka] The service (aiven_kafka) is not under')]);
});

describe('a binding protects', () => {
  test('the service whose name it refers to', () => {
    const { stack, key } = newServiceStack();
    const kafka = new OfficialService(stack, 'kafka', { project: `\${var.project}`, serviceName: `\${var.name}` });
    key.protect(kafka.serviceName, { id: 'kafka' });
    expect(complaints(stack)).toEqual([]);
  });

  test('the service of the same project and name, in another stack too', () => {
    const { stack, key } = newServiceStack();
    const { stack: other } = newServiceStack('other', App.of(stack));
    key.protect('kafka');
    new OfficialService(other, 'kafka', { project, serviceName: 'kafka' });
    expect(complaints(other)).toEqual([]);
  });

  test('no other', () => {
    const { stack, key } = newServiceStack();
    const { stack: other } = newServiceStack('other', App.of(stack));
    key.protect('kafka');
    key.protect(`\${var.name}`, { id: 'var' });
    new OfficialService(other, 'elsewhere', { project: 'acme-test', serviceName: 'kafka' });
    new OfficialService(other, 'var', { project, serviceName: `\${var.name}` });
    expect(complaints(other)).toHaveLength(2);
  });

  test('no service of the same address in another stack', () => {
    const { stack, key } = newServiceStack();
    const { stack: other } = newServiceStack('other', App.of(stack));
    const [kafka] = [stack, other].map(
      (each) => new OfficialService(each, 'kafka', { project: each.node.id, serviceName: 'kafka' }),
    );
    key.protect(kafka?.serviceName ?? '', { id: 'kafka' });
    expect(complaints(other)).toEqual([complaint('other/kafka', leaves, 'aiven_kafka')]);
  });

  test('no service that asks for Aiven-managed keys: the two would fight', () => {
    const { stack, provider, key } = newServiceStack();
    newService(stack, 'db', Encryption.aivenManaged());
    new CmkServiceAssociation(stack, 'l1', { project, serviceName: 'db', cmkId: key.cmkId, provider });
    expect(complaints(stack)).toEqual([complaint('byok/db', asks)]);
  });

  test('nothing when it binds to no key', () => {
    const { stack, key } = newServiceStack();
    key.protect('kafka').resource.addOverride('cmk_id', AIVEN_MANAGED_CMK_ID);
    new OfficialService(stack, 'kafka', { project, serviceName: 'kafka' });
    expect(complaints(stack)).toEqual([complaint('byok/kafka', leaves, 'aiven_kafka')]);
  });
});

describe('options', () => {
  test('the default of the project can be allowed; Aiven-managed keys then still are not', () => {
    const { stack } = newServiceStack();
    newService(stack, 'a', Encryption.projectDefault());
    newService(stack, 'b', Encryption.aivenManaged());
    expect(complaints(stack, { allowProjectDefault: true })).toEqual([complaint('byok/b', asks)]);
  });

  test('services can be exempt by path, with all below it, or by a function', () => {
    const { stack } = newServiceStack();
    for (const id of ['a', 'ab', 'c', 'd']) newService(stack, id, Encryption.aivenManaged());
    new OfficialService(stack.node.findChild('d'), 'e', { project, serviceName: 'e' });
    const exempt = ['byok/a', 'byok/d', (service: IConstruct) => service.node.path.includes('/c/')];
    expect(complaints(stack, { exempt })).toEqual([complaint('byok/ab', asks)]);
  });

  test('it can warn instead, as an aspect and for an app', () => {
    for (const apply of [
      (stack: TerraformStack) => RequireCustomerManagedKeys.enforce(App.of(stack), { severity: 'warning' }),
      (stack: TerraformStack) => Aspects.of(stack).add(new RequireCustomerManagedKeys({ severity: 'warning' })),
    ]) {
      const { stack } = newServiceStack();
      apply(stack);
      newService(stack, 'a', Encryption.aivenManaged());
      const [path, message] = complaint('byok/a', asks).slice(1).split('] ');
      const warning = expect.objectContaining({ constructPath: path, level: '@cdktf/warn', message });
      expect(annotationsOf(stack)).toEqual([warning]);
      expect(annotationsOf(stack)).toEqual([warning]);
    }
  });
});

describe('for an app', () => {
  test('stacks that are made later are covered, and all services are listed at once', () => {
    const app = newApp();
    RequireCustomerManagedKeys.enforce(app);
    for (const name of ['eu', 'us']) newService(newServiceStack(name, app).stack, 'db', Encryption.aivenManaged());
    expect(problems(app)).toEqual([complaint('eu/db', asks), complaint('us/db', asks)]);
  });

  test('a stack without our provider is covered', () => {
    const app = newApp();
    RequireCustomerManagedKeys.enforce(app);
    const stack = newStack('official', app);
    new OfficialProvider(stack, 'official');
    new OfficialService(stack, 'kafka', { project, serviceName: 'kafka' });
    expect(problems(app)).toEqual([complaint('official/kafka', leaves, 'aiven_kafka')]);
  });
});

test('as an aspect it is for the stack that it is on, and says things once however often that is synthesized', () => {
  const app = newApp();
  const [eu, us] = ['eu', 'us'].map((name) => newServiceStack(name, app).stack) as [TerraformStack, TerraformStack];
  Aspects.of(us).add(new RequireCustomerManagedKeys());
  for (const stack of [eu, us]) newService(stack, 'db', Encryption.aivenManaged());
  for (const _ of [1, 2]) expect(problems(app)).toEqual([complaint('us/db', asks)]);
});
