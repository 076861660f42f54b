/** Provider functions through the handlers, as core calls them. */

import {
  ArgumentError,
  Dynamic,
  defineFunction,
  defineProvider,
  type ProviderFunction,
  type Type,
  unknown,
  type Value,
} from '../../../src/plugin';
import { rpcHandlers } from '../../../src/plugin/rpc';
import type { FunctionDefinition } from '../../../src/plugin/wire/messages';
import { decodeValue, encodeValue } from '../../../src/plugin/wire/msgpack';

const texts = { summary: 'A test.', description: 'A function for tests.' };

const repeat = defineFunction({
  ...texts,
  name: 'repeat',
  parameters: [
    {
      name: 'text',
      type: 'string',
      description: 'The text.',
      validators: [(text) => (text === '' ? 'empty' : undefined)],
    },
    { name: 'times', type: 'number' },
  ],
  returns: 'string',
  run(text, times) {
    if (Number(times) < 0) throw new ArgumentError(`times is ${times}; expected at least 0.`, 1);
    if (Number(times) > 99) throw new Error('The result would be too long.');
    return text.repeat(Number(times));
  },
});

const join = defineFunction({
  ...texts,
  name: 'join_all',
  parameters: [{ name: 'separator', type: 'string' }],
  variadic: { name: 'words', type: ['list', 'string'] },
  returns: ['object', { joined: 'string', count: 'number' }],
  run: (separator, ...words) => ({ joined: words.flat().join(separator), count: words.length }),
});

const describeValue = defineFunction({
  ...texts,
  name: 'describe',
  deprecated: 'Use repeat.',
  parameters: [{ name: 'value', type: 'dynamic', allowNull: true, allowUnknown: true }],
  returns: 'string',
  run: (value) => (value === null ? 'null' : value instanceof Dynamic ? 'known' : 'unknown'),
});

const wrong = defineFunction({
  ...texts,
  name: 'wrong',
  parameters: [{ name: 'text', type: 'string' }],
  returns: 'number',
  run(text) {
    if (text === 'fails') throw new Error('It fails.');
    return text as never;
  },
});

const functions = [repeat, join, describeValue, wrong];
const withFunctions = (own: readonly ProviderFunction[] = functions) =>
  defineProvider({ name: 'demo', schema: { attributes: {} }, configure: () => null, functions: own });
const handlers = rpcHandlers(withFunctions());

const { signal } = new AbortController();

async function call({ name, parameters, variadic, returns }: ProviderFunction, ...args: Value[]) {
  const messages = args.map((value, index) => {
    const { type } = parameters[index] ?? variadic ?? { type: 'string' as Type };
    return { msgpack: encodeValue(type, value), json: new Uint8Array() };
  });
  const { result, error } = await handlers.CallFunction({ name, arguments: messages });
  return error ?? decodeValue(returns, result?.msgpack ?? new Uint8Array());
}

test('a call returns the value of the declared type', async () => {
  expect(await call(repeat, 'ab', 2)).toBe('abab');
});

test('variadic arguments follow the others, and may be left out', async () => {
  expect(await call(join, '-')).toEqual({ joined: '', count: 0 });
  expect(await call(join, '-', ['a', 'b'], ['c'])).toEqual({ joined: 'a-b-c', count: 2 });
});

test('an error names its argument, without the period that core adds', async () => {
  expect(await call(repeat, 'ab', -1)).toEqual({ text: 'times is -1; expected at least 0', functionArgument: 1 });
  expect(await call(repeat, '', 1)).toEqual({ text: 'empty', functionArgument: 0 });
  expect(await call(wrong, 'fails')).toEqual({ text: 'It fails', functionArgument: 0 });
  expect(await call(repeat, 'ab', 100)).toEqual({ text: 'The result would be too long', functionArgument: undefined });
});

test('the result of unknown arguments is unknown, but the known ones are still checked', async () => {
  expect(await call(repeat, 'ab', unknown)).toBe(unknown);
  expect(await call(join, '-', ['a', unknown])).toBe(unknown);
  expect(await call(repeat, '', unknown)).toEqual({ text: 'empty', functionArgument: 0 });
});

test('null is an error at its argument', async () => {
  expect(await call(repeat, 'ab', null)).toEqual({ text: 'times must not be null', functionArgument: 1 });
});

