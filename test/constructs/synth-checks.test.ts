import { TerraformVariable, Token } from 'cdktf';
import { AivenProvider, CustomerManagedKey, KmsKey } from '../../src';
import { Cmk } from '../../src/constructs/l1/cmk';
import { expression, newApp, newStack, problems, setVariable, useEnvironment } from '../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');

function appWithKey(enableBeta?: boolean) {
  const app = newApp();
  const stack = newStack('byok', app);
  new AivenProvider(stack, 'aiven', { enableBeta });
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  return app;
}

describe('the beta flag', () => {
  const off =
    '[byok/orders] aiven_cmk is a beta resource and the beta flag is off: set PROVIDER_AIVEN_ENABLE_BETA=1 in the environment, or enableBeta: true on AivenProvider. To only destroy existing resources, run "cdktf destroy --skip-synth".';

  test.each([undefined, '', 'false', 'FALSE', 'False'])('is off for %j and reported at the key’s path', (value) => {
    setVariable('PROVIDER_AIVEN_ENABLE_BETA', value);
    expect(problems(appWithKey())).toEqual([off]);
  });

  test.each(['1', 'true', '0', 'no', 'anything'])('is on for %j', (value) => {
    setVariable('PROVIDER_AIVEN_ENABLE_BETA', value);
    expect(problems(appWithKey())).toEqual([]);
  });

  test('enableBeta overrides the environment', () => {
    expect(problems(appWithKey(false))).toEqual([off]);
    setVariable('PROVIDER_AIVEN_ENABLE_BETA', undefined);
    expect(problems(appWithKey(true))).toEqual([]);
  });

  test('a value that is known only at apply is accepted', () => {
    setVariable('PROVIDER_AIVEN_ENABLE_BETA', undefined);
    const app = newApp();
    const stack = newStack('byok', app);
    const beta = new TerraformVariable(stack, 'beta', { type: 'bool' });
    new AivenProvider(stack, 'aiven', { enableBeta: beta.booleanValue });
    new CustomerManagedKey(stack, 'orders', { project, kmsKey });
    expect(problems(app)).toEqual([]);
  });

  test('a stack without a key does not need it', () => {
    setVariable('PROVIDER_AIVEN_ENABLE_BETA', undefined);
    const app = newApp();
    new AivenProvider(newStack('byok', app), 'aiven');
    expect(problems(app)).toEqual([]);
  });

  test('the official provider checks the flag itself', () => {
    setVariable('PROVIDER_AIVEN_ENABLE_BETA', undefined);
    const app = newApp();
    const stack = newStack('byok', app);
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven' });
    new CustomerManagedKey(stack, 'orders', { project, kmsKey });
    expect(problems(app)).toEqual([]);
  });
});

describe('two default keys of one project', () => {
  const message = (first: string) =>
    `The project "acme-prod" already has a default key in this app, at "${first}"; set defaultCmk: true on only one key of a project.`;

  function twoStacks() {
    const app = newApp();
    const stacks = ['eu', 'us'].map((name) => {
      const stack = newStack(name, app);
      new AivenProvider(stack, 'aiven');
      return stack;
    });
    return { app, eu: stacks[0] as (typeof stacks)[number], us: stacks[1] as (typeof stacks)[number] };
  }

  test('in one stack: reports the second with the path of the first', () => {
    const { app, eu } = twoStacks();
    for (const id of ['one', 'two']) new CustomerManagedKey(eu, id, { project, kmsKey, defaultCmk: true });
    expect(problems(app)).toEqual([`[eu/two] ${message('eu/one')}`]);
  });

  test('in two stacks of one app', () => {
    const { app, eu, us } = twoStacks();
    for (const stack of [eu, us]) new CustomerManagedKey(stack, 'key', { project, kmsKey, defaultCmk: true });
    expect(problems(app)).toEqual([`[us/key] ${message('eu/key')}`]);
  });

  test('are checked anew at every synth', () => {
    const { app, eu } = twoStacks();
    const [one, two] = ['one', 'two'].map(
      (id) => new CustomerManagedKey(eu, id, { project, kmsKey, defaultCmk: true }),
    );
    expect(problems(app)).toEqual([`[eu/two] ${message('eu/one')}`]);
    if (one) one.resource.defaultCmk = false;
    expect(problems(app)).toEqual([]);
    if (two) two.resource.project = 'acme-test';
    if (one) one.resource.addOverride('default_cmk', true);
    expect(problems(app)).toEqual([]);
  });

  test('include imports, generated constructs and overrides', () => {
    const { app, eu } = twoStacks();
    const generated = new Cmk(eu, 'l1', { project, cmkProvider: 'azure', resource: kmsKey.keyReference });
    generated.addOverride('default_cmk', true);
    CustomerManagedKey.import(eu, 'legacy', 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341', {
      kmsKey,
      defaultCmk: true,
    });
    expect(problems(app)).toEqual([`[eu/legacy] ${message('eu/l1')}`]);
  });

  test.each([
    ['of two projects', { project: 'acme-test', defaultCmk: true }],
    ['of which one is not the default', { project, defaultCmk: false }],
    ['of which one leaves the flag out', { project }],
    ['of which one has an unknown flag', { project, defaultCmk: Token.asAny(expression('var.default')) }],
    ['of an unknown project', { project: Token.asString(expression('var.project')), defaultCmk: true }],
  ])('accepts keys %s', (_, other) => {
    const { app, eu } = twoStacks();
    new CustomerManagedKey(eu, 'one', { project, kmsKey, defaultCmk: true });
    new CustomerManagedKey(eu, 'two', { kmsKey, ...other });
    expect(problems(app)).toEqual([]);
  });
});
