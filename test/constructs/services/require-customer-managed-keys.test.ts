import { App, Aspects, type TerraformStack, Testing } from 'cdktf';
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

/** The reported problems. Both ways to apply the policy must report the same. */
function violations(stack: TerraformStack, options: RequireCustomerManagedKeysOptions = {}): string[] {
  const app = App.of(stack);
  const own = problems(app);
  RequireCustomerManagedKeys.enforce(app, options);
  const enforced = problems(app);
  Aspects.of(stack).add(new RequireCustomerManagedKeys(options));
  expect(problems(app)).toEqual(enforced);
  return enforced.filter((line) => !own.includes(line));
}

const remedy = 'Set Encryption.customerManaged(key) or cmkId, call key.protect(…), or exempt the service.';
const violation = (path: string, reason: string, type = 'aiven_pg') =>
  `[${path}] The service "${path.split('/').at(-1)}" (${type}) does not use a customer managed key: ${reason}. ${remedy}`;
const aivenManaged = 'it uses Aiven-managed keys';
const projectDefault = "it uses the project's default";

test('reports the services without a key, each at its path', () => {
  const { stack, key } = newServiceStack();
  newService(stack, 'a', Encryption.customerManaged(key));
  newService(
    stack,
    'b',
    Encryption.customerManaged(CustomerManagedKey.lookup(stack, 'k', { project, defaultCmk: true })),
  );
  newService(stack, 'c', Encryption.aivenManaged());
  newService(stack, 'd', Encryption.projectDefault());
  expect(violations(stack)).toEqual([violation('byok/c', aivenManaged), violation('byok/d', projectDefault)]);
});

test('covers generated constructs and those of the official provider', () => {
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
  expect(violations(stack)).toEqual([
    violation('byok/l1', projectDefault),
    violation('byok/official-service', projectDefault, 'aiven_kafka'),
    violation('byok/none', aivenManaged, 'aiven_kafka'),
    violation('byok/empty', projectDefault, 'aiven_kafka'),
  ]);
});

test('covers unknown service types, but not other resources of a service', () => {
  const { stack } = newServiceStack();
  new OfficialService(stack, 'vector', { project, serviceName: 'vector' }, 'aiven_alloydbomni');
  const topic = new OfficialService(stack, 'topic', { project, serviceName: 'events' }, 'aiven_kafka_topic');
  Object.assign(topic, { synthesizeAttributes: () => ({ project, service_name: 'events', topic_name: 'orders' }) });
  expect(violations(stack)).toEqual([violation('byok/vector', projectDefault, 'aiven_alloydbomni')]);
});

test('takes overrides into account', () => {
  const { stack, key } = newServiceStack();
  newService(stack, 'a', Encryption.customerManaged(key)).resource.addOverride('cmk_id', AIVEN_MANAGED_CMK_ID);
  newService(stack, 'b', Encryption.aivenManaged()).resource.addOverride('cmk_id', key.cmkId);
  const { resource } = newService(stack, 'c', Encryption.customerManaged(key));
  resource.resetCmkId();
  expect(violations(stack)).toEqual([violation('byok/a', aivenManaged), violation('byok/c', projectDefault)]);
});

test('takes later changes by another aspect into account', () => {
  const { stack, key } = newServiceStack();
  newService(stack, 'a', Encryption.aivenManaged());
  const giveKey = (node: IConstruct) => {
    if (node instanceof Pg) node.cmkId = key.cmkId;
  };
  Aspects.of(stack).add(new RequireCustomerManagedKeys());
  Aspects.of(stack).add({ visit: giveKey });
  expect(problems(App.of(stack))).toEqual([]);
});

test('does not print a name that is known only at apply', () => {
  const { stack } = newServiceStack();
  new OfficialService(stack, 'kafka', { project, serviceName: `\${var.name}` });
  expect(violations(stack)).toEqual([expect.stringContaining('[byok/kafka] The service (aiven_kafka) does not use')]);
});