test('a function that takes null and unknown values receives them', async () => {
  expect(await call(describeValue, null)).toBe('null');
  expect(await call(describeValue, unknown)).toBe('unknown');
  expect(await call(describeValue, 'text')).toBe('known');
});

test('a result of another type is reported as a bug in the provider', async () => {
  expect(await call(wrong, 'secret')).toEqual({
    text: expect.stringMatching(/^Function wrong returned an invalid value: .*expected a number, got a string.* bug /),
    functionArgument: undefined,
  });
});

test('a call that does not fit the signature ends with a status', async () => {
  const text = { msgpack: encodeValue('string', 'a'), json: new Uint8Array() };
  const refused = (name: string, count: number) =>
    handlers.CallFunction({ name, arguments: Array.from({ length: count }, () => text) });
  await expect(refused('missing', 0)).rejects.toThrow('The provider has no function "missing".');
  await expect(refused('repeat', 1)).rejects.toThrow('takes 2 arguments, got 1');
  await expect(refused('repeat', 3)).rejects.toThrow('takes 2 arguments, got 3');
  await expect(refused('join_all', 0)).rejects.toThrow('takes 1 arguments or more, got 0');
  await expect(refused('repeat', 2)).rejects.toThrow('expected a number');
});

test('the schema, the metadata and GetFunctions list the functions', async () => {
  const bytes = (type: Type) => Buffer.from(JSON.stringify(type));
  const { functions: listed = {} } = await handlers.GetFunctions();
  expect(Object.keys(listed)).toEqual(['repeat', 'join_all', 'describe', 'wrong']);
  const described: FunctionDefinition = {
    parameters: [
      expect.objectContaining({ name: 'text', type: bytes('string'), description: 'The text.' }),
      expect.objectContaining({ name: 'times', type: bytes('number') }),
    ],
    variadicParameter: undefined,
    return: { type: bytes('string') },
    ...texts,
    descriptionKind: 1,
    deprecationMessage: undefined,
  };
  expect(listed.repeat).toEqual(described);
  expect(listed.join_all?.variadicParameter).toMatchObject({ name: 'words', type: bytes(['list', 'string']) });
  expect(listed.describe).toMatchObject({
    deprecationMessage: 'Use repeat.',
    parameters: [{ allowNullValue: true, allowUnknownValues: true }],
  });
  expect((await handlers.GetProviderSchema({}, { signal })).functions).toEqual(listed);
  expect((await handlers.GetMetadata()).functions).toEqual(Object.keys(listed).map((name) => ({ name })));
});

test('functions of their own loader do not load the provider', async () => {
  const load = jest.fn(() => withFunctions());
  const lazy = rpcHandlers(load, { functions: () => [repeat] });
  const args = [encodeValue('string', 'x'), encodeValue('number', 3)].map((msgpack) => ({
    msgpack,
    json: new Uint8Array(),
  }));
  const { result } = await lazy.CallFunction({ name: 'repeat', arguments: args });
  expect(decodeValue('string', result?.msgpack ?? new Uint8Array())).toBe('xxx');
  expect(Object.keys((await lazy.GetFunctions()).functions ?? {})).toEqual(['repeat']);
  expect(load).not.toHaveBeenCalled();
});

test('mistakes in a definition are found before Terraform meets them', async () => {
  const broken = {
    ...repeat,
    name: 'Bad-Name',
    parameters: [
      { name: 'a', type: 'string' as const },
      { name: 'a', type: 'text' as never },
    ],
    variadic: { name: '1', type: 'string' as const },
    returns: ['list'] as never,
  };
  const provider = withFunctions([repeat, repeat, broken]);
  const { diagnostics = [] } = await rpcHandlers(provider, { checkSchemas: true }).GetProviderSchema({}, { signal });
  expect(diagnostics.map(({ detail }) => detail)).toEqual([
    'Function "repeat" is listed twice.',
    expect.stringMatching(/^Function "Bad-Name": a name consists of/),
    'Function "Bad-Name" returns an invalid type.',
    'Function "Bad-Name" has two parameters "a".',
    'Function "Bad-Name", parameter "a": the type is invalid.',
    expect.stringMatching(/^Function "Bad-Name", parameter "1": a name consists of/),
  ]);
});
