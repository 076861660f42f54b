/** Configuration that Terraform writes for what it found: through the handlers. */

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

test('what the provider computes stays out, at every depth', async () => {
  const parts = [{ name: 'wheel', serial: 'x-1' }];
  expect(await generate({ id: 'id-a', name: 'a', size: 2, parts, tag: [{ key: 'b' }] })).toEqual({
    name: 'a',
    size: 2,
    parts: [{ name: 'wheel', serial: null }],
    tag: [{ key: 'b' }],
  });
});

test('a default stays out, and any other value is written', async () => {
  expect(await generate({ name: 'a', color: 'grey' })).toEqual({ name: 'a', tag: [] });
  expect(await generate({ name: 'a', color: 'red' })).toMatchObject({ color: 'red' });
});

test('secrets stay out, as do write-only attributes and blocks with nothing in them', async () => {
  const state = { name: 'a', secret: 'hunter2', once: null, timeouts: { read: null } };
  expect(await generate(state)).toEqual({ name: 'a', tag: [] });
  expect(await generate({ ...state, timeouts: { read: '1m' } })).toMatchObject({ timeouts: { read: '1m' } });
});

test('the resource has the last word', async () => {
  expect(await generate({ name: 'a', region: 'home' })).not.toHaveProperty('region');
  expect(await generate({ name: 'a', region: 'abroad' })).toHaveProperty('region', 'abroad');
});

test('is announced among what the server can do, where there is a resource', async () => {
  const { serverCapabilities } = await core.handlers.GetProviderSchema({}, core.call);
  expect(serverCapabilities).toMatchObject({ generateResourceConfig: true });
});
