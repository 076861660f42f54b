/** Faults set by name. */

import { Emulator } from '../../../src/emulator';
import { ask, gcpKey } from '../../support/emulator/api-caller';

let emulator: Emulator;

beforeEach(async () => {
  emulator = new Emulator({ projects: ['p', 'always-429-on-list'], clock: { now: () => 1_800_000_000_000 } });
  await emulator.start();
});

afterEach(() => emulator.stop());

const create = (name: string) => ask(emulator, 'POST', 'p/secrets/cmks', { provider: 'gcp', resource: gcpKey(name) });

test('fault-503 in a key reference applies once per operation', async () => {
  expect((await create('fault-503')).status).toBe(503);
  const { status, body } = await create('fault-503');
  expect(status).toBe(201);
  const get = () => ask(emulator, 'GET', `p/secrets/cmks/${body.cmk.id}`);
  expect([(await get()).status, (await get()).status]).toEqual([503, 200]);
});

test('always-503 applies every time', async () => {
  expect([(await create('always-503')).status, (await create('always-503')).status]).toEqual([503, 503]);
});

test('-on-delete limits a fault to one kind of operation', async () => {
  const { body } = await create('always-500-on-delete');
  expect((await ask(emulator, 'GET', `p/secrets/cmks/${body.cmk.id}`)).status).toBe(200);
  expect((await ask(emulator, 'DELETE', `p/secrets/cmks/${body.cmk.id}`)).status).toBe(500);
});

test('fault-lost registers the key', async () => {
  await expect(create('fault-lost-on-create')).rejects.toThrow();
  expect(emulator.store.project('p').cmks.size).toBe(1);
});

test('reset-after is not read as reset', async () => {
  await expect(create('fault-reset-after')).rejects.toThrow();
  expect(emulator.requests[0]?.fault).toBe('reset-after');
});

test('late takes its delay from the name', async () => {
  await expect(create('fault-late-5000ms')).rejects.toThrow();
  emulator.advance(4999);
  expect(emulator.store.project('p').cmks.size).toBe(0);
  emulator.advance(1);
  expect(emulator.store.project('p').cmks.size).toBe(1);
});

test('a sentinel in a project name applies to the whole project', async () => {
  expect((await ask(emulator, 'GET', 'always-429-on-list/secrets/cmks')).status).toBe(429);
  expect((await ask(emulator, 'GET', 'always-429-on-list/service')).status).toBe(429);
  expect((await ask(emulator, 'GET', 'always-429-on-list/service/x')).status).toBe(404);
});

test('a sentinel in a service name or plan applies to that service', async () => {
  const body = { service_name: 'always-500-on-get', service_type: 'pg', plan: 'startup-4' };
  expect((await ask(emulator, 'POST', 'p/service', body)).status).toBe(201);
  expect((await ask(emulator, 'GET', 'p/service/always-500-on-get')).status).toBe(500);
  const other = { service_name: 'x', service_type: 'pg', plan: 'fault-502' };
  expect((await ask(emulator, 'POST', 'p/service', other)).status).toBe(502);
});

test('similar names are not sentinels', async () => {
  expect((await create('default-503')).status).toBe(201);
  expect((await create('fault-nothing')).status).toBe(201);
});
