/** `terraform query` through the handlers: what core gets for a `list` block, and how it ends a list. */

import { type ObjectValue, unknown } from '../../../src/plugin';
import { checkProvider } from '../../../src/plugin/core/schema-check';
import { decodeValue } from '../../../src/plugin/wire/msgpack';
import { Core, sentences } from '../../support/terraform/core';
import { listedProvider, newListLog } from '../../support/terraform/listed-provider';

async function start() {
  const log = newListLog();
  const core = new Core(listedProvider(log));
  await core.configure();
  return { core, log };
}

const configSchema = (core: Core) => core.provider.resources?.[0]?.list?.schema ?? { attributes: {} };

interface Asked {
  readonly limit?: number | bigint;
  readonly includeResourceObject?: boolean;
  readonly typeName?: string;
}

async function list(core: Core, config: ObjectValue, asked: Asked = {}) {
  const request = { typeName: 'listed_thing', limit: 0n, includeResourceObject: false, ...asked };
  const events = core.handlers.ListResource({ ...request, config: core.encode(configSchema(core), config) }, core.call);
  const seen = [];
  for await (const { displayName, identity, resourceObject, diagnostic } of events) {
    const bytes = identity?.identityData?.msgpack;
    seen.push({
      name: displayName,
      identity: bytes && decodeValue(['object', { id: 'string' }], bytes),
      state: resourceObject && core.decode(core.schemaOf('listed_thing'), resourceObject),
      problems: sentences(diagnostic),
    });
  }
  return seen;
}

test('the schema includes the list schemas', async () => {
  const { core } = await start();
  const { listResourceSchemas = {} } = await core.handlers.GetProviderSchema({}, core.call);
  expect(Object.keys(listResourceSchemas)).toEqual(['listed_thing']);
  expect(listResourceSchemas.listed_thing?.block?.attributes).toMatchObject([
    { name: 'prefix', required: true },
    { name: 'count_to', optional: true },
  ]);
  expect((await core.handlers.GetMetadata()).listResources).toEqual([{ typeName: 'listed_thing' }]);
  expect(checkProvider(core.provider)).toEqual([]);
});

test('each event has the name and identity of an object, and its state only on request', async () => {
  const { core, log } = await start();
  expect(await list(core, { prefix: 'a', count_to: 2 })).toEqual([
    { name: 'Thing a1', identity: { id: 'id-a1' }, state: undefined, problems: [] },
    { name: 'Thing a2', identity: { id: 'id-a2' }, state: undefined, problems: [] },
  ]);
  expect(log).toMatchObject({ ended: 1, options: { limit: undefined, includeResource: false } });
});

test('a requested state is complete', async () => {
  const { core, log } = await start();
  const [first] = await list(core, { prefix: 'a', count_to: 1 }, { includeResourceObject: true });
  expect(first?.state).toMatchObject({ id: 'id-a1', name: 'a1', size: 1, color: null, tag: [], timeouts: null });
  expect(log.options).toEqual({ limit: undefined, includeResource: true });
});

test.each([1n, 2])('a limit of %s ends the search: nothing is looked up beyond it', async (limit) => {
  const { core, log } = await start();
  expect(await list(core, { prefix: 'a', count_to: 1000 }, { limit })).toHaveLength(Number(limit));
  expect(log.found).toHaveLength(Number(limit));
  expect(log).toMatchObject({ ended: 1, options: { limit: Number(limit) } });
});

test('the search ends when core stops reading', async () => {
  const { core, log } = await start();
  const config = core.encode(configSchema(core), { prefix: 'a', count_to: 1000 });
  const request = { typeName: 'listed_thing', limit: 0, includeResourceObject: false, config };
  for await (const { displayName } of core.handlers.ListResource(request, core.call)) {
    if (displayName === 'Thing a2') break;
  }
  expect(log).toMatchObject({ found: ['a1', 'a2'], ended: 1 });
});

test('StopProvider ends the search with an error', async () => {
  const { core, log } = await start();
  const config = core.encode(configSchema(core), { prefix: 'a', count_to: 1000 });
  const request = { typeName: 'listed_thing', limit: 0, includeResourceObject: false, config };
  const problems = [];
  for await (const { diagnostic } of core.handlers.ListResource(request, core.call)) {
    problems.push(...sentences(diagnostic));
    await core.handlers.StopProvider();
  }
  expect(problems).toEqual([expect.stringContaining('Failed to list listed_thing: Terraform stopped the operation')]);
  expect(log).toMatchObject({ found: ['a1', 'a2'], ended: 1 });
});

test('a warning is sent once, with the object that caused it', async () => {
  const { core } = await start();
  const events = await list(core, { prefix: 'warned' });
  expect(events.map(({ problems }) => problems)).toEqual([
    [],
    ['warning Slow down: That is a lot of things. @count_to'],
    [],
  ]);
});

test('an error follows the objects found before it', async () => {
  const { core } = await start();
  const events = await list(core, { prefix: 'broken' });
  expect(events.map(({ name, problems }) => [name, problems])).toEqual([
    ['Thing broken1', []],
    [undefined, ['error Failed to list listed_thing: the connection was lost']],
  ]);
});

test.each([
  ['without an identity', { prefix: 'nameless' }, {}, '"Thing nameless1" without a complete identity'],
  ['of an unknown value', { prefix: unknown }, {}, 'depends on values that are not known yet'],
  [
    'of a type that has no list',
    { prefix: 'a' },
    { typeName: 'listed_plain' },
    'does not support listing listed_plain',
  ],
  ['of a type that is not there', { prefix: 'a' }, { typeName: 'listed_other' }, 'Unknown Resource Type'],
])('a list %s is an error', async (_, config, asked, sentence) => {
  const { core } = await start();
  const events = await list(core, config, asked);
  expect(events.flatMap(({ problems }) => problems)).toEqual([expect.stringContaining(sentence)]);
});

test.each([
  ['an attribute that is missing', { count_to: 1 }, 'Missing Configuration for Required Attribute.* @prefix$'],
  ['a value that is not allowed', { prefix: '' }, '"" is no prefix; expected some text. @prefix$'],
  ['attributes that do not go together', { prefix: 'few', count_to: 5 }, 'Few are at most 3, got 5. @count_to$'],
])('%s is found before anything is asked for', async (_, config, sentence) => {
  const { core, log } = await start();
  const { diagnostics } = await core.handlers.ValidateListResourceConfig(
    {
      typeName: 'listed_thing',
      config: core.encode(configSchema(core), config),
      includeResourceObject: undefined,
      limit: undefined,
    },
    core.call,
  );
  expect(sentences(diagnostics)).toEqual([expect.stringMatching(sentence)]);
  expect(log.found).toEqual([]);
});

test('checkProvider rejects a list without an identity or with a computed attribute', async () => {
  const { core } = await start();
  const [thing] = core.provider.resources ?? [];
  const list = { ...thing?.list, schema: { attributes: { id: { type: 'string', computed: true } } } };
  const broken = { ...core.provider, resources: [{ ...thing, identity: undefined, list }] };
  expect(checkProvider(broken as never)).toEqual([
    'list listed_thing.id cannot be computed: a list block only has configuration.',
    'listed_thing supports listing, so it must have an identity.',
  ]);
});
