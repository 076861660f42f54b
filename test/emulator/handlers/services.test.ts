/** Service operations: defaults, the key of a service, settings, secrets, termination protection. */

import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import { type ApiAnswer, ask, gcpKey } from '../../support/emulator/api-caller';

let emulator: Emulator;

async function started(options: EmulatorOptions = {}): Promise<void> {
  emulator = new Emulator({ projects: ['p', 'q'], ...options });
  await emulator.start();
}

afterEach(() => emulator.stop());

const noCmk = '00000000-0000-0000-0000-000000000000';

const services = (method: string, rest = '', body?: unknown): Promise<ApiAnswer> =>
  ask(emulator, method, `p/service${rest}`, body);

const create = (more: object = {}) =>
  services('POST', '', { service_name: 'orders', service_type: 'pg', plan: 'startup-4', ...more });

const register = (name: string, more: object = {}): string =>
  emulator.call('CMKCreate', 'p', {}, { provider: 'gcp', resource: gcpKey(name), ...more }).cmk.id;

describe('a service', () => {
  test('is created, read, listed, updated and deleted', async () => {
    await started();
    const created = await create({ cloud: 'google-europe-west3' });
    expect(created.status).toBe(201);
    expect(created.body.service).toMatchObject({
      service_name: 'orders',
      service_type: 'pg',
      plan: 'startup-4',
      cloud_name: 'google-europe-west3',
      state: 'RUNNING',
      cmk_id: null,
    });
    expect((await services('GET', '/orders')).body).toEqual(created.body);
    expect((await services('GET')).body).toEqual({ services: [created.body.service] });
    const { body } = await services('PUT', '/orders', { plan: 'business-8' });
    expect(body.service).toMatchObject({ plan: 'business-8', cloud_name: 'google-europe-west3' });
    expect(await services('DELETE', '/orders')).toMatchObject({ status: 200, body: {} });
    for (const method of ['GET', 'DELETE']) {
      expect(await services(method, '/orders')).toMatchObject({
        status: 404,
        body: { message: 'Service does not exist' },
      });
    }
  });

  test('gets defaults for what the request leaves out', async () => {
    await started();
    expect((await create()).body.service).toMatchObject({
      cloud_name: 'google-europe-west1',
      project_vpc_id: null,
      termination_protection: false,
      maintenance: { dow: 'sunday', time: '10:00:00', enabled: true },
      disk_space_mb: 81_920,
      user_config: { ip_filter: ['0.0.0.0/0'], pg_version: '16' },
      tags: {},
      tech_emails: [],
    });
  });

  test('keeps its settings, and changes only what an update contains', async () => {
    await started();
    const given = {
      project_vpc_id: '1b671a64-40d5-491e-99b0-da01ff1f3341',
      maintenance: { dow: 'monday', time: '03:00:00' },
      disk_space_mb: 102_400,
      tags: { team: 'orders' },
      tech_emails: [{ email: 'ops@acme.example' }],
    };
    await create({ ...given, termination_protection: true });
    const { body } = await services('PUT', '/orders', { maintenance: { dow: 'sunday' } });
    expect(body.service).toMatchObject({
      ...given,
      maintenance: { dow: 'sunday', time: '03:00:00', enabled: true },
      termination_protection: true,
    });
    expect((await services('PUT', '/orders', { project_vpc_id: null })).body.service.project_vpc_id).toBeNull();
  });

  test.each(
    'clickhouse dragonfly flink grafana kafka kafka_connect kafka_mirrormaker mysql opensearch pg redis thanos valkey'.split(
      ' ',
    ),
  )('of type %s is accepted', async (service_type) => {
    await started();
    expect((await create({ service_type })).status).toBe(201);
  });

  test('with a name that is taken is rejected', async () => {
    await started();
    await create();
    const { status, body } = await create({ service_type: 'mysql' });
    expect([status, body.message]).toEqual([409, 'Service "orders" already exists in the project']);
    expect((await services('GET', '/orders')).body.service.service_type).toBe('pg');
  });

  test('has only six fields with serviceShape six-fields', async () => {
    await started({ serviceShape: 'six-fields' });
    const six = ['service_name', 'service_type', 'plan', 'cloud_name', 'state', 'cmk_id'];
    expect(Object.keys((await create()).body.service)).toEqual(six);
    expect(Object.keys((await services('GET')).body.services[0])).toEqual(six);
  });
});

