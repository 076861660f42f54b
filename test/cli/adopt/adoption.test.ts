/** Which objects of a project are adopted, and which are not. */

import { serviceTypes } from '../../../src/aiven/services/service-types';
import { defaultKeyOf, findListed, managedBy, withKeysInUse } from '../../../src/cli/adopt/adoption';
import type { ManifestEntry } from '../../../src/cli/adopt/manifest';
import type { KeyUser } from '../../../src/client';
import { provider } from '../../../src/provider/provider';
import { cmk, everything, idOf, newOf, nothing, service, whole } from './found';

const ids = (found: ReturnType<typeof newOf>, kind: string) =>
  found.objects.filter((object) => object.kind === kind).map(({ id }) => id);

test('sorts keys by age and services by name, whatever the order in which Aiven lists them', () => {
  const cmks = [cmk(3), cmk(1), cmk(2)];
  const services = ['c', 'a', 'b'].map((name) => service(name, idOf(1)));
  const found = newOf({ cmks, services });
  expect(ids(found, 'key')).toEqual([idOf(1), idOf(2), idOf(3)]);
  expect(ids(found, 'binding')).toEqual(['a', 'b', 'c']);
});

test('binds services that use a key, and adopts those without one only as a whole', () => {
  const found = { cmks: [cmk(1)], services: [service('keyed', idOf(1)), service('plain')] };
  expect(ids(newOf(found), 'binding')).toEqual(['keyed']);
  const { objects } = newOf(found, whole);
  expect(objects.slice(1)).toMatchObject([
    { kind: 'service', cmkId: idOf(1) },
    { kind: 'service', cmkId: null },
  ]);
});

test('binds a service of a type that the provider does not have, even when services are wanted as a whole', () => {
  const found = { cmks: [cmk(1)], services: [service('old', idOf(1), { serviceType: 'm3db' })] };
  expect(ids(newOf(found, whole), 'binding')).toEqual(['old']);
});

test("the types that are adopted as a whole are the provider's", () => {
  const types = provider.resources?.map(({ type }) => type.replace('aiven_', '')) ?? [];
  expect(types.filter((type) => !type.startsWith('cmk')).sort()).toEqual([...serviceTypes].sort());
});

test.each([
  ['keys only', { ...everything, bindings: false }, 2, 0],
  ['bindings only', { ...everything, keys: false }, 0, 1],
])('%s', (_, wanted, keys, bindings) => {
  const found = newOf({ cmks: [cmk(1), cmk(2)], services: [service('keyed', idOf(1))] }, wanted);
  expect([ids(found, 'key').length, ids(found, 'binding').length]).toEqual([keys, bindings]);
});

test.each(['listed', 'state'] as const)('leaves out what is already in: %s', (where) => {
  const found = { cmks: [cmk(1), cmk(2)], services: [service('a', idOf(1)), service('b', idOf(1)), service('plain')] };
  const managed = {
    ...nothing,
    keys: new Set([`acme-prod/${idOf(1)}`]),
    services: new Set(['acme-prod/a', 'acme-prod/plain']),
  };
  const result = newOf(found, everything, { [where]: managed });
  expect(ids(result, 'key')).toEqual([idOf(2)]);
  expect(ids(result, 'binding')).toEqual(['b']);
  // Only what would have been adopted counts.
  expect(result.inState).toEqual(where === 'state' ? { keys: 1, services: 1 } : { keys: 0, services: 0 });
});

test('ignores deleted keys, but not old ones', () => {
  const cmks = [
    cmk(1, undefined, { status: 'deleted' }),
    cmk(2, undefined, { status: 'old' }),
    cmk(3, undefined, { status: null }),
  ];
  expect(ids(newOf({ cmks }), 'key')).toEqual([idOf(2), idOf(3)]);
});

test.each([
  [
    'a key that the provider would reject',
    { cmks: [cmk(1, 'a "key"\n\x24{x}')] },
    `key "${idOf(1)}"`,
    'is not a key reference of any supported cloud|contains whitespace',
  ],
  [
    'a service that the provider would reject',
    { cmks: [cmk(1)], services: [service('Größe', idOf(1))] },
    'service "Größe"',
    'is not a valid Aiven service name',
  ],
  [
    'a service that uses an unlisted key',
    { services: [service('lost', idOf(9))] },
    'service "lost"',
    `It uses key "${idOf(9)}", which Aiven does not list.`,
  ],
])('leaves out %s, and returns the reason', (_, found, what, reason) => {
  const result = newOf(found);
  expect(ids(result, 'binding')).toEqual([]);
  expect(result.leftOut).toEqual([{ kind: what.split(' ')[0], what, reason: expect.stringMatching(reason) }]);
});

