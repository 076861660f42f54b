/** Ephemeral resources through the handlers, as core calls them. */

import { DiagnosticError, defineEphemeralResource, defineProvider, type ObjectValue } from '../../../src/plugin';
import { Core, sentences } from '../../support/terraform/core';

interface Session {
  readonly password: string;
}

const credentials = defineEphemeralResource<Session>()({
  type: 'demo_credentials',
  schema: {
    attributes: {
      name: { type: 'string', required: true, validators: [(name) => (name === '' ? 'name is empty' : undefined)] },
      size: { type: 'number', optional: true },
      password: { type: 'string', computed: true, sensitive: true },
    },
  },
  validate({ size }, ctx) {
    if (size === 0) ctx.error('Invalid size', 'size must be at least 1.', ['size']);
  },
  async open({ name }, { session }) {
    if (name === 'missing') throw new DiagnosticError('Failed to open', 'There is no such name.', ['name']);
    return name === 'renamed' ? { name: 'another' } : { password: `${session.password} of ${name}` };
  },
});

const provider = defineProvider({
  name: 'demo',
  schema: { attributes: {} },
  configure: (): Session => ({ password: 'pw' }),
  ephemeralResources: [credentials],
});
const core = new Core(provider);
const { schema } = credentials;

async function open(config: ObjectValue, typeName = 'demo_credentials') {
  const { result, diagnostics } = await core.handlers.OpenEphemeralResource(
    { typeName, config: core.encode(schema, config), clientCapabilities: undefined },
    core.call,
  );
  return { result: core.decode(schema, result), problems: sentences(diagnostics) };
}

beforeAll(() => core.configure());

test('open returns the configuration with the computed values', async () => {
  expect(await open({ name: 'a', size: 3 })).toEqual({
    result: { name: 'a', size: 3, password: 'pw of a' },
    problems: [],
  });
});

test('an error of open names the attribute', async () => {
  expect((await open({ name: 'missing' })).problems).toEqual(['error Failed to open: There is no such name. @name']);
});

test('a result that differs from the configuration is a bug in the provider', async () => {
  expect((await open({ name: 'renamed' })).problems).toEqual([expect.stringContaining('@name')]);
});

test('an unknown type is an error', async () => {
  expect((await open({ name: 'a' }, 'demo_other')).problems).toEqual([
    'error Unknown Ephemeral Resource: The provider "demo" has no ephemeral resource "demo_other".',
  ]);
});

test('validate reports validators and combinations of attributes', async () => {
  const { diagnostics } = await core.handlers.ValidateEphemeralResourceConfig(
    { typeName: 'demo_credentials', config: core.encode(schema, { name: '', size: 0 }) },
    core.call,
  );
  expect(sentences(diagnostics)).toEqual([
    'error Invalid name: name is empty @name',
    'error Invalid size: size must be at least 1. @size',
  ]);
});

test('close succeeds', async () => {
  expect(await core.handlers.CloseEphemeralResource()).toEqual({});
});

test('the schema and the metadata list the types', async () => {
  const { ephemeralResourceSchemas = {} } = await core.handlers.GetProviderSchema({}, core.call);
  expect(Object.keys(ephemeralResourceSchemas)).toEqual(['demo_credentials']);
  expect((await core.handlers.GetMetadata()).ephemeralResources).toEqual([{ typeName: 'demo_credentials' }]);
});

test('mistakes in a schema are found before Terraform meets them', async () => {
  const broken = {
    ...credentials,
    type: 'other',
    schema: { attributes: { count: { type: 'string', optional: true, writeOnly: true } } },
  } as const;
  const checked = new Core(defineProvider({ ...provider, ephemeralResources: [broken] } as never), {
    checkSchemas: true,
  });
  const { diagnostics = [] } = await checked.handlers.GetProviderSchema({}, core.call);
  expect(diagnostics.map(({ detail }) => detail)).toEqual([
    'Ephemeral resource "other" must start with "demo_".',
    'other: "count" is reserved by Terraform.',
    'other.count is write-only, which only resources support.',
  ]);
});
