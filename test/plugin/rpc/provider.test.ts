/** The provider itself and its data sources, through the handlers. */

import { defineProvider, defineResource, type ObjectValue, unknown } from '../../../src/plugin';
import { rpcHandlers } from '../../../src/plugin/rpc';
import { NestingMode, StringKind } from '../../../src/plugin/wire/messages';
import { Core, sentences } from '../../support/terraform/core';
import { memoryStore, sampleProvider } from '../../support/terraform/sample-provider';

const store = memoryStore();
const core = new Core(sampleProvider(() => store));
const source = core.provider.dataSources?.[0]?.schema ?? { attributes: {} };

const typeOf = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes ?? []).toString());

describe('the schema', () => {
  test('lists resources, data sources and what the server can do', async () => {
    const schema = await core.handlers.GetProviderSchema({}, core.call);
    expect(Object.keys(schema.resourceSchemas ?? {})).toEqual(['sample_thing', 'sample_plain']);
    expect(Object.keys(schema.dataSourceSchemas ?? {})).toEqual(['sample_thing']);
    expect(schema.serverCapabilities).toEqual({
      planDestroy: true,
      getProviderSchemaOptional: true,
      moveResourceState: true,
      generateResourceConfig: true,
    });
    expect(schema.diagnostics).toEqual([]);
  });

  test('tells every flag, type and description of attributes and blocks', async () => {
    const { resourceSchemas = {} } = await core.handlers.GetProviderSchema({}, core.call);
    const { version, block } = resourceSchemas.sample_thing ?? {};
    const attribute = (name: string) => block?.attributes?.find((found) => found.name === name);
    const nested = (name: string) => block?.blockTypes?.find((found) => found.typeName === name);
    expect(version).toBe(1);
    expect(block).toMatchObject({
      description: expect.stringContaining('**thing**'),
      descriptionKind: StringKind.markdown,
    });
    expect(typeOf(attribute('name')?.type)).toBe('string');
    expect(typeOf(attribute('object')?.type)).toEqual(['object', { host: 'string', port: 'number' }]);
    expect(typeOf(attribute('anything')?.type)).toBe('dynamic');
    expect(attribute('name')).toMatchObject({ required: true });
    expect(attribute('enabled')).toMatchObject({ optional: true, computed: true });
    expect(attribute('secret')).toMatchObject({ sensitive: true });
    expect(attribute('old')).toMatchObject({ deprecated: true });
    expect(attribute('zones')).toMatchObject({
      type: undefined,
      nestedType: {
        nesting: NestingMode.map,
        attributes: [
          { name: 'cidr', required: true },
          { name: 'gateway', computed: true },
        ],
      },
    });
    expect(nested('timeouts')).toMatchObject({ nesting: NestingMode.single });
    expect(nested('tag')).toMatchObject({ nesting: NestingMode.set });
    expect(nested('disk')).toMatchObject({
      nesting: NestingMode.list,
      block: { blockTypes: [{ typeName: 'option' }] },
    });
  });

  test('is searched for mistakes on request only', async () => {
    const broken = defineProvider({
      name: 'demo',
      schema: { attributes: {} },
      configure: () => null,
      resources: [
        defineResource<null>()({
          type: 'demo_a',
          schema: { attributes: { 'Bad-Name': { type: 'string', computed: true } } },
          create: async () => ({}),
          read: async () => ({}),
          delete: async () => {},
        }),
      ],
    });
    const ask = (checkSchemas: boolean) => rpcHandlers(broken, { checkSchemas }).GetProviderSchema({}, core.call);
    expect((await ask(false)).diagnostics).toEqual([]);
    expect(sentences((await ask(true)).diagnostics)).toEqual([
      expect.stringContaining('demo_a.Bad-Name has an invalid name'),
    ]);
  });

  test('is there without attributes, too', async () => {
    const empty = defineProvider({ name: 'demo', schema: { attributes: {} }, configure: () => null });
    const handlers = rpcHandlers(empty);
    expect(await handlers.GetProviderSchema({}, core.call)).toMatchObject({ provider: { block: { attributes: [] } } });
    expect(await handlers.GetMetadata()).toEqual({
      serverCapabilities: {
        planDestroy: true,
        getProviderSchemaOptional: true,
        moveResourceState: false,
        generateResourceConfig: false,
      },
      resources: [],
      dataSources: [],
      ephemeralResources: [],
      functions: [],
      listResources: [],
    });
    expect(await handlers.GetFunctions()).toEqual({ functions: {} });
  });

  test('in short names types only', async () => {
    expect(await core.handlers.GetMetadata()).toMatchObject({
      resources: [{ typeName: 'sample_thing' }, { typeName: 'sample_plain' }],
      dataSources: [{ typeName: 'sample_thing' }],
    });
  });
});

describe('the provider block', () => {
  const validate = async (config: ObjectValue) => {
    const message = core.encode(core.provider.schema, config);
    return sentences((await core.handlers.ValidateProviderConfig({ config: message }, core.call)).diagnostics);
  };

  test('is validated by the provider', async () => {
    expect(await validate({ folder: 'x' })).toEqual([]);
    expect(await validate({ folder: '' })).toEqual(['error Invalid folder: folder must not be empty. @folder']);
  });

  test('may be unknown when it is configured', async () => {
    expect(await core.configure({ folder: unknown })).toEqual([]);
  });

  test('that cannot be configured is a diagnostic, and its stack goes to the log alone', async () => {
    const lines: unknown[] = [];
    const silent = () => {};
    const log = {
      trace: silent,
      debug: silent,
      info: silent,
      warn: silent,
      error: (...line: unknown[]) => void lines.push(line),
    };
    const failing = defineProvider({
      name: 'demo',
      schema: { attributes: {} },
      configure: () => {
        throw new Error('no way');
      },
    });
    const problems = await new Core(failing, { log }).configure();
    expect(problems).toEqual(['error Failed to configure provider demo: no way']);
    expect(JSON.stringify(lines)).toContain('provider.test.ts');
  });
});

describe('a data source', () => {
  const read = async (config: ObjectValue) => {
    const { state, diagnostics } = await core.handlers.ReadDataSource(
      {
        typeName: 'sample_thing',
        config: core.encode(source, config),
        providerMeta: undefined,
        clientCapabilities: undefined,
      },
      core.call,
    );
    return { state: state && core.decode(source, state), problems: sentences(diagnostics) };
  };

  test('reads, and keeps its configuration', async () => {
    store.set('thing-a', { name: 'a', revision: 1 });
    await core.configure();
    expect(await read({ id: 'thing-a', timeouts: { read: '1m' } })).toEqual({
      state: { id: 'thing-a', name: 'a', timeouts: { read: '1m' } },
      problems: [],
    });
  });

  test('says at its argument what it did not find', async () => {
    expect((await read({ id: 'x' })).problems).toEqual(['error Thing not found: There is no thing "x". @id']);
  });

  test('is validated like a resource', async () => {
    const config = core.encode(source, { id: 'a', name: 'b', timeouts: { read: 'soon' } });
    const { diagnostics } = await core.handlers.ValidateDataResourceConfig(
      { typeName: 'sample_thing', config },
      core.call,
    );
    expect(sentences(diagnostics)).toEqual([
      expect.stringMatching(/Read-Only Attribute.* @name$/),
      expect.stringMatching(/"soon" is not a duration.* @timeouts\.read$/),
    ]);
  });
});
