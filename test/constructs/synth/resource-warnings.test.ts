/** What synth warns about, judged by literals, on the constructs of any package. */

import { App, TerraformOutput, TerraformResource, type TerraformResourceConfig, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AivenProvider, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from '../../../src';
import { Cmk } from '../../../src/constructs/l1/cmk';
import { CmkServiceAssociation } from '../../../src/constructs/l1/cmk-service-association';
import { Pg } from '../../../src/constructs/l1/pg';
import { OfficialProvider, OfficialService } from '../../support/terraform/official';
import { annotationsOf, expression, newStack, problems, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const arn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const pg = { project, serviceName: 'orders', plan: 'startup-4' };
const kmsKey = KmsKey.aws(arn);

function stackWithProvider(): TerraformStack {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  return stack;
}

/** The warnings of a stack, as `[path] message`. */
const warnings = (stack: TerraformStack) =>
  annotationsOf(stack).map(({ constructPath, message }) => `[${constructPath}] ${message}`);

/** A resource of any provider, as its own constructs would render it. */
class AnyResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly rendered: object,
    config: TerraformResourceConfig,
  ) {
    super(scope, id, config);
  }

  protected override synthesizeAttributes() {
    return this.rendered as { [name: string]: unknown };
  }
}

describe("a key that does not fit the service's cloud", () => {
  const cloudName = 'aws-us-east-1';
  const unfit = `The service runs in "aws-us-east-1", but "${arn}" is in the region "eu-west-1". Aiven requires an AWS key in the region of the service: use a key in "us-east-1".`;

  test.each<[string, (stack: TerraformStack, key: CustomerManagedKey) => string]>([
    [
      'of a service',
      (stack, key) => {
        const encryption = Encryption.customerManaged(key);
        new Service(stack, 'db', { ...pg, serviceType: ServiceType.PG, cloudName, encryption });
        return 'byok/db';
      },
    ],
    ['of a generated construct', (stack, key) => new Pg(stack, 'db', { ...pg, cloudName, cmkId: key.cmkId }).node.path],
    [
      'of a service whose key a binding sets',
      (stack, key) => {
        new Pg(stack, 'db', { ...pg, cloudName });
        return key.protect('orders').node.path;
      },
    ],
    [
      'of a service that looks the key up',
      (stack) => {
        const found = CustomerManagedKey.lookup(stack, 'found', { project, kmsKey: KmsKey.of(arn) });
        return new Pg(stack, 'db', { ...pg, cloudName, cmkId: found.cmkId }).node.path;
      },
    ],
  ])('%s', (_, fill) => {
    const stack = stackWithProvider();
    const path = fill(stack, new CustomerManagedKey(stack, 'key', { project, kmsKey }));
    expect(warnings(stack)).toEqual([`[${path}] ${unfit}`]);
    // cdktf keeps annotations: a second synth must not add the same one again.
    expect(warnings(stack)).toEqual([`[${path}] ${unfit}`]);
  });

  test('of the official provider', () => {
    const stack = newStack();
    new OfficialProvider(stack, 'official');
    const provider = new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey, provider });
    const { serviceName } = pg;
    new OfficialService(stack, 'db', { project, serviceName, cmkId: key.cmkId }).addOverride('cloud_name', cloudName);
    expect(warnings(stack)).toEqual([`[byok/db] ${unfit}`]);
  });

  test.each([
    ['the right region', 'aws-eu-west-1'],
    ['a custom cloud', 'custom-acme-eu'],
    ['a cloud that is known only at apply', expression('var.cloud')],
    ['no cloud', undefined],
  ])('but not for %s', (_, other) => {
    const stack = stackWithProvider();
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey });
    new Pg(stack, 'db', { ...pg, cloudName: other, cmkId: key.cmkId });
    expect(warnings(stack)).toEqual([]);
  });
});

test('the same KMS key in two resources of a project', () => {
  const stack = stackWithProvider();
  new CustomerManagedKey(stack, 'one', { project, kmsKey });
  new CustomerManagedKey(stack, 'elsewhere', { project: 'acme-test', kmsKey });
  new Cmk(stack, 'two', { project, cmkProvider: 'aws', resource: arn });
  expect(warnings(stack)).toEqual([
    '[byok/two] The same KMS key is registered in the same project at "byok/one". Aiven does not document whether it accepts a key twice; use one of the two for both purposes.',
  ]);
});

test('two resources of one service, of different providers', () => {
  const stack = newStack();
  new OfficialProvider(stack, 'official');
  const provider = new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
  new Pg(stack, 'ours-pg', { ...pg, provider });
  new OfficialService(stack, 'theirs', { project, serviceName: 'orders' }, 'aiven_pg');
  new OfficialService(stack, 'other', { project: 'acme-test', serviceName: 'orders' }, 'aiven_pg');
  expect(warnings(stack)).toEqual([
    '[byok/theirs] The service "orders" is also managed at "byok/ours-pg"; the two override each other\'s settings at every apply: remove one of them.',
  ]);
});

