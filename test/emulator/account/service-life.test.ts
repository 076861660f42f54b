/** What time does to services and their associations; the time is moved, never waited for. */

import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import { ask, gcpKey } from '../../support/emulator/api-caller';

let emulator: Emulator;
let oldKey: string;
let newKey: string;

async function started(options: EmulatorOptions = {}): Promise<void> {
  emulator = new Emulator({ projects: ['p'], clock: { now: () => 1_800_000_000_000 }, ...options });
  await emulator.start();
  const register = (name: string) =>
    emulator.call('CMKCreate', 'p', {}, { provider: 'gcp', resource: gcpKey(name) }).cmk.id;
  [oldKey, newKey] = [register('old'), register('new')];
}

afterEach(() => emulator.stop());

const put = (body: object, name = 'orders') => ask(emulator, 'PUT', `p/service/${name}`, body);

async function create(cmkId: string, name = 'orders') {
  const body = { service_name: name, service_type: 'pg', plan: 'startup-4', cmk_id: cmkId };
  return (await ask(emulator, 'POST', 'p/service', body)).body.service;
}

/** State and key of the service, and the status of its association with either key. */
async function seen(name = 'orders'): Promise<(string | null | undefined)[]> {
  const { status, body } = await ask(emulator, 'GET', `p/service/${name}`);
  const statusUnder = async (id: string) =>
    (await ask(emulator, 'GET', `p/secrets/cmks/${id}/service_associations`)).body.service_associations
      .map((association: { status: string }) => association.status)
      .join(', ') || undefined;
  const key = status === 404 ? undefined : body.service.cmk_id;
  const keyName = key === oldKey ? 'old' : key === newKey ? 'new' : key;
  return [status === 404 ? 'gone' : body.service.state, keyName, await statusUnder(oldKey), await statusUnder(newKey)];
}

