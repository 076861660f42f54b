import type { Service } from '../../../src/client';
import { isProjectNotFound, keyUser, usersOfKey } from '../../../src/client';
import { generatedCmkId } from '../../../src/emulator';
import { errorOf, gcpKey, project, withClient } from '../../support/emulator/client';

const key = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const other = '2b671a64-40d5-491e-99b0-da01ff1f3342';
const service = (state: string, cmkId: string | null, serviceName = 'orders') =>
  ({ serviceName, state, cmkId }) as Service;

test.each([
  ['RUNNING', key, 'active', 'on'],
  ['RUNNING', key, 'activating', 'moving'],
  ['RUNNING', key, 'deactivating', 'moving'],
  ['RUNNING', key, null, 'moving'],
  ['REBALANCING', key, 'active', 'moving'],
  ['REBUILDING', key, null, 'moving'],
  ['REBALANCING', other, 'activating', 'moving'],
  ['RUNNING', other, 'active', 'moving'],
  ['RUNNING', null, 'deactivating', 'moving'],
  ['POWEROFF', key, null, 'poweredOff'],
  ['POWEROFF', other, 'deactivating', 'poweredOff'],
  ['POWEROFF', other, null, 'off'],
  ['RUNNING', other, null, 'off'],
  ['REBALANCING', null, null, 'off'],
])('state %s, key %s, association %s is "%s"', (state, cmkId, association, use) => {
  expect(keyUser(key.toUpperCase(), service(state, cmkId), association).use).toBe(use);
});

test('the users of a key are the services with its cmk_id, those it lists, and those that the project no longer lists', () => {
  const services = [service('RUNNING', key, 'a'), service('RUNNING', other, 'b'), service('RUNNING', other, 'c')];
  const associations = [
    { serviceName: 'deleted', status: 'deactivating' },
    { serviceName: 'c', status: 'activating' },
    { serviceName: 'a', status: 'active' },
  ];
  const users = usersOfKey(key, services, associations);
  expect(users.map((user) => [user.serviceName, user.service?.cmkId ?? null, user.association, user.use])).toEqual([
    ['a', key, 'active', 'on'],
    ['c', other, 'activating', 'moving'],
    ['deleted', null, 'deactivating', 'moving'],
  ]);
});

test.each(['target', 'active'] as const)(
  'finds both keys of a moving service whose cmk_id is the %s key',
  async (movingCmkId) => {
    const [from, to] = [generatedCmkId(project, 0), generatedCmkId(project, 1)];
    const seed = {
      projects: [
        {
          name: project,
          generate: { cmks: 2 },
          services: [{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: from }],
        },
      ],
    };
    await withClient({ emulator: { seed, movingCmkId, serviceDelay: 5000 } }, async ({ client, clock, operations }) => {
      const usesOf = async () => {
        const both = await Promise.all([from, to].map((cmkId) => client.reads.keyUsers(project, cmkId)));
        return both.map((users) => users.map(({ use, association }) => `${use} ${association}`));
      };
      expect(await usesOf()).toEqual([['on active'], []]);
      expect(operations().sort()).toEqual(['CMKServiceAssociationsList', 'CMKServiceAssociationsList', 'ServiceList']);
      await client.services.update(project, 'orders', { cmkId: to });
      expect(await usesOf()).toEqual([['moving deactivating'], ['moving activating']]);
      clock.advance(20_000);
      client.reads.forget(project);
      expect(await usesOf()).toEqual([[], ['on active']]);
    });
  },
);

test('services that still name a deleted key use it; a project that does not exist is an error', async () => {
  const seed = {
    projects: [
      {
        name: project,
        cmks: [{ id: key, provider: 'gcp', resource: gcpKey }],
        services: [{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: key }],
      },
    ],
  } as const;
  await withClient({ emulator: { seed } }, async ({ client, emulator }) => {
    emulator.store.project(project).cmks.clear();
    expect(await client.reads.keyUsers(project, key)).toMatchObject([{ serviceName: 'orders', association: null }]);
    expect(isProjectNotFound(await errorOf(client.reads.keyUsers('nowhere', key)))).toBe(true);
  });
});
