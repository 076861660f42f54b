/** Faults by name alone, as a person in a demo sets them. */

import { Emulator } from '../../../src/emulator';
import { ask, gcpKey } from '../../support/emulator/api-caller';

let emulator: Emulator;

beforeEach(async () => {
  emulator = new Emulator({ projects: ['p', 'always-429-on-list'], clock: { now: () => 1_800_000_000_000 } });
  await emulator.start();
});

afterEach(() => emulator.stop());

const create = (name: string) => ask(emulator, 'POST', 'p/secrets/cmks', { provider: 'gcp', resource: gcpKey(name) });

test('fault-503 in a key reference strikes once for each operation', async () => {
  expect((await create('fault-503')).status).toBe(503);
  const { status, body } = await create('fault-503');
  expect(status).toBe(201);
  const get = () => ask(emulator, 'GET', `p/secrets/cmks/${body.cmk.id}`);
  expect([(await get()).status, (await get()).status]).toEqual([503, 200]);
});

test('always-503 strikes every time', async () => {
  expect([(await create('always-503')).status, (await create('always-503')).status]).toEqual([503, 503]);
});

test('-on-delete limits it to one kind of operation', async () => {
  const { body } = await create('always-500-on-delete');
  expect((await ask(emulator, 'GET', `p/secrets/cmks/${body.cmk.id}`)).status).toBe(200);
  expect((await ask(emulator, 'DELETE', `p/secrets/cmks/${body.cmk.id}`)).status).toBe(500);
});

test('a lost response by name leaves a key behind', async () => {
  await expect(create('fault-lost-on-create')).rejects.toThrow();
  expect(emulator.store.project('p').cmks.size).toBe(1);
});

test('reset-after is not taken for reset', async () => {
  await expect(create('fault-reset-after')).rejects.toThrow();
  expect(emulator.requests[0]?.fault).toBe('reset-after');
});

test('slow and late take their milliseconds', async () => {
  await expect(create('fault-late-5000ms')).rejects.toThrow();
  emulator.advance(4999);
  expect(emulator.store.project('p').cmks.size).toBe(0);
  emulator.advance(1);
  expect(emulator.store.project('p').cmks.size).toBe(1);
});

test('in the name of a project it meets the whole project', async () => {
  expect((await ask(emulator, 'GET', 'always-429-on-list/secrets/cmks')).status).toBe(429);
  expect((await ask(emulator, 'GET', 'always-429-on-list/service')).status).toBe(429);
  expect((await ask(emulator, 'GET', 'always-429-on-list/service/x')).status).toBe(404);
});

test('in the name or the plan of a service it meets that service', async () => {
  const body = { service_name: 'always-500-on-get', service_type: 'pg', plan: 'startup-4' };
  expect((await ask(emulator, 'POST', 'p/service', body)).status).toBe(201);
  expect((await ask(emulator, 'GET', 'p/service/always-500-on-get')).status).toBe(500);
  const other = { service_name: 'x', service_type: 'pg', plan: 'fault-502' };
  expect((await ask(emulator, 'POST', 'p/service', other)).status).toBe(502);
});

test('names that only look alike do nothing', async () => {
  expect((await create('default-503')).status).toBe(201);
  expect((await create('fault-nothing')).status).toBe(201);
});