describe('the key of a new service', () => {
  test('is the requested one, in any case', async () => {
    await started();
    register('default', { default_cmk: true });
    const id = register('a');
    expect((await create({ cmk_id: id.toUpperCase() })).body.service.cmk_id).toBe(id);
  });

  test("is the project's default if none is requested", async () => {
    await started();
    const id = register('a', { default_cmk: true });
    expect((await create()).body.service.cmk_id).toBe(id);
  });

  test('is null if the project has no default key', async () => {
    await started();
    register('a');
    expect((await create()).body.service.cmk_id).toBeNull();
  });

  test('is null for the all-zero UUID, even with a default key', async () => {
    await started();
    register('a', { default_cmk: true });
    expect((await create({ cmk_id: noCmk })).body.service.cmk_id).toBeNull();
  });

  test.each([
    ['not a UUID', () => 'p/1b671a64-40d5-491e-99b0-da01ff1f3341'],
    ['not a string', () => null],
    ['unknown', () => '1b671a64-40d5-491e-99b0-da01ff1f3341'],
    ['deleted', () => emulator.call('CMKDelete', 'p', { cmkId: register('gone') }).cmk.id],
    ["another project's", () => emulator.call('CMKCreate', 'q', {}, { provider: 'gcp', resource: gcpKey('q') }).cmk.id],
  ])('that is %s is rejected with invalid_cmk_id', async (_, id) => {
    await started({ deletedKeys: 'shown' });
    const { status, body } = await create({ cmk_id: id() });
    expect([status, body.errors[0].error_code]).toEqual([400, 'invalid_cmk_id']);
  });
});

test('an update without cmk_id keeps the key, and one with the all-zero UUID removes it', async () => {
  await started();
  const id = register('a');
  await create({ cmk_id: id });
  register('b', { default_cmk: true });
  expect((await services('PUT', '/orders', { plan: 'business-4' })).body.service.cmk_id).toBe(id);
  expect((await services('PUT', '/orders', { cmk_id: noCmk })).body.service.cmk_id).toBeNull();
  expect((await ask(emulator, 'GET', `p/secrets/cmks/${id}/service_associations`)).body.service_associations).toEqual(
    [],
  );
});

test('without BYOK a service cannot use a key', async () => {
  await started();
  const id = register('a');
  emulator.store.project('p').byok = false;
  const { status, body } = await create({ cmk_id: id });
  expect([status, body.errors[0].error_code]).toEqual([403, 'feature_not_enabled']);
});

describe('settings', () => {
  test('are merged: objects by name, arrays as a whole, and null restores the default', async () => {
    await started();
    await create({ user_config: { pg: { work_mem: 4, jit: true }, ip_filter: ['10.0.0.0/8'] } });
    const { body } = await services('PUT', '/orders', {
      user_config: { pg: { jit: null }, ip_filter: null, pg_version: '17' },
    });
    expect(body.service.user_config).toEqual({ pg: { work_mem: 4 }, ip_filter: ['0.0.0.0/0'], pg_version: '17' });
  });

  test('that are secret are redacted, and sending a redacted one back changes nothing', async () => {
    await started();
    await create({ user_config: { admin_password: 'open-sesame' } });
    const { user_config } = (await services('GET', '/orders')).body.service;
    expect(user_config.admin_password).toBe('<redacted>');
    await services('PUT', '/orders', { user_config });
    const { body } = await services('GET', '/orders?include_secrets=true');
    expect(body.service.user_config.admin_password).toBe('open-sesame');
  });
});

describe('secrets', () => {
  test('are included only with include_secrets=true, in ServiceGet and ServiceList', async () => {
    await started();
    const created = await create();
    const { password } = emulator.store.service('p', 'orders');
    for (const answer of [
      created,
      await services('GET', '/orders'),
      await services('GET'),
      await services('PUT', '/orders', {}),
    ]) {
      expect(JSON.stringify(answer.body)).not.toContain(password);
      expect(JSON.stringify(answer.body)).toContain('<redacted>');
    }
    const { service } = (await services('GET', '/orders?include_secrets=true')).body;
    expect(service).toMatchObject({
      service_uri: expect.stringContaining(`postgres://avnadmin:${password}@`),
      service_uri_params: { password },
      users: [{ username: 'avnadmin', password }],
      connection_info: { pg: [service.service_uri] },
    });
    expect((await services('GET', '?include_secrets=true')).body.services).toEqual([service]);
  });

  test('are left out with secrets absent', async () => {
    await started({ secrets: 'absent' });
    const { service } = (await create()).body;
    expect(Object.keys(service)).not.toContain('service_uri');
    expect(service.users).toEqual([{ username: 'avnadmin', type: 'primary' }]);
  });

  test('are denied to a token that may not read them', async () => {
    await started({ projects: [{ name: 'p', deny: ['secrets'] }] });
    await create();
    expect((await services('GET', '/orders')).status).toBe(200);
    expect((await services('GET', '/orders?include_secrets=true')).status).toBe(403);
  });
});

describe('termination protection', () => {
  const refusal = 'Service is protected against termination and shutdown. Remove termination protection first.';

  test('rejects delete and power-off until it is removed', async () => {
    await started();
    await create({ termination_protection: true });
    expect(await services('DELETE', '/orders')).toMatchObject({ status: 403, body: { message: refusal } });
    expect(await services('PUT', '/orders', { powered: false })).toMatchObject({
      status: 403,
      body: { message: refusal },
    });
    expect((await services('PUT', '/orders', { powered: false, termination_protection: false })).status).toBe(200);
    expect((await services('DELETE', '/orders')).status).toBe(200);
  });
});
