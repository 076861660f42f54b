/** `list` blocks of keys, services and bindings, against the emulator. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Emulator, type EmulatorOptions } from '../../src/emulator';
import type { ObjectValue } from '../../src/plugin';
import { checkProvider } from '../../src/plugin/core/schema-check';
import { provider } from '../../src/provider/provider';
import { keys } from '../support/emulator/aiven';
import { token } from '../support/secrets/secrets';
import { Core, sentences } from '../support/terraform/core';

const [first, second, gone] = ['1', '2', '3'].map((digit) => `${digit}b671a64-40d5-491e-99b0-da01ff1f3341`) as [
  string,
  string,
  string,
];
const plan = { plan: 'startup-4' } as const;
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: second, provider: 'aws', resource: keys.aws, status: 'old', created_at: '2026-02-02T00:00:00Z' },
        { id: first, provider: 'gcp', resource: keys.gcp, default_cmk: true, created_at: '2026-01-01T00:00:00Z' },
        { id: gone, provider: 'gcp', resource: keys.gcp2, status: 'deleted', created_at: '2026-01-01T00:00:00Z' },
      ],
      services: [
        { ...plan, service_name: 'plain', service_type: 'pg' },
        { ...plan, service_name: 'orders', service_type: 'pg', cmk_id: first, tags: { team: 'a' } },
        { ...plan, service_name: 'queue', service_type: 'kafka', cmk_id: second },
      ],
    },
  ],
} as const;

let emulator: Emulator;
let core: Core;

async function start(options: EmulatorOptions = {}) {
  emulator = new Emulator({ seed, ...options });
  await emulator.start();
  core = new Core(provider);
  await core.configure({ api_url: emulator.url, api_token: token });
}
afterEach(() => emulator.stop());

async function list(typeName: string, config: ObjectValue, includeResourceObject = false) {
  const resource = provider.resources?.find(({ type }) => type === typeName);
  const block = resource?.list?.schema ?? { attributes: {} };
  const message = core.encode(block, { project: 'acme-prod', ...config });
  const request = { typeName, config: message, limit: 0, includeResourceObject };
  const found: { name: string | undefined; state: ObjectValue | null | undefined }[] = [];
  for await (const { displayName, resourceObject, identity, diagnostic = [] } of core.handlers.ListResource(
    request,
    core.call,
  )) {
    if (diagnostic.length > 0) throw new Error(sentences(diagnostic).join('\n'));
    expect(identity).toBeDefined();
    found.push({ name: displayName, state: resourceObject && core.decode(core.schemaOf(typeName), resourceObject) });
  }
  return found;
}

const names = async (typeName: string, config: ObjectValue) => (await list(typeName, config)).map(({ name }) => name);

test('the list schemas of all types are valid', async () => {
  await start();
  expect(checkProvider(provider)).toEqual([]);
  const { listResourceSchemas } = await core.handlers.GetProviderSchema({}, core.call);
  expect(Object.keys(listResourceSchemas ?? {})).toHaveLength(15);
});

test.each([
  ['all of a project, the oldest first, without deleted ones', {}, [keys.gcp, keys.aws]],
  ['those of a cloud', { cmk_provider: 'aws' }, [keys.aws]],
  ['those of a status', { status: 'old' }, [keys.aws]],
  ['the default', { default_cmk: true }, [keys.gcp]],
  ['all but the default', { default_cmk: false }, [keys.aws]],
])('keys: %s', async (_, config, expected) => {
  await start({ deletedKeys: 'shown' });
  expect(await names('aiven_cmk', config)).toEqual(expected);
});

test('filtering by status fails if Aiven omits the status of a key', async () => {
  await start({ shape: 'openapi' });
  await expect(names('aiven_cmk', { status: 'current' })).rejects.toThrow('Failed to filter keys by status');
  expect(await names('aiven_cmk', {})).toHaveLength(3);
});

test.each([
  ['all of the type, by name', {}, ['orders', 'plain']],
  ['those under a key', { cmk_id: first.toUpperCase() }, ['orders']],
  ["those under Aiven's own keys", { cmk_id: '00000000-0000-0000-0000-000000000000' }, ['plain']],
  ['those in a cloud', { cloud_name: 'aws-eu-west-1' }, []],
])('services: %s', async (_, config, expected) => {
  await start();
  expect(await names('aiven_pg', config)).toEqual(expected);
});

test.each([
  ['all services that are under a key', {}, ['orders', 'queue']],
  ['those under one key', { cmk_id: second }, ['queue']],
  ['those of one type', { service_type: 'pg' }, ['orders']],
])('bindings: %s', async (_, config, expected) => {
  await start();
  expect(await names('aiven_cmk_service_association', config)).toEqual(expected);
});

test('lists what an import and a read store, except secrets', async () => {
  await start();
  for (const [typeName, id] of [
    ['aiven_cmk', `acme-prod/${first}`],
    ['aiven_pg', 'acme-prod/orders'],
    ['aiven_cmk_service_association', 'acme-prod/orders'],
  ] as const) {
    const { importedResources } = await core.handlers.ImportResourceState(
      { typeName, id, identity: undefined, clientCapabilities: undefined },
      core.call,
    );
    const imported = core.decode(core.schemaOf(typeName), importedResources?.[0]?.state);
    const { state } = await core.read(typeName, { state: imported, private: new Uint8Array() });
    const [listed] = await list(typeName, {}, true);
    const noSecrets = typeName === 'aiven_pg' ? { service_password: null, service_uri: null } : {};
    expect(listed?.state).toEqual({ ...state, ...noSecrets });
  }
});

test('lists of one project share a request', async () => {
  await start();
  await list('aiven_pg', {});
  await list('aiven_kafka', {});
  await list('aiven_cmk_service_association', {});
  expect(emulator.requests.map(({ operation }) => operation)).toEqual(['ServiceList']);
});

describe('the generated configuration', () => {
  const generate = async (typeName: string, index = 0) => {
    const objects = await list(typeName, {}, true);
    const schema = core.schemaOf(typeName);
    const state = core.encode(schema, objects[index]?.state ?? null);
    const { config } = await core.handlers.GenerateResourceConfig({ typeName, state }, core.call);
    const written = Object.entries(core.decode(schema, config) ?? {});
    return Object.fromEntries(written.filter(([, value]) => value !== null && JSON.stringify(value) !== '[]'));
  };

  test('of a key has its registration, and whether it is the default', async () => {
    await start();
    expect(await generate('aiven_cmk')).toEqual({
      project: 'acme-prod',
      cmk_provider: 'gcp',
      resource: keys.gcp,
      default_cmk: true,
    });
    expect(await generate('aiven_cmk', 1)).not.toHaveProperty('default_cmk');
  });

  test('of a service has the user’s settings, and nothing that Aiven computes', async () => {
    await start();
    expect(await generate('aiven_pg')).toEqual({
      project: 'acme-prod',
      service_name: 'orders',
      plan: 'startup-4',
      cloud_name: 'google-europe-west1',
      cmk_id: first,
      maintenance_window_dow: 'sunday',
      maintenance_window_time: '10:00:00',
      tag: [{ key: 'team', value: 'a' }],
    });
    expect(await generate('aiven_pg', 1)).not.toHaveProperty('cmk_id');
  });

  test('of a binding has the service and its key', async () => {
    await start();
    expect(await generate('aiven_cmk_service_association')).toEqual({
      project: 'acme-prod',
      service_name: 'orders',
      cmk_id: first,
      on_destroy: 'keep',
    });
  });
});

test('docs/query.md names every filter of every list', async () => {
  await start();
  const page = readFileSync(resolve(__dirname, '../../docs/query.md'), 'utf8');
  for (const { type, list: { schema } = { schema: { attributes: {} } } } of provider.resources ?? []) {
    const isService = !type.startsWith('aiven_cmk');
    const name = isService ? 'aiven_<type>' : type;
    const [, rows = ''] = new RegExp(`^\\| \`${name}\`([^]*?)(?=\\n\\| \`|\\n\\n)`, 'm').exec(page) ?? [];
    const named = [...rows.matchAll(/\| `(\w+)` \|/g)].map(([, filter]) => filter);
    expect(['project', ...named]).toEqual(Object.keys(schema.attributes));
  }
});
