/** How services and their associations change over time. The tests advance the clock and never wait. */

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

/** The state and key of the service, and the statuses of its associations with the old and the new key. */
async function observe(name = 'orders'): Promise<(string | null | undefined)[]> {
  const { status, body } = await ask(emulator, 'GET', `p/service/${name}`);
  const statusWith = async (id: string) =>
    (await ask(emulator, 'GET', `p/secrets/cmks/${id}/service_associations`)).body.service_associations
      .map((association: { status: string }) => association.status)
      .join(', ') || undefined;
  const key = status === 404 ? undefined : body.service.cmk_id;
  const keyName = key === oldKey ? 'old' : key === newKey ? 'new' : key;
  return [status === 404 ? 'deleted' : body.service.state, keyName, await statusWith(oldKey), await statusWith(newKey)];
}

test('without delays a move completes immediately', async () => {
  await started();
  await create(oldKey);
  expect(await observe()).toEqual(['RUNNING', 'old', 'active', undefined]);
  await put({ cmk_id: newKey });
  expect(await observe()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('a new service is REBUILDING, then RUNNING, while its association is activating', async () => {
  await started({ serviceDelay: 1000, activationDelay: 3000 });
  expect((await create(oldKey)).state).toBe('REBUILDING');
  expect(await observe()).toEqual(['REBUILDING', 'old', 'activating', undefined]);
  emulator.advance(1000);
  expect(await observe()).toEqual(['RUNNING', 'old', 'activating', undefined]);
  emulator.advance(2000);
  expect(await observe()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('during a move the new key is activating and the old one deactivating; afterwards the old key can be deleted', async () => {
  await started({ serviceDelay: 1000, activationDelay: 2000, deactivationDelay: 3000 });
  await create(oldKey);
  emulator.advance(2000);
  const { body } = await put({ cmk_id: newKey });
  expect(body.service).toMatchObject({ state: 'REBALANCING', cmk_id: newKey });
  expect(await observe()).toEqual(['REBALANCING', 'new', 'deactivating', 'activating']);
  emulator.advance(2000);
  expect(await observe()).toEqual(['RUNNING', 'new', 'deactivating', 'active']);
  const refused = await ask(emulator, 'DELETE', `p/secrets/cmks/${oldKey}`);
  expect(refused.status).toBe(409);
  expect(refused.body.message).toBe('CMK cannot be deleted because it is still associated with one or more services');
  emulator.advance(1000);
  expect(await observe()).toEqual(['RUNNING', 'new', undefined, 'active']);
  expect((await ask(emulator, 'DELETE', `p/secrets/cmks/${oldKey}`)).status).toBe(200);
});

test('serviceDelay is the default of the other delays', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ cmk_id: newKey });
  expect(await observe()).toEqual(['REBALANCING', 'new', 'deactivating', 'activating']);
  emulator.advance(999);
  expect(await observe()).toEqual(['REBALANCING', 'new', 'deactivating', 'activating']);
  emulator.advance(1);
  expect(await observe()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('with movingCmkId active a moving service shows the key that it still uses', async () => {
  await started({ serviceDelay: 1000, movingCmkId: 'active' });
  await create(oldKey);
  expect(await observe()).toEqual(['REBUILDING', null, 'activating', undefined]);
  emulator.advance(1000);
  await put({ cmk_id: newKey });
  expect(await observe()).toEqual(['REBALANCING', 'old', 'deactivating', 'activating']);
  emulator.advance(1000);
  expect(await observe()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('moving back before the end reverses both associations', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ cmk_id: newKey });
  await put({ cmk_id: oldKey });
  expect(await observe()).toEqual(['REBALANCING', 'old', 'activating', 'deactivating']);
  emulator.advance(1000);
  expect(await observe()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('an update with the current key does not move the service', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ cmk_id: oldKey.toUpperCase(), plan: 'startup-4', tags: { a: 'b' } });
  expect(await observe()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('a new plan rebalances the service and keeps the association', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ plan: 'business-8' });
  expect(await observe()).toEqual(['REBALANCING', 'old', 'active', undefined]);
});

test('a service that is being deleted exists and keeps its association until the end', async () => {
  await started({ deletionDelay: 5000 });
  await create(oldKey);
  expect((await ask(emulator, 'DELETE', 'p/service/orders')).status).toBe(200);
  expect(await observe()).toEqual(['RUNNING', 'old', 'deactivating', undefined]);
  expect((await ask(emulator, 'DELETE', 'p/service/orders')).status).toBe(200);
  expect((await put({ plan: 'business-8' })).status).toBe(409);
  emulator.advance(5000);
  expect(await observe()).toEqual(['deleted', undefined, undefined, undefined]);
});

test('an association can outlive its service', async () => {
  await started({ deactivationDelay: 5000 });
  await create(oldKey);
  await ask(emulator, 'DELETE', 'p/service/orders');
  expect(await observe()).toEqual(['deleted', undefined, 'deactivating', undefined]);
  emulator.advance(5000);
  expect((await ask(emulator, 'DELETE', `p/secrets/cmks/${oldKey}`)).status).toBe(200);
});

test('an update of a REBUILDING service restarts its delay', async () => {
  await started({ serviceDelay: 1000 });
  await create(oldKey);
  emulator.advance(600);
  expect((await put({ plan: 'business-8' })).body.service.state).toBe('REBUILDING');
  emulator.advance(600);
  expect(await observe()).toEqual(['REBUILDING', 'old', 'active', undefined]);
  emulator.advance(400);
  expect(await observe()).toEqual(['RUNNING', 'old', 'active', undefined]);
});

test('a new service of the same name does not change the old association', async () => {
  await started({ deactivationDelay: 5000 });
  await create(oldKey);
  await ask(emulator, 'DELETE', 'p/service/orders');
  await create(newKey);
  expect(await observe()).toEqual(['RUNNING', 'new', 'deactivating', 'active']);
  emulator.advance(5000);
  expect(await observe()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('a change of one service does not affect others', async () => {
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

test('a service that is powered off does not move until it is powered on', async () => {
  await started({ serviceDelay: 1000, deactivationDelay: 3000 });
  await create(oldKey);
  emulator.advance(1000);
  await put({ powered: false });
  expect(await observe()).toEqual(['POWEROFF', 'old', 'active', undefined]);
  await put({ cmk_id: newKey });
  emulator.advance(60_000);
  expect(await observe()).toEqual(['POWEROFF', 'new', 'deactivating', 'activating']);
  await put({ powered: true });
  expect(await observe()).toEqual(['REBUILDING', 'new', 'deactivating', 'activating']);
  emulator.advance(1000);
  expect(await observe()).toEqual(['RUNNING', 'new', 'deactivating', 'active']);
  emulator.advance(2000);
  expect(await observe()).toEqual(['RUNNING', 'new', undefined, 'active']);
});

describe('a service name with a sentinel', () => {
  test('never becomes ready', async () => {
    await started({ serviceDelay: 1000 });
    await create(oldKey, 'orders-never-ready');
    emulator.advance(1e9);
    expect(await observe('orders-never-ready')).toEqual(['REBUILDING', 'old', 'activating', undefined]);
    expect((await ask(emulator, 'DELETE', 'p/service/orders-never-ready')).status).toBe(200);
  });

  test('becomes POWEROFF instead of RUNNING', async () => {
    await started({ serviceDelay: 1000 });
    await create(oldKey, 'becomes-poweroff');
    expect(await observe('becomes-poweroff')).toEqual(['REBUILDING', 'old', 'activating', undefined]);
    emulator.advance(1e9);
    expect(await observe('becomes-poweroff')).toEqual(['POWEROFF', 'old', 'activating', undefined]);
    await put({ powered: true }, 'becomes-poweroff');
    emulator.advance(1000);
    expect(await observe('becomes-poweroff')).toEqual(['RUNNING', 'old', 'active', undefined]);
  });

  test('is deleted instead of RUNNING', async () => {
    await started({ serviceDelay: 1000 });
    await create(oldKey, 'taken-away');
    expect(await observe('taken-away')).toEqual(['REBUILDING', 'old', 'activating', undefined]);
    emulator.advance(1000);
    expect(await observe('taken-away')).toEqual(['deleted', undefined, undefined, undefined]);
  });
});

describe('a service name with a delay', () => {
  test('moves as slowly as the name says, whatever the options say', async () => {
    await started({ activationDelay: 10 });
    await create(oldKey, 'slow-move-3000ms');
    expect(await observe('slow-move-3000ms')).toEqual(['REBUILDING', 'old', 'activating', undefined]);
    emulator.advance(3000);
    await put({ cmk_id: newKey }, 'slow-move-3000ms');
    emulator.advance(2999);
    expect(await observe('slow-move-3000ms')).toEqual(['REBALANCING', 'new', 'deactivating', 'activating']);
    emulator.advance(1);
    expect(await observe('slow-move-3000ms')).toEqual(['RUNNING', 'new', undefined, 'active']);
  });

  test('is deleted as slowly as the name says', async () => {
    await started();
    await create(oldKey, 'slow-delete-3000ms');
    await ask(emulator, 'DELETE', 'p/service/slow-delete-3000ms');
    emulator.advance(2999);
    expect(await observe('slow-delete-3000ms')).toEqual(['RUNNING', 'old', 'deactivating', undefined]);
    emulator.advance(1);
    expect(await observe('slow-delete-3000ms')).toEqual(['deleted', undefined, undefined, undefined]);
  });
});

test('a service that ignores cmk_id gets the default of the project and keeps its key', async () => {
  await started();
  expect((await create(oldKey, 'ignores-cmk')).cmk_id).toBeNull();
  emulator.store.cmk('p', newKey).default_cmk = true;
  expect((await create(oldKey, 'ignores-cmk-2')).cmk_id).toBe(newKey);
  expect((await put({ cmk_id: oldKey }, 'ignores-cmk-2')).status).toBe(200);
  expect(await observe('ignores-cmk-2')).toEqual(['RUNNING', 'new', undefined, 'active']);
});

test('with firstKeyForExisting refused, only services that have a key may get another', async () => {
  await started({ firstKeyForExisting: 'refused' });
  await create(oldKey, 'encrypted');
  await create('00000000-0000-0000-0000-000000000000');
  expect(await put({ cmk_id: newKey })).toMatchObject({ status: 400, body: { errors: [{ status: 400 }] } });
  expect((await put({ plan: 'business-8' })).status).toBe(200);
  expect((await put({ cmk_id: newKey }, 'encrypted')).status).toBe(200);
  expect(await observe('encrypted')).toEqual(['RUNNING', 'new', undefined, 'active']);
});
