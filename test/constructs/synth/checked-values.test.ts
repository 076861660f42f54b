/** Values that cdktf drops, or fails on without a name. Each is an error that names the prop. */

import { Fn, TerraformVariable, Token } from 'cdktf';
import { AivenProvider, CustomerManagedKey, Encryption, Service, type ServiceProps, ServiceType } from '../../../src';
import { expression, newStack, onlyResource, synth, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const base = {
  project: 'acme-prod',
  serviceName: 'orders',
  serviceType: ServiceType.PG,
  plan: 'startup-4',
  encryption: Encryption.aivenManaged(),
};

function stackWith(props: Partial<ServiceProps>) {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  new Service(stack, 'orders', { ...base, ...props });
  return stack;
}

const cyclic: { [key: string]: unknown } = { list: [{}] };
(cyclic.list as object[])[0] = cyclic;

const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) });
const listToken = '#{TfToken[TOKEN.0]}';
const unknownToken = expression('TfToken[TOKEN.987654]');
const noSuchToken = `contains "${unknownToken}", which looks like a token of cdktf, but this app has no such token.`;
const wholeList = `contains "${listToken}", which stands for a whole list or map in cdktf. Use Fn.concat to`;

test.each<[string, Partial<ServiceProps>, string]>([
  ['a map', { userConfig: { a: [new Map()] } }, 'userConfig.a[0] is a Map, which is not a JSON value. Write it as an'],
  ['a set', { secretUserConfig: { a: new Set() } }, 'secretUserConfig.a is a Set, which is not a JSON value.'],
  ['bytes', { userConfig: { a: Buffer.from('x') } }, 'userConfig.a is a Uint8Array, which is not a JSON value.'],
  ['a symbol', { secretUserConfigWo: { a: Symbol('x') } }, 'secretUserConfigWo.a is a Symbol, which is not a JSON'],
  ['a symbol as a key', { userConfig: { a: { [Symbol('x')]: 1 } } }, 'userConfig.a has the key Symbol(x), but keys'],
  ['a function', { userConfig: { a: () => 1 } }, 'userConfig.a is a Function, which is not a JSON value.'],
  [
    'a construct',
    { userConfig: { a: { b: newStack() } } },
    'userConfig.a.b is a construct. Use one of its attributes.',
  ],
  ['__proto__', { userConfig: { a: JSON.parse('{"__proto__": {}}') } }, 'userConfig.a has the key "__proto__", which'],
  ['a cycle', { userConfig: { a: cyclic } }, 'userConfig.a.list[0] contains itself.'],
  [
    'deep nesting',
    { userConfig: { a: nested(5_000) } },
    `userConfig${'.a'.repeat(45)}… is nested more than 100 levels`,
  ],
  [
    'a rounded number',
    { userConfig: { a: { b: [2 ** 53] } } },
    'userConfig.a.b[0] is too large for a JavaScript number',
  ],
  ['NaN', { userConfig: { a: Number.NaN } }, 'userConfig.a is NaN, which Terraform cannot represent.'],
  [
    'a date',
    { userConfig: { a: new Date(0) } },
    'userConfig.a is a Date, which is not a JSON value. Write it as a string.',
  ],
  ['a list token in a text', { userConfig: { a: `x${listToken}` } }, `userConfig.a ${wholeList}`],
  ['a list token in a longer list', { userConfig: { a: [listToken, 'x'] } }, `userConfig.a[0] ${wholeList}`],
  [
    'a map token with another key',
    { userConfig: { a: { ...Token.asStringMap(expression('var.m')), b: 1 } } },
    'userConfig.a adds keys to a map that is known only at apply. Use Fn.merge instead.',
  ],
  ['a list token as a key', { userConfig: { [listToken]: 'x' } }, `A key of userConfig ${wholeList}`],
  ['an unknown token', { userConfig: { a: unknownToken } }, `userConfig.a ${noSuchToken}`],
  ['an unknown token in a tag', { tags: { a: unknownToken } }, `tag[0].value ${noSuchToken}`],
  ['a list token in a tag', { tags: { a: listToken } }, `tag[0].value ${wholeList}`],
  ['an unknown token in an email', { techEmails: [unknownToken] }, `techEmails[0].email ${noSuchToken}`],
  ['an unknown token in a scalar', { cloudName: unknownToken }, `cloudName ${noSuchToken}`],
])('synth refuses %s and names it', (_, props, sentence) => {
  const stack = stackWith(props);
  expect(() => synth(stack)).toThrow(`[byok/orders] ${sentence}`);
});

test('names a false token in a data source', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  CustomerManagedKey.lookup(stack, 'key', { project: unknownToken, defaultCmk: true });
  expect(() => synth(stack)).toThrow(`[byok/key] project ${noSuchToken}`);
});

test('other text stays as it is, and expressions and tokens work as in cdktf', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  const variable = new TerraformVariable(stack, 'v', { type: 'list(string)' });
  const shared = { on: true };
  new Service(stack, 'orders', {
    ...base,
    tags: { a: '#{x}', b: '&{x} %%{ $${x}' },
    userConfig: {
      text: '#{TfToken}',
      whole: variable.listValue,
      numbers: Token.asNumberList(expression('var.n')),
      part: `x ${Fn.join(',', variable.listValue)}`,
      written: expression('var.v[0]'),
      twice: [shared, shared],
    },
  });
  expect(onlyResource(stack, 'aiven_pg')).toMatchObject({
    tag: [
      { key: 'a', value: '#{x}' },
      { key: 'b', value: '&{x} %%{ $${x}' },
    ],
    user_config: {
      text: '#{TfToken}',
      whole: expression('var.v'),
      numbers: expression('var.n'),
      part: `x ${expression('join(",", var.v)')}`,
      written: expression('var.v[0]'),
      twice: [shared, shared],
    },
  });
});
