import type { ObjectValue } from '../../../src/plugin';
import { Core, sentences } from '../../support/terraform/core';
import { listedProvider, newListLog } from '../../support/terraform/listed-provider';

const core = new Core(listedProvider(newListLog()));

async function generate(state: ObjectValue) {
  const schema = core.schemaOf('listed_thing');
  const { config, diagnostics } = await core.handlers.GenerateResourceConfig(
    { typeName: 'listed_thing', state: core.encode(schema, { tag: [], ...state }) },
    core.call,
  );
  expect(sentences(diagnostics)).toEqual([]);
  const written = Object.entries(core.decode(schema, config) ?? {});
  return Object.fromEntries(written.filter(([, value]) => value !== null));
}

test('leaves out computed attributes, at every depth', async () => {
  const parts = [{ name: 'wheel', serial: 'x-1' }];
  expect(await generate({ id: 'id-a', name: 'a', size: 2, parts, tag: [{ key: 'b' }] })).toEqual({
    name: 'a',
    size: 2,
    parts: [{ name: 'wheel', serial: null }],
    tag: [{ key: 'b' }],
  });
});

test('leaves out defaults and keeps any other value', async () => {
  expect(await generate({ name: 'a', color: 'grey' })).toEqual({ name: 'a', tag: [] });
  expect(await generate({ name: 'a', color: 'red' })).toMatchObject({ color: 'red' });
});

test('leaves out secrets, write-only attributes and empty blocks', async () => {
  const state = { name: 'a', secret: 'hunter2', once: null, timeouts: { read: null } };
  expect(await generate(state)).toEqual({ name: 'a', tag: [] });
  expect(await generate({ ...state, timeouts: { read: '1m' } })).toMatchObject({ timeouts: { read: '1m' } });
});

test('applies the adjustments of the resource', async () => {
  expect(await generate({ name: 'a', region: 'home' })).not.toHaveProperty('region');
  expect(await generate({ name: 'a', region: 'abroad' })).toHaveProperty('region', 'abroad');
});

test('rejects adjustments that do not fit the schema', async () => {
  const provider = listedProvider(newListLog());
  const resources = provider.resources?.map((resource) => ({ ...resource, writtenConfig: () => ({ size: 'x' }) }));
  const broken = new Core({ ...provider, resources });
  const state = broken.encode(broken.schemaOf('listed_thing'), { name: 'a', tag: [] });
  const { diagnostics } = await broken.handlers.GenerateResourceConfig(
    { typeName: 'listed_thing', state },
    broken.call,
  );
  expect(sentences(diagnostics)).toEqual([
    'error Provider returned an invalid value: Attribute size: expected a number, got a string. This is a bug in the provider. @size',
  ]);
});

test('is a capability of a server with a resource', async () => {
  const { serverCapabilities } = await core.handlers.GetProviderSchema({}, core.call);
  expect(serverCapabilities).toMatchObject({ generateResourceConfig: true });
});
