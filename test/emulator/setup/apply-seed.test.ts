/** Seeds: objects and files, generated keys and services, and messages about mistakes. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Emulator, generatedCmkId, type Seed } from '../../../src/emulator';
import { temporaryFolder } from '../../support/temporary';

const id = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const resource = 'projects/acme/locations/eu/keyRings/r/cryptoKeys/k';

const seed: Seed = {
  projects: [
    'empty',
    {
      name: 'acme',
      cmks: [{ id, provider: 'gcp', resource, default_cmk: true, status: 'old', created_at: '2026-01-01T00:00:00Z' }],
      services: [
        { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: id.toUpperCase() },
        {
          service_name: '<script>',
          service_type: 'kafka',
          plan: 'business-4',
          state: 'POWEROFF',
          termination_protection: true,
        },
      ],
      associations: [{ cmk_id: id, service_name: 'legacy', status: 'deactivating' }],
    },
  ],
};

test('adds keys, services and associations as given', () => {
  const emulator = new Emulator({ seed });
  expect(emulator.call('CMKList', 'empty').cmks).toEqual([]);
  expect(emulator.call('CMKList', 'acme').cmks).toEqual([
    {
      id,
      provider: 'gcp',
      resource,
      default_cmk: true,
      status: 'old',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    },
  ]);
  expect(emulator.call('ServiceList', 'acme').services).toMatchObject([
    {
      service_name: 'orders',
      state: 'RUNNING',
      cmk_id: id,
      cloud_name: 'google-europe-west1',
      disk_space_mb: 81_920,
      maintenance: { dow: 'sunday', time: '10:00:00', enabled: true },
      project_vpc_id: null,
    },
    { service_name: '<script>', state: 'POWEROFF', cmk_id: null, termination_protection: true },
  ]);
  expect(emulator.call('CMKServiceAssociationsList', 'acme', { cmkId: id }).service_associations).toEqual([
    { service_name: 'orders', status: 'active' },
    { service_name: 'legacy', status: 'deactivating' },
  ]);
});

test('a seed replaces the default projects and adds to those of the options', () => {
  expect([...new Emulator({ seed }).store.projects.keys()]).toEqual(['empty', 'acme']);
  expect([...new Emulator({ seed, projects: ['more'] }).store.projects.keys()]).toEqual(['more', 'empty', 'acme']);
});

test('generates the same keys and services every time, of all clouds and types', () => {
  const generated = { projects: [{ name: 'big', generate: { cmks: 500, services: 500 } }] };
  const [first, second] = [new Emulator({ seed: generated }), new Emulator({ seed: generated })];
  const { cmks } = first.call('CMKList', 'big');
  expect(cmks).toHaveLength(500);
  expect(new Set(cmks.map(({ provider }) => provider))).toEqual(new Set(['aws', 'azure', 'gcp', 'oci']));
  expect(cmks.map((cmk) => cmk.id)).toEqual(second.call('CMKList', 'big').cmks.map((cmk) => cmk.id));
  expect(cmks[7]?.id).toBe(generatedCmkId('big', 7));
  const { services } = first.call('ServiceList', 'big');
  expect(new Set(services.map(({ service_type }) => service_type)).size).toBe(13);
  expect(services.filter(({ cmk_id }) => cmk_id === null)).toHaveLength(100);
});

test('reads a seed from a file', () => {
  const path = join(temporaryFolder(), 'seed.json');
  writeFileSync(path, JSON.stringify(seed));
  expect(new Emulator({ seed: path }).call('CMKGet', 'acme', { cmkId: id }).cmk.resource).toBe(resource);
});

test('names a file that is missing, not JSON or not a seed', () => {
  const path = join(temporaryFolder(), 'seed.json');
  expect(() => new Emulator({ seed: path })).toThrow(`Cannot read the seed file "${path}"`);
  writeFileSync(path, '{');
  expect(() => new Emulator({ seed: path })).toThrow(`The seed file "${path}" is not valid JSON`);
  writeFileSync(path, '{"projects":[{}]}');
  expect(() => new Emulator({ seed: path })).toThrow('seed.projects[0].name is required');
});

const withCmk = (cmk: object) => ({ projects: [{ name: 'a', cmks: [{ provider: 'gcp', resource, ...cmk }] }] });
const withService = (service: object) => ({
  projects: [{ name: 'a', services: [{ service_name: 's', service_type: 'pg', plan: 'startup-4', ...service }] }],
});

test.each([
  [[], 'options.seed must be an object, got []'],
  [{ projects: {} }, 'options.seed.projects must be an array, got {}'],
  [{ projects: [5] }, 'options.seed.projects[0] must be a name or an object, got 5'],
  [{ projects: [{}] }, 'options.seed.projects[0].name is required'],
  [
    withCmk({ provider: 'ibm' }),
    'options.seed.projects[0].cmks[0].provider must be one of "aws", "azure", "gcp", "oci", got "ibm"',
  ],
  [withCmk({ id: 'x' }), 'options.seed.projects[0].cmks[0].id must be a UUID, got "x"'],
  [
    withCmk({ status: 'new' }),
    'options.seed.projects[0].cmks[0].status must be one of "current", "old", "deleted", got "new"',
  ],
  [withCmk({ default_cmk: 'yes' }), 'options.seed.projects[0].cmks[0].default_cmk must be true or false, got "yes"'],
  [
    withService({ service_type: 'db' }),
    'options.seed.projects[0].services[0].service_type must be one of "clickhouse"',
  ],
  [
    withService({ cmk_id: id }),
    `seed.projects[0].services[0].cmk_id must be the ID of a key of the same project, got "${id}"`,
  ],
  [withService({ state: 'ON' }), 'options.seed.projects[0].services[0].state must be one of "REBUILDING"'],
  [
    { projects: [{ name: 'a', generate: { cmks: -1 } }] },
    'options.seed.projects[0].generate.cmks must be a whole number, 0 or more, got -1',
  ],
])('rejects %j: %s', (seed, message) => {
  expect(() => new Emulator({ seed: seed as Seed })).toThrow(message);
});

test.each([
  [{ project: [] }, 'options.seed.project is unknown, expected one of "projects"'],
  [{ projects: [{ name: 'a', keys: [] }] }, 'options.seed.projects[0].keys is unknown, expected one of "name", "byok"'],
  [
    { projects: [{ name: 'a', generate: { keys: 3 } }] },
    'options.seed.projects[0].generate.keys is unknown, expected one of "cmks", "services"',
  ],
  [
    withCmk({ defaultCmk: true }),
    'options.seed.projects[0].cmks[0].defaultCmk is unknown, expected one of "id", "provider"',
  ],
])('rejects an unknown field: %j', (seed, message) => {
  expect(() => new Emulator({ seed: seed as Seed })).toThrow(message);
});

test('lists several problems in one message, up to five', () => {
  const wrong = (projects: object[]) => () => new Emulator({ seed: { projects } as Seed });
  expect(wrong([{ byok: 1 }])).toThrow(
    /^options\.seed\.projects\[0\]\.name is required; options\.seed\.projects\[0\]\.byok must be true or false, got 1$/,
  );
  expect(wrong(Array.from({ length: 8 }, () => ({})))).toThrow(/projects\[4\]\.name is required; and 3 more problems$/);
});