test('without delays a move is over at once', async () => {
  await started();
  await create(oldKey);
  expect(await seen()).toEqual(['RUNNING', 'old', 'active', undefined]);
  await put({ cmk_id: newKey });
  expect(await seen()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('a new service rebuilds, then runs; its association activates meanwhile', async () => {
  await started({ serviceDelay: 1000, activationDelay: 3000 });
  expect((await create(oldKey)).state).toBe('REBUILDING');
  expect(await seen()).toEqual(['REBUILDING', 'old', 'activating', undefined]);
  emulator.advance(1000);
  expect(await seen()).toEqual(['RUNNING', 'old', 'activating', undefined]);
  emulator.advance(2000);
  expect(await seen()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('a move rebalances: the new key activates, the old one deactivates and can be deleted when it is gone', async () => {
  await started({ serviceDelay: 1000, activationDelay: 2000, deactivationDelay: 3000 });
  await create(oldKey);
  emulator.advance(2000);
  const { body } = await put({ cmk_id: newKey });
  expect(body.service).toMatchObject({ state: 'REBALANCING', cmk_id: newKey });
  expect(await seen()).toEqual(['REBALANCING', 'new', 'deactivating', 'activating']);
  emulator.advance(2000);
  expect(await seen()).toEqual(['RUNNING', 'new', 'deactivating', 'active']);
  const refused = await ask(emulator, 'DELETE', `p/secrets/cmks/${oldKey}`);
  expect(refused.status).toBe(409);
  expect(refused.body.message).toBe('CMK cannot be deleted because it is still associated with one or more services');
  emulator.advance(1000);
  expect(await seen()).toEqual(['RUNNING', 'new', undefined, 'active']);
  expect((await ask(emulator, 'DELETE', `p/secrets/cmks/${oldKey}`)).status).toBe(200);
});

test('one delay for the service is the delay of all', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ cmk_id: newKey });
  expect(await seen()).toEqual(['REBALANCING', 'new', 'deactivating', 'activating']);
  emulator.advance(999);
  expect(await seen()).toEqual(['REBALANCING', 'new', 'deactivating', 'activating']);
  emulator.advance(1);
  expect(await seen()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('a service may show the key in use instead of the one it moves to', async () => {
  await started({ serviceDelay: 1000, movingCmkId: 'active' });
  await create(oldKey);
  expect(await seen()).toEqual(['REBUILDING', null, 'activating', undefined]);
  emulator.advance(1000);
  await put({ cmk_id: newKey });
  expect(await seen()).toEqual(['REBALANCING', 'old', 'deactivating', 'activating']);
  emulator.advance(1000);
  expect(await seen()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('moving back half way turns both associations round', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ cmk_id: newKey });
  await put({ cmk_id: oldKey });
  expect(await seen()).toEqual(['REBALANCING', 'old', 'activating', 'deactivating']);
  emulator.advance(1000);
  expect(await seen()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('the key that is there already is no move', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ cmk_id: oldKey.toUpperCase(), plan: 'startup-4', tags: { a: 'b' } });
  expect(await seen()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('another plan rebalances without touching the association', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ plan: 'business-8' });
  expect(await seen()).toEqual(['REBALANCING', 'old', 'active', undefined]);
});

test('a service being deleted is there until it is gone, and holds its key until then', async () => {
  await started({ deletionDelay: 5000 });
  await create(oldKey);
  expect((await ask(emulator, 'DELETE', 'p/service/orders')).status).toBe(200);
  expect(await seen()).toEqual(['RUNNING', 'old', 'deactivating', undefined]);
  expect((await ask(emulator, 'DELETE', 'p/service/orders')).status).toBe(200);
  expect((await put({ plan: 'business-8' })).status).toBe(409);
  emulator.advance(5000);
  expect(await seen()).toEqual(['gone', undefined, undefined, undefined]);
});

test('a key is held for a while after its service is gone', async () => {
  await started({ deactivationDelay: 5000 });
  await create(oldKey);
  await ask(emulator, 'DELETE', 'p/service/orders');
  expect(await seen()).toEqual(['gone', undefined, 'deactivating', undefined]);
  emulator.advance(5000);
  expect((await ask(emulator, 'DELETE', `p/secrets/cmks/${oldKey}`)).status).toBe(200);
});

test('a service that is changed while it rebuilds goes on rebuilding, from then on', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(600);
  expect((await put({ plan: 'business-8' })).body.service.state).toBe('REBUILDING');
  emulator.advance(600);
  expect(await seen()).toEqual(['REBUILDING', 'old', 'active', undefined]);
  emulator.advance(400);
  expect(await seen()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('a new service of the same name leaves the association that is ending alone', async () => {
  await started({ deactivationDelay: 5000 });
  await create(oldKey);
  await ask(emulator, 'DELETE', 'p/service/orders');
  await create(newKey);
  expect(await seen()).toEqual(['RUNNING', 'new', 'deactivating', 'active']);
  emulator.advance(5000);
  expect(await seen()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('services live apart: power and loss of one leave the others', async () => {
  await started({ serviceDelay: 1000, deactivationDelay: 9000 });
  await create(oldKey, 'stays');
  await create(newKey, 'taken-away');
  await create(oldKey, 'moves');
  emulator.advance(1000);
  await put({ cmk_id: newKey }, 'moves');
  await put({ powered: false }, 'stays');
  emulator.advance(8000);
  await put({ powered: true }, 'stays');
  emulator.advance(1000);
  const associations = async (id: string) =>
    (await ask(emulator, 'GET', `p/secrets/cmks/${id}/service_associations`)).body.service_associations;
  expect(await associations(oldKey)).toEqual([{ service_name: 'stays', status: 'active' }]);
  expect(await associations(newKey)).toEqual([{ service_name: 'moves', status: 'active' }]);
});

test('a service without power moves nowhere until it is powered on', async () => {
  await started({ serviceDelay: 1000, deactivationDelay: 3000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ powered: false });
  expect(await seen()).toEqual(['POWEROFF', 'old', 'active', undefined]);
  await put({ cmk_id: newKey });
  emulator.advance(60_000);
  expect(await seen()).toEqual(['POWEROFF', 'new', 'deactivating', 'activating']);
  await put({ powered: true });
  expect(await seen()).toEqual(['REBUILDING', 'new', 'deactivating', 'activating']);
  emulator.advance(1000);
  expect(await seen()).toEqual(['RUNNING', 'new', 'deactivating', 'active']);
  emulator.advance(2000);
  expect(await seen()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

describe('a service whose name says so', () => {
  test('never becomes ready', async () => {
    await started({ serviceDelay: 1000 });
    await create(oldKey, 'orders-never-ready');
    emulator.advance(1e9);
    expect(await seen('orders-never-ready')).toEqual(['REBUILDING', 'old', 'activating', undefined]);
    expect((await ask(emulator, 'DELETE', 'p/service/orders-never-ready')).status).toBe(200);
  });

  test('loses its power instead of running', async () => {
    await started({ serviceDelay: 1000 });
    await create(oldKey, 'becomes-poweroff');
    expect(await seen('becomes-poweroff')).toEqual(['REBUILDING', 'old', 'activating', undefined]);
    emulator.advance(1e9);
    expect(await seen('becomes-poweroff')).toEqual(['POWEROFF', 'old', 'activating', undefined]);
    await put({ powered: true }, 'becomes-poweroff');
    emulator.advance(1000);
    expect(await seen('becomes-poweroff')).toEqual(['RUNNING', 'old', 'active', undefined]);
  });

  test('is taken away instead of running', async () => {
    await started({ serviceDelay: 1000 });
    await create(oldKey, 'taken-away');
    expect(await seen('taken-away')).toEqual(['REBUILDING', 'old', 'activating', undefined]);
    emulator.advance(1000);
    expect(await seen('taken-away')).toEqual(['gone', undefined, undefined, undefined]);
  });
});
