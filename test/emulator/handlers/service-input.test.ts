/** Invalid services. */

import { Emulator } from '../../../src/emulator';
import { ask } from '../../support/emulator/api-caller';

let emulator: Emulator;

beforeEach(async () => {
  emulator = new Emulator({ projects: ['p'] });
  await emulator.start();
});

afterEach(() => emulator.stop());

test.each([
  ['an unknown type', { service_type: 'oracle' }, 'service_type must be one of clickhouse'],
  ['an inherited type', { service_type: 'constructor' }, 'service_type must be one of clickhouse'],
  ['no plan', { plan: undefined }, 'plan is required'],
  ['a plan that is not available', { plan: 'no-such-plan' }, 'Plan "no-such-plan" is not available'],
  ['a name with capitals', { service_name: 'Orders' }, 'service_name must be'],
  ['an unknown field', { cloud_name: 'x' }, 'Unexpected field(s): cloud_name'],
  ['an unknown day', { maintenance: { dow: 'Monday' } }, 'maintenance.dow must be one of'],
  ['an invalid time', { maintenance: { time: '24:00:00' } }, 'maintenance.time must have the form'],
  ['a tag that is not a string', { tags: { a: 1 } }, 'tags.a must be a string'],
  ['an invalid email', { tech_emails: ['ops@acme.example'] }, 'tech_emails must be an array of'],
  ['a VPC ID that is not a UUID', { project_vpc_id: 'p/1' }, 'project_vpc_id must be a UUID'],
  ['a size that is not a number', { disk_space_mb: '80GiB' }, 'disk_space_mb must be a whole number'],
  ['a negative size', { disk_space_mb: -1 }, 'disk_space_mb must be a whole number'],
  ['a static IP that is not a string', { static_ips: [{}] }, 'static_ips must be an array of'],
  ['a day that only Aiven can set', { maintenance: { dow: 'never' } }, 'maintenance.dow must be one of'],
  ['a version that is a number', { user_config: { pg_version: 16 } }, 'user_config.pg_version must be a string'],
  ['a user_config that is not an object', { user_config: [] }, 'user_config must be an object'],
])('rejects %s', async (_, more, message) => {
  const body = { service_name: 'orders', service_type: 'pg', plan: 'startup-4', ...more };
  const response = await ask(emulator, 'POST', 'p/service', body);
  expect(response.status).toBe(400);
  expect(response.body.message).toContain(message);
  expect((await ask(emulator, 'GET', 'p/service')).body.services).toEqual([]);
});

test('a rejected update changes nothing', async () => {
  await ask(emulator, 'POST', 'p/service', { service_name: 'orders', service_type: 'pg', plan: 'startup-4' });
  for (const more of [{ plan: '' }, { cloud: 5 }, { cmk_id: 'x' }, { powered: 'yes' }, { service_type: 'mysql' }]) {
    const response = await ask(emulator, 'PUT', 'p/service/orders', { termination_protection: true, ...more });
    expect([more, response.status]).toEqual([more, 400]);
  }
  expect((await ask(emulator, 'GET', 'p/service/orders')).body.service.termination_protection).toBe(false);
});

test('a null cloud counts as left out, and the deprecated fields are accepted', async () => {
  const service = { service_name: 'orders', service_type: 'kafka', plan: 'startup-4' };
  const created = await ask(emulator, 'POST', 'p/service', {
    ...service,
    cloud: null,
    group_name: 'default',
    copy_tags: false,
    service_integrations: [],
  });
  expect([created.status, created.body.service.cloud_name]).toEqual([201, 'google-europe-west1']);
  const update = { karapace: true, schema_registry_authz: true, group_name: 'default', cloud: null };
  expect((await ask(emulator, 'PUT', 'p/service/orders', update)).status).toBe(200);
});
