/** Static IP addresses: who has them, and what is refused. */

import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import { ask } from '../../support/emulator/api-caller';

let emulator: Emulator;

async function started(options: EmulatorOptions = {}): Promise<void> {
  const services = [{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', static_ips: ['own'] }];
  const project = { name: 'p', services, static_ips: [{ static_ip_address_id: 'free' }] };
  emulator = new Emulator({
    seed: { projects: [project] },
    clock: { now: () => 1_800_000_000_000 },
    ...options,
  });
  await emulator.start();
}

afterEach(() => emulator.stop());

const staticIps = (method: string, rest = '', body?: unknown) => ask(emulator, method, `p/static-ips${rest}`, body);

const observe = async () =>
  (await staticIps('GET')).body.static_ips.map(
    (address: { static_ip_address_id: string; service_name: string | null; state: string }) =>
      `${address.static_ip_address_id} ${address.service_name} ${address.state}`,
  );

test('an address is created, associated and dissociated', async () => {
  await started();
  const created = await staticIps('POST', '', { cloud_name: 'google-europe-west3' });
  expect(created.body).toEqual({
    static_ip_address_id: expect.stringMatching(/^ip[0-9a-f]{11}$/),
    ip_address: expect.stringMatching(/^203\.0\.113\.\d+$/),
    cloud_name: 'google-europe-west3',
    state: 'created',
    service_name: null,
    termination_protection: false,
  });
  expect(await observe()).toEqual([
    'free null created',
    'own orders assigned',
    `${created.body.static_ip_address_id} null created`,
  ]);
  expect((await staticIps('POST', '/free/association', { service_name: 'orders' })).body).toMatchObject({
    service_name: 'orders',
    state: 'assigned',
  });
  expect((await staticIps('DELETE', '/own/association')).body).toMatchObject({ service_name: null, state: 'created' });
  expect((await observe()).slice(0, 2)).toEqual(['free orders assigned', 'own null created']);
});

test('a new service takes its addresses, which are available until it runs, and a deleted one releases them', async () => {
  await started({ serviceDelay: 1000, deletionDelay: 1000 });
  const body = { service_name: 'new', service_type: 'pg', plan: 'startup-4', static_ips: ['free'] };
  expect((await ask(emulator, 'POST', 'p/service', body)).status).toBe(201);
  expect(await observe()).toContain('free new available');
  emulator.advance(1000);
  expect(await observe()).toContain('free new assigned');
  await ask(emulator, 'DELETE', 'p/service/new');
  expect(await observe()).toContain('free new assigned');
  emulator.advance(1000);
  expect(await observe()).toContain('free null created');
});

test.each([
  ['an unknown address', 'POST', '/nowhere/association', { service_name: 'orders' }, 404],
  ['an unknown service', 'POST', '/free/association', { service_name: 'nowhere' }, 404],
  ['an address that a service has', 'POST', '/own/association', { service_name: 'orders' }, 409],
  ['no service', 'POST', '/free/association', {}, 400],
  ['a field that the API does not declare', 'POST', '/free/association', { service_name: 'orders', id: 1 }, 400],
  ['an address that no service has', 'DELETE', '/free/association', undefined, 409],
])('%s is refused', async (_, method, path, body, status) => {
  await started();
  const before = await observe();
  expect((await staticIps(method, path, body)).status).toBe(status);
  expect(await observe()).toEqual(before);
});

test.each(['nowhere', 'own'])('a new service with the address "%s" is refused and not created', async (id) => {
  await started();
  const body = { service_name: 'new', service_type: 'pg', plan: 'startup-4', static_ips: ['free', id] };
  expect((await ask(emulator, 'POST', 'p/service', body)).status).toBe(id === 'own' ? 409 : 404);
  expect((await ask(emulator, 'GET', 'p/service/new')).status).toBe(404);
  expect(await observe()).toContain('free null created');
});
