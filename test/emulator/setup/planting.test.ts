/** Seeds: an object or a file, generated keys and services, and clear words about what is wrong. */

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

test('keys, services and associations are there as they were written', () => {
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

test('with a seed there are no projects by default, and those of the options are there beside it', () => {
  expect([...new Emulator({ seed }).store.projects.keys()]).toEqual(['empty', 'acme']);
  expect([...new Emulator({ seed, projects: ['more'] }).store.projects.keys()]).toEqual(['more', 'empty', 'acme']);
});

test('generated keys and services are the same every time, of all clouds and types', () => {
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

test('a seed may be a file', () => {
  const path = join(temporaryFolder(), 'seed.json');
  writeFileSync(path, JSON.stringify(seed));
  expect(new Emulator({ seed: path }).call('CMKGet', 'acme', { cmkId: id }).cmk.resource).toBe(resource);
});

test('a file that is missing or no JSON is named', () => {
  const path = join(temporaryFolder(), 'seed.json');
  expect(() => new Emulator({ seed: path })).toThrow(`cannot read the seed file '${path}'`);
  writeFileSync(path, '{');
  expect(() => new Emulator({ seed: path })).toThrow(`the seed file '${path}' is not JSON`);
});

const withCmk = (cmk: object) => ({ projects: [{ name: 'a', cmks: [{ provider: 'gcp', resource, ...cmk }] }] });
const withService = (service: object) => ({
  projects: [{ name: 'a', services: [{ service_name: 's', service_type: 'pg', plan: 'startup-4', ...service }] }],
});

test.each([
  [[], 'seed: the seed must be an object; got []'],
  [{ projects: {} }, 'seed: projects must be an array; got {}'],
  [{ projects: [5] }, 'seed: projects[0] must be an object; got 5'],
  [{ projects: [{}] }, 'seed: projects[0].name must be a string; got nothing'],
  [withCmk({ provider: 'ibm' }), 'seed: projects[0].cmks[0].provider must be aws, azure, gcp or oci; got "ibm"'],
  [withCmk({ id: 'x' }), 'seed: projects[0].cmks[0].id must be a UUID; got "x"'],
  [withCmk({ status: 'new' }), 'seed: projects[0].cmks[0].status must be one of current, old, deleted; got "new"'],
  [withService({ service_type: 'db' }), 'seed: projects[0].services[0].service_type must be one of clickhouse'],
  [withService({ cmk_id: id }), 'seed: projects[0].services[0].cmk_id must be the id of a CMK of the same project'],
  [withService({ state: 'ON' }), 'seed: projects[0].services[0].state must be one of REBUILDING'],
])('%j is refused: %s', (wrong, message) => {
  expect(() => new Emulator({ seed: wrong as Seed })).toThrow(message);
});

test.each([
  [{ project: [] }, 'seed: the seed has no project; it may have projects'],
  [{ projects: [{ name: 'a', keys: [] }] }, 'seed: projects[0] has no keys; it may have name, byok'],
  [
    { projects: [{ name: 'a', generate: { keys: 3 } }] },
    'seed: projects[0].generate has no keys; it may have cmks, services',
  ],
  [
    { projects: [{ name: 'a', cmks: [{ provider: 'gcp', resource, defaultCmk: true }] }] },
    'seed: projects[0].cmks[0] has no defaultCmk; it may have id, provider',
  ],
])('a misspelt name is refused: %j', (misspelt, message) => {
  expect(() => new Emulator({ seed: misspelt as Seed })).toThrow(message);
});
