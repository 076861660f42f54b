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

test('renders one aiven_cmk with create_before_destroy', () => {
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

test('does not render default_cmk if it is not set', () => {
  const stack = stackWithProvider();
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  expect(onlyResource(stack, 'aiven_cmk')).not.toHaveProperty('default_cmk');
});

test('createBeforeDestroy can be turned off and combined with other lifecycle settings', () => {
  const stack = stackWithProvider();
  const lifecycle = { createBeforeDestroy: false, preventDestroy: true };
  new CustomerManagedKey(stack, 'orders', { project, kmsKey, lifecycle });
  expect(onlyResource(stack, 'aiven_cmk').lifecycle).toEqual({ create_before_destroy: false, prevent_destroy: true });
});

test('createBeforeDestroy stays on if the lifecycle settings do not set it', () => {
  const stack = stackWithProvider();
  new CustomerManagedKey(stack, 'orders', { project, kmsKey, lifecycle: { createBeforeDestroy: undefined } });
  expect(onlyResource(stack, 'aiven_cmk').lifecycle).toEqual({ create_before_destroy: true });
});

test('passes meta-arguments and timeouts on', () => {
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

test('renders a construct in replaceTriggeredBy as its address', () => {
  const stack = stackWithProvider();
  const generation = new DataResource(stack, 'generation', {});
  const lifecycle = { replaceTriggeredBy: [generation, 'terraform_data.other'] };
  new CustomerManagedKey(stack, 'orders', { project, kmsKey, lifecycle });
  expect(onlyResource(stack, 'aiven_cmk').lifecycle).toEqual({
    create_before_destroy: true,
    replace_triggered_by: ['terraform_data.generation', 'terraform_data.other'],
  });
});

test('exposes the computed attributes', () => {
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

test('rejects an invalid project with the value', () => {
  expect(() => new CustomerManagedKey(stackWithProvider(), 'orders', { project: 'a/b', kmsKey })).toThrow('"a/b"');
});

test('accepts a project that is known only at apply', () => {
  const stack = stackWithProvider();
  const variable = new TerraformVariable(stack, 'project', { type: 'string' });
  new CustomerManagedKey(stack, 'orders', { project: Fn.lower(variable.stringValue), kmsKey });
  expect(onlyResource(stack, 'aiven_cmk').project).toBe(expression('lower(var.project)'));
});

describe('import', () => {
  test('renders an import block and the resource, in the project of the ID', () => {
    const stack = stackWithProvider();
    const key = CustomerManagedKey.import(stack, 'legacy', importId, { kmsKey });
    key.resource.overrideLogicalId('legacy');
    expect(synth(stack).import).toEqual([{ id: importId, to: 'aiven_cmk.legacy' }]);
    expect(onlyResource(stack, 'aiven_cmk').project).toBe(project);
  });

  test('renders several import blocks', () => {
    const stack = stackWithProvider();
    CustomerManagedKey.import(stack, 'one', importId, { kmsKey });
    CustomerManagedKey.import(stack, 'two', importId.replace('1b67', '2b67'), { kmsKey });
    expect(synth(stack).import).toHaveLength(2);
  });

  test('does not need terraform at synth', () => {
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
    'rejects an ID of another format: %j',
    (id) => {
      expect(() => CustomerManagedKey.import(stackWithProvider(), 'legacy', id, { kmsKey })).toThrow(
        JSON.stringify(id),
      );
    },
  );

  test('rejects a project that contradicts the ID', () => {
    const props = { kmsKey, project: 'acme-test' };
    expect(() => CustomerManagedKey.import(stackWithProvider(), 'legacy', importId, props)).toThrow(
      'The import ID is of the project "acme-prod", but project is "acme-test"; remove project.',
    );
  });

  test('an ID that is known only at apply needs project too', () => {
    const stack = stackWithProvider();
    const id = new TerraformVariable(stack, 'id', { type: 'string' }).stringValue;
    expect(() => CustomerManagedKey.import(stack, 'legacy', id, { kmsKey })).toThrow('set project.');
    CustomerManagedKey.import(stack, 'known', id, { kmsKey, project });
    expect(synth(stack).import).toMatchObject([{ id: expression('var.id') }]);
  });

  test('renders the same block as HCL', () => {
    const stack = stackWithProvider();
    CustomerManagedKey.import(stack, 'legacy', importId, { kmsKey }).resource.overrideLogicalId('legacy');
    expect(Testing.synthHcl(stack)).toContain(`import {\nto = aiven_cmk.legacy\nid = "${importId}"\n}`);
  });
});