test('there is no default key when Aiven returns two', () => {
  const isDefault = { defaultCmk: true };
  expect(defaultKeyOf([cmk(1), cmk(2, undefined, isDefault)])?.cmkId).toBe(idOf(2));
  const cmks = [cmk(1, undefined, isDefault), cmk(2, undefined, isDefault)];
  expect(defaultKeyOf(cmks)).toBeUndefined();
  expect(newOf({ cmks }).leftOut).toMatchObject([{ what: 'the default key' }]);
});

test('a service that has a binding is not adopted as a whole', () => {
  const known = { ...nothing, services: new Set(['acme-prod/a', 'acme-prod/b']), bindings: new Set(['acme-prod/a']) };
  const found = { cmks: [cmk(1)], services: ['a', 'b', 'c'].map((name) => service(name, idOf(1))) };
  const result = newOf(found, whole, { listed: known });
  expect([result.bound, ids(result, 'service')]).toEqual([['a'], ['c']]);
  expect(newOf(found, everything, { listed: known }).bound).toEqual([]);
});

const entry = (type: string, id: string, more: Partial<ManifestEntry> = {}): ManifestEntry => ({
  type,
  project: 'acme-prod',
  id,
  name: `name-of-${id}`,
  ...more,
});

test('finds the listed objects of a project that still exist', () => {
  const entries = [
    ...[1, 2, 3].map((index) => entry('aiven_cmk', idOf(index))),
    entry('aiven_pg', 'a'),
    entry('aiven_pg', 'of another type'),
    entry('aiven_mysql', 'deleted'),
    entry('aiven_cmk_service_association', 'bound'),
    entry('aiven_cmk_service_association', 'deleted too'),
    entry('aiven_cmk', idOf(4), { isRemoved: true }),
    entry('aiven_cmk', idOf(5), { project: 'other' }),
  ];
  const found = { project: 'acme-prod', cmks: [cmk(1), cmk(2, undefined, { status: 'deleted' })] };
  const services = [
    service('a', idOf(1)),
    service('of another type', null, { serviceType: 'mysql' }),
    service('bound', idOf(1)),
  ];
  const { kept, missing, detached } = findListed({ ...found, services }, entries);
  expect(kept).toMatchObject([
    { kind: 'key', id: idOf(1), name: `name-of-${idOf(1)}` },
    { kind: 'service', id: 'a', name: 'name-of-a', cmkId: idOf(1) },
    { kind: 'binding', id: 'bound', cmkId: idOf(1) },
  ]);
  expect(missing.map(({ id }) => id)).toEqual([idOf(2), idOf(3), 'of another type', 'deleted', 'deleted too']);
  expect(detached).toEqual([]);
  // Without the list of services nothing is known about them.
  expect(findListed(found, entries).missing.map(({ id }) => id)).toEqual([idOf(2), idOf(3)]);
});

test('follows a service to another key, but not to Aiven-managed keys', () => {
  const found = (cmkId: string | null, cmks = [cmk(1), cmk(2)]) => ({
    project: 'acme-prod',
    cmks,
    services: [service('bound', cmkId), service('whole', cmkId)],
  });
  const entries = [
    entry('aiven_cmk_service_association', 'bound', { key: idOf(1) }),
    entry('aiven_pg', 'whole', { key: idOf(1) }),
  ];
  const keysOf = (one: ReturnType<typeof found>) =>
    findListed(one, entries).kept.map((object) => object.kind !== 'key' && object.cmkId);
  expect(keysOf(found(idOf(2)))).toEqual([idOf(2), idOf(2)]);
  expect(keysOf(found(null))).toEqual([idOf(1), idOf(1)]);
  expect(findListed(found(null), entries).detached).toEqual(entries);
  // Without its last key a binding has nothing to bind to.
  const last = findListed(found(null, [cmk(2)]), entries);
  expect(last).toMatchObject({ kept: [{ id: 'whole', cmkId: null }], missing: [{ id: 'bound' }], detached: [] });
});

test('removed entries are not managed', () => {
  const entries = [entry('aiven_cmk', idOf(1)), entry('aiven_pg', 'a', { isRemoved: true }), entry('aiven_pg', 'b')];
  expect(managedBy(entries)).toEqual({
    keys: new Set([`acme-prod/${idOf(1)}`]),
    services: new Set(['acme-prod/b']),
    bindings: new Set(),
  });
});

test('a service has the key that Aiven moves it to, before its cmk_id is that key', () => {
  const services = [service('new'), service('moving', idOf(1)), service('leaving', idOf(2)), service('plain')];
  const user = (serviceName: string, association: 'active' | 'activating' | 'deactivating'): KeyUser => ({
    serviceName,
    service: null,
    association,
    use: 'moving',
  });
  const users = new Map([
    [idOf(1), [user('moving', 'deactivating'), user('leaving', 'deactivating')]],
    [idOf(2), [user('new', 'activating'), user('moving', 'activating'), user('leaving', 'active')]],
  ]);
  expect(withKeysInUse(services, users).map(({ cmkId }) => cmkId)).toEqual([idOf(2), idOf(2), idOf(2), null]);
});