test('a service whose key is given by the literal ID of an imported key', () => {
  const stack = stackWithProvider();
  CustomerManagedKey.import(stack, 'key', `${project}/${cmkId}`, { kmsKey });
  new Pg(stack, 'db', { ...pg, cmkId: cmkId.toUpperCase() });
  new CmkServiceAssociation(stack, 'binding', { project, serviceName: 'events', cmkId });
  new Pg(stack, 'unknown', { ...pg, serviceName: 'x', cmkId: '8c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f' });
  new Pg(stack, 'none', { ...pg, serviceName: 'y', cmkId: '00000000-0000-0000-0000-000000000000' });
  const warning =
    'cmk_id is the literal ID of the key at "byok/key". When that key is replaced, the service is not moved, and the old key cannot be deleted. Refer to the key instead: Encryption.customerManaged(key), key.protect(…) or key.cmkId.';
  expect(warnings(stack)).toEqual([`[byok/db] ${warning}`, `[byok/binding] ${warning}`]);
});

describe('a KMS key of the same stack', () => {
  const type = 'aws_kms_key';
  const warning = (path: string) =>
    `[byok/key] The KMS key at "${path}" can be destroyed by Terraform: then services and backups that are encrypted with it are lost. Set lifecycle: { preventDestroy: true } on it.`;

  test.each([
    ['without prevent_destroy', undefined, [warning('byok/kms')]],
    ['with prevent_destroy: false', { preventDestroy: false }, [warning('byok/kms')]],
    ['with prevent_destroy', { preventDestroy: true }, []],
  ])('%s', (_, lifecycle, expected) => {
    const stack = stackWithProvider();
    const kms = new AnyResource(stack, 'kms', {}, { terraformResourceType: type, lifecycle });
    new CustomerManagedKey(stack, 'key', { project, kmsKey: KmsKey.aws(kms.getStringAttribute('arn')) });
    expect(warnings(stack)).toEqual(expected);
  });

  test('but not one that is only looked up, or another resource', () => {
    const stack = stackWithProvider();
    new AnyResource(stack, 'k', {}, { terraformResourceType: type });
    new TerraformOutput(stack, 'x', { value: 1 });
    for (const [id, text] of Object.entries({ a: 'data.aws_kms_key.k.arn', b: 'aws_kms_key.kk.arn', c: 'var.k' })) {
      new CustomerManagedKey(stack, id, { project, kmsKey: KmsKey.aws(expression(text)) });
    }
    expect(warnings(stack)).toEqual([]);
  });
});

describe('errors on constructs of any package:', () => {
  test('two default keys', () => {
    const stack = stackWithProvider();
    new CustomerManagedKey(stack, 'one', { project, kmsKey, defaultCmk: true });
    new Cmk(stack, 'l1', { project, cmkProvider: 'gcp', resource: 'x', defaultCmk: true });
    const attributes = { project, default_cmk: true };
    new AnyResource(stack, 'other', attributes, { terraformResourceType: 'aiven_cmk' });
    const message =
      'The project "acme-prod" already has a default key in this app, at "byok/one"; set defaultCmk: true on only one key of a project.';
    expect(problems(App.of(stack))).toEqual([`[byok/l1] ${message}`, `[byok/other] ${message}`]);
  });

  test('two bindings of one service', () => {
    const stack = stackWithProvider();
    for (const id of ['a', 'b']) new CmkServiceAssociation(stack, id, { project, serviceName: 'events', cmkId });
    expect(problems(App.of(stack))).toEqual([
      '[byok/b] The service already has a binding at "byok/a"; a service has only one key: remove one of the two.',
    ]);
  });
});

test.each([
  ['projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders', '/cryptoKeyVersions/', '7'],
  ['https://acme.vault.azure.net/keys/orders', '/', '4387e9f3d6e14c459867679a90fd0f79'],
])('a pinned version of the KMS key %s', (name, separator, version) => {
  const stack = stackWithProvider();
  const pinned = `${name}${separator}${version}`;
  new CustomerManagedKey(stack, 'key', { project, kmsKey: KmsKey.of(pinned) });
  new CustomerManagedKey(stack, 'newest', { project, kmsKey: KmsKey.of(name) });
  expect(warnings(stack)).toEqual([
    `[byok/key] "${pinned}" pins the version "${version}": Aiven keeps using it when a newer version exists. Leave the version out to follow the newest one.`,
  ]);
});