describe('accepts a binding', () => {
  test('that refers to the service', () => {
    const { stack, key } = newServiceStack();
    const kafka = new OfficialService(stack, 'kafka', { project: `\${var.project}`, serviceName: `\${var.name}` });
    key.protect(kafka.serviceName, { id: 'kafka' });
    expect(violations(stack)).toEqual([]);
  });

  test('with the same project and name, also of another stack', () => {
    const { stack, key } = newServiceStack();
    const { stack: other } = newServiceStack('other', App.of(stack));
    key.protect('kafka');
    new OfficialService(other, 'kafka', { project, serviceName: 'kafka' });
    expect(violations(other)).toEqual([]);
  });

  test('but not of another project, or with an unknown name of another stack', () => {
    const { stack, key } = newServiceStack();
    const { stack: other } = newServiceStack('other', App.of(stack));
    key.protect('kafka');
    key.protect(`\${var.name}`, { id: 'var' });
    new OfficialService(other, 'elsewhere', { project: 'acme-test', serviceName: 'kafka' });
    new OfficialService(other, 'var', { project, serviceName: `\${var.name}` });
    expect(violations(other)).toHaveLength(2);
  });

  test('but not one that refers to a service with the same address in another stack', () => {
    const { stack, key } = newServiceStack();
    const { stack: other } = newServiceStack('other', App.of(stack));
    const [kafka] = [stack, other].map(
      (each) => new OfficialService(each, 'kafka', { project: each.node.id, serviceName: 'kafka' }),
    );
    key.protect(kafka?.serviceName ?? '', { id: 'kafka' });
    expect(violations(other)).toEqual([violation('other/kafka', projectDefault, 'aiven_kafka')]);
  });

  test('but not for a service that sets Aiven-managed keys, which would override the binding', () => {
    const { stack, provider, key } = newServiceStack();
    newService(stack, 'db', Encryption.aivenManaged());
    new CmkServiceAssociation(stack, 'l1', { project, serviceName: 'db', cmkId: key.cmkId, provider });
    Aspects.of(stack).add(new RequireCustomerManagedKeys());
    // The two resources are an error by themselves, so the policy of the app would not run.
    const conflict = expect.stringContaining('[byok/l1] The key of the service is already set at "byok/db"');
    expect(problems(App.of(stack))).toEqual([violation('byok/db', aivenManaged), conflict]);
  });

  test('but not one without a key', () => {
    const { stack, key } = newServiceStack();
    key.protect('kafka').resource.addOverride('cmk_id', AIVEN_MANAGED_CMK_ID);
    new OfficialService(stack, 'kafka', { project, serviceName: 'kafka' });
    expect(violations(stack)).toEqual([violation('byok/kafka', projectDefault, 'aiven_kafka')]);
  });
});

describe('options', () => {
  test("allowProjectDefault allows the project's default but not Aiven-managed keys", () => {
    const { stack } = newServiceStack();
    newService(stack, 'a', Encryption.projectDefault());
    newService(stack, 'b', Encryption.aivenManaged());
    expect(violations(stack, { allowProjectDefault: true })).toEqual([violation('byok/b', aivenManaged)]);
  });

  test('exempt takes paths, with everything below them, and functions', () => {
    const { stack } = newServiceStack();
    for (const id of ['a', 'ab', 'c', 'd']) newService(stack, id, Encryption.aivenManaged());
    new OfficialService(stack.node.findChild('d'), 'e', { project, serviceName: 'e' });
    const exempt = ['byok/a', 'byok/d', (service: IConstruct) => service.node.path.includes('/c/')];
    expect(violations(stack, { exempt })).toEqual([violation('byok/ab', aivenManaged)]);
  });

  test('severity can be a warning, as an aspect and for an app', () => {
    for (const apply of [
      (stack: TerraformStack) => RequireCustomerManagedKeys.enforce(App.of(stack), { severity: 'warning' }),
      (stack: TerraformStack) => Aspects.of(stack).add(new RequireCustomerManagedKeys({ severity: 'warning' })),
    ]) {
      const { stack } = newServiceStack();
      apply(stack);
      newService(stack, 'a', Encryption.aivenManaged());
      const [path, message] = violation('byok/a', aivenManaged).slice(1).split('] ');
      const warning = expect.objectContaining({ constructPath: path, level: '@cdktf/warn', message });
      expect(annotationsOf(stack)).toEqual([warning]);
      expect(annotationsOf(stack)).toEqual([warning]);
    }
  });
});

describe('for an app', () => {
  test('covers stacks that are added later and lists all services', () => {
    const app = newApp();
    RequireCustomerManagedKeys.enforce(app);
    for (const name of ['eu', 'us']) newService(newServiceStack(name, app).stack, 'db', Encryption.aivenManaged());
    expect(problems(app)).toEqual([violation('eu/db', aivenManaged), violation('us/db', aivenManaged)]);
  });

  test('covers a stack without our provider', () => {
    const app = newApp();
    RequireCustomerManagedKeys.enforce(app);
    const stack = newStack('official', app);
    new OfficialProvider(stack, 'official');
    new OfficialService(stack, 'kafka', { project, serviceName: 'kafka' });
    expect(problems(app)).toEqual([violation('official/kafka', projectDefault, 'aiven_kafka')]);
  });
});

test('enforced on a stack, fails its unit test and leaves the other stacks of the app alone', () => {
  const app = newApp();
  const [eu, us] = ['eu', 'us'].map((name) => newServiceStack(name, app).stack) as [TerraformStack, TerraformStack];
  RequireCustomerManagedKeys.enforce(us);
  for (const stack of [eu, us]) newService(stack, 'db', Encryption.aivenManaged());
  expect(() => Testing.synth(eu, true)).not.toThrow();
  expect(() => Testing.synth(us, true)).toThrow(violation('us/db', aivenManaged));
  expect(problems(app)).toEqual([violation('us/db', aivenManaged)]);
});

test('an aspect covers only its stack and reports each problem once per synth', () => {
  const app = newApp();
  const [eu, us] = ['eu', 'us'].map((name) => newServiceStack(name, app).stack) as [TerraformStack, TerraformStack];
  Aspects.of(us).add(new RequireCustomerManagedKeys());
  for (const stack of [eu, us]) newService(stack, 'db', Encryption.aivenManaged());
  for (const _ of [1, 2]) expect(problems(app)).toEqual([violation('us/db', aivenManaged)]);
});
