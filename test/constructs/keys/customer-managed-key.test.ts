import { DataResource, Fn, TerraformOutput, TerraformVariable, Testing } from 'cdktf';
import { AivenProvider, CustomerManagedKey, KmsKey } from '../../../src';
import { expression, newStack, onlyResource, synth, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders');
const importId = 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341';

function stackWithProvider() {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  return stack;
}

test('a key becomes one aiven_cmk that is replaced new one first', () => {
  const stack = stackWithProvider();
  new CustomerManagedKey(stack, 'orders', { project, kmsKey, defaultCmk: true });
  expect(onlyResource(stack, 'aiven_cmk')).toEqual({
    project,
    cmk_provider: 'gcp',
    resource: kmsKey.keyReference,
    default_cmk: true,
    lifecycle: { create_before_destroy: true },
  });
});

test('the default flag is left alone when it is left out', () => {
  const stack = stackWithProvider();
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  expect(onlyResource(stack, 'aiven_cmk')).not.toHaveProperty('default_cmk');
});

test('creating first can be turned off, and other lifecycle settings stand beside it', () => {
  const stack = stackWithProvider();
  const lifecycle = { createBeforeDestroy: false, preventDestroy: true };
  new CustomerManagedKey(stack, 'orders', { project, kmsKey, lifecycle });
  expect(onlyResource(stack, 'aiven_cmk').lifecycle).toEqual({ create_before_destroy: false, prevent_destroy: true });
});

test('lifecycle settings that say nothing of it leave it on', () => {
  const stack = stackWithProvider();
  new CustomerManagedKey(stack, 'orders', { project, kmsKey, lifecycle: { createBeforeDestroy: undefined } });
  expect(onlyResource(stack, 'aiven_cmk').lifecycle).toEqual({ create_before_destroy: true });
});

test('meta-arguments and timeouts pass through', () => {
  const stack = stackWithProvider();
  const other = new DataResource(stack, 'other', {});
  const first = new CustomerManagedKey(stack, 'first', { project, kmsKey });
  first.resource.overrideLogicalId('first');
  new CustomerManagedKey(stack, 'second', {
    project,
    kmsKey,
    dependsOn: [other, first],
    count: 2,
    timeouts: { delete: '30m' },
  });
  const second = Object.values(synth(stack).resource?.aiven_cmk ?? {}).find(({ count }) => count === 2);
  expect(second).toMatchObject({
    depends_on: ['terraform_data.other', 'aiven_cmk.first'],
    timeouts: { delete: '30m' },
  });
});

test('a construct as replacement trigger is rendered as its bare address', () => {
  const stack = stackWithProvider();
  const generation = new DataResource(stack, 'generation', {});
  const lifecycle = { replaceTriggeredBy: [generation, 'terraform_data.other'] };
  new CustomerManagedKey(stack, 'orders', { project, kmsKey, lifecycle });
  expect(onlyResource(stack, 'aiven_cmk').lifecycle).toEqual({
    create_before_destroy: true,
    replace_triggered_by: ['terraform_data.generation', 'terraform_data.other'],
  });
});

test('what Aiven gives the key can be used elsewhere', () => {
  const stack = stackWithProvider();
  const key = new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  key.resource.overrideLogicalId('orders');
  const { cmkId, importId: id, status, createdAt, updatedAt, defaultCmk } = key;
  new TerraformOutput(stack, 'all', { value: { cmkId, id, status, createdAt, updatedAt, defaultCmk } });
  expect(JSON.parse(Testing.synth(stack)).output.all.value).toEqual({
    cmkId: expression('aiven_cmk.orders.cmk_id'),
    id: expression('aiven_cmk.orders.id'),
    status: expression('aiven_cmk.orders.status'),
    createdAt: expression('aiven_cmk.orders.created_at'),
    updatedAt: expression('aiven_cmk.orders.updated_at'),
    defaultCmk: expression('aiven_cmk.orders.default_cmk'),
  });
});

test('a project that cannot be one is refused at once, with the value got', () => {
  expect(() => new CustomerManagedKey(stackWithProvider(), 'orders', { project: 'a/b', kmsKey })).toThrow('"a/b"');
});

test('a project that is known only at apply passes', () => {
  const stack = stackWithProvider();
  const variable = new TerraformVariable(stack, 'project', { type: 'string' });
  new CustomerManagedKey(stack, 'orders', { project: Fn.lower(variable.stringValue), kmsKey });
  expect(onlyResource(stack, 'aiven_cmk').project).toBe(expression('lower(var.project)'));
});

describe('import', () => {
  test('writes an import block and the resource, in the project of the id', () => {
    const stack = stackWithProvider();
    const key = CustomerManagedKey.import(stack, 'legacy', importId, { kmsKey });
    key.resource.overrideLogicalId('legacy');
    expect(synth(stack).import).toEqual([{ id: importId, to: 'aiven_cmk.legacy' }]);
    expect(onlyResource(stack, 'aiven_cmk').project).toBe(project);
  });

  test('several imports stand side by side', () => {
    const stack = stackWithProvider();
    CustomerManagedKey.import(stack, 'one', importId, { kmsKey });
    CustomerManagedKey.import(stack, 'two', importId.replace('1b67', '2b67'), { kmsKey });
    expect(synth(stack).import).toHaveLength(2);
  });

  test('needs no terraform at synth', () => {
    const stack = stackWithProvider();
    CustomerManagedKey.import(stack, 'legacy', importId, { kmsKey });
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      expect(synth(stack).import).toHaveLength(1);
    } finally {
      process.env.PATH = path;
    }
  });

  test.each(['a/', '/x', 'a/b/c', 'acme-prod/orders', ' acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341'])(
    'an id of another form is refused at once: %j',
    (id) => {
      expect(() => CustomerManagedKey.import(stackWithProvider(), 'legacy', id, { kmsKey })).toThrow(
        JSON.stringify(id),
      );
    },
  );

  test('a project that contradicts the id is refused', () => {
    const props = { kmsKey, project: 'acme-test' };
    expect(() => CustomerManagedKey.import(stackWithProvider(), 'legacy', importId, props)).toThrow(
      'The import id is of the project "acme-prod", but project is "acme-test"; leave project out.',
    );
  });

  test('an id that is known only at apply needs the project beside it', () => {
    const stack = stackWithProvider();
    const id = new TerraformVariable(stack, 'id', { type: 'string' }).stringValue;
    expect(() => CustomerManagedKey.import(stack, 'legacy', id, { kmsKey })).toThrow('set project too');
    CustomerManagedKey.import(stack, 'known', id, { kmsKey, project });
    expect(synth(stack).import).toMatchObject([{ id: expression('var.id') }]);
  });

  test('the HCL form holds the same block', () => {
    const stack = stackWithProvider();
    CustomerManagedKey.import(stack, 'legacy', importId, { kmsKey }).resource.overrideLogicalId('legacy');
    expect(Testing.synthHcl(stack)).toContain(`import {\nto = aiven_cmk.legacy\nid = "${importId}"\n}`);
  });
});
