/** What is adopted of a project, and what is not. */

import { serviceTypes } from '../../../src/aiven/services/service-types';
import { findVanished } from '../../../src/cli/adopt';
import { provider } from '../../../src/provider/provider';
import { adoptionOf, cmk, everything, idOf, nothing, service, whole } from './found';

const names = (list: readonly { service: { serviceName: string } }[]) => list.map((one) => one.service.serviceName);

test('keys come by age, services by name, whatever the order in which Aiven lists them', () => {
  const cmks = [cmk(3), cmk(1), cmk(2)];
  const services = ['c', 'a', 'b'].map((name) => service(name, idOf(1)));
  const { keys, bindings } = adoptionOf({ cmks, services });
  expect(keys.map(({ cmkId }) => cmkId)).toEqual([idOf(1), idOf(2), idOf(3)]);
  expect(names(bindings)).toEqual(['a', 'b', 'c']);
});

test('services under a key are bound; those without one are left alone, unless services are wanted whole', () => {
  const found = { cmks: [cmk(1)], services: [service('keyed', idOf(1)), service('plain')] };
  expect(names(adoptionOf(found).bindings)).toEqual(['keyed']);
  const { bindings, services } = adoptionOf(found, whole);
  expect(names(bindings)).toEqual([]);
  expect(services).toMatchObject([{ key: { cmkId: idOf(1) } }, { key: null }]);
});

test('a service of a type that the provider does not have is bound, even where services are wanted whole', () => {
  const found = { cmks: [cmk(1)], services: [service('old', idOf(1), { serviceType: 'm3db' })] };
  expect(names(adoptionOf(found, whole).bindings)).toEqual(['old']);
});

test('the types that come whole are those of the provider', () => {
  const types = provider.resources?.map(({ type }) => type.replace('aiven_', '')) ?? [];
  expect(types.filter((type) => !type.startsWith('cmk')).sort()).toEqual([...serviceTypes].sort());
});

test.each([
  ['keys only', { ...everything, bindings: false }, 2, 0],
  ['bindings only', { ...everything, keys: false }, 0, 1],
])('%s', (_, wanted, keys, bindings) => {
  const found = { cmks: [cmk(1), cmk(2)], services: [service('keyed', idOf(1))] };
  const adoption = adoptionOf(found, wanted);
  expect([adoption.keys.length, adoption.bindings.length]).toEqual([keys, bindings]);
});

test('what is managed already is not adopted again', () => {
  const found = { cmks: [cmk(1), cmk(2)], services: [service('a', idOf(1)), service('b', idOf(1))] };
  const managed = { ...nothing, keys: new Set([`acme-prod/${idOf(1)}`]), services: new Set(['acme-prod/a']) };
  const { keys, bindings } = adoptionOf(found, everything, managed);
  expect(keys.map(({ cmkId }) => cmkId)).toEqual([idOf(2)]);
  expect(names(bindings)).toEqual(['b']);
});

test('a deleted key is as good as gone, and an old one is not', () => {
  const cmks = [
    cmk(1, undefined, { status: 'deleted' }),
    cmk(2, undefined, { status: 'old' }),
    cmk(3, undefined, { status: null }),
  ];
  expect(adoptionOf({ cmks }).keys.map(({ cmkId }) => cmkId)).toEqual([idOf(2), idOf(3)]);
});

test.each([
  [
    'a key that the provider would refuse',
    { cmks: [cmk(1, 'a "key"\n\x24{x}')] },
    `key ${idOf(1)}`,
    'is not a key identifier of any supported cloud|contains whitespace',
  ],
  [
    'a service that the provider would refuse',
    { cmks: [cmk(1)], services: [service('Größe', idOf(1))] },
    'service Größe',
    'is not a valid Aiven service name',
  ],
  [
    'a service under a key that nobody lists',
    { services: [service('lost', idOf(9))] },
    'service lost',
    `Aiven lists no key ${idOf(9)}`,
  ],
])('%s is left out, with the reason', (_, found, what, reason) => {
  const { leftOut, bindings } = adoptionOf(found);
  expect(bindings).toEqual([]);
  expect(leftOut).toEqual([{ kind: what.split(' ')[0], what, reason: expect.stringMatching(reason) }]);
});

test('the default is written for one key only: not where Aiven tells of two', () => {
  const isDefault = { defaultCmk: true };
  expect(adoptionOf({ cmks: [cmk(1), cmk(2, undefined, isDefault)] }).defaultKey?.cmkId).toBe(idOf(2));
  const { defaultKey, leftOut } = adoptionOf({ cmks: [cmk(1, undefined, isDefault), cmk(2, undefined, isDefault)] });
  expect(defaultKey).toBeUndefined();
  expect(leftOut).toMatchObject([{ what: 'the default key' }]);
});

test('of services that are wanted whole, those that are bound already are told apart', () => {
  const managed = { ...nothing, services: new Set(['acme-prod/a', 'acme-prod/b']), bindings: new Set(['acme-prod/a']) };
  const found = { cmks: [cmk(1)], services: ['a', 'b', 'c'].map((name) => service(name, idOf(1))) };
  const { bound, services } = adoptionOf(found, whole, managed);
  expect([bound, names(services)]).toEqual([['a'], ['c']]);
  expect(adoptionOf(found, everything, managed).bound).toEqual([]);
});

test('what is written down and no longer there has vanished; other projects are not judged', () => {
  const written = {
    keys: new Map([1, 2].map((index) => [`acme-prod/${idOf(index)}`, undefined] as const)),
    services: new Set(['acme-prod/a', 'acme-prod/b', 'acme-prod/c', 'other/c']),
    bindings: new Set(['acme-prod/c']),
    unnamed: new Map([
      ['acme-prod some-key', ['aiven_cmk.some']],
      ['acme-prod found-key', []],
      ['other some-key', ['aiven_cmk.other']],
    ]),
  };
  const found = { project: 'acme-prod', cmks: [cmk(1), cmk(2, undefined, { status: 'deleted' })] };
  const keys = [
    { what: `acme-prod/${idOf(2)}`, next: 'register it again' },
    { what: 'aiven_cmk.some', next: 'register it again' },
  ];
  expect(findVanished({ ...found, services: [service('a')] }, written)).toEqual([
    ...keys,
    { what: 'acme-prod/b', next: 'create it again' },
    { what: 'acme-prod/c', next: 'try to bind it again' },
  ]);
  // Who asked for keys only knows nothing of services.
  expect(findVanished(found, written)).toEqual(keys);
  expect(findVanished(found, { ...nothing, keys: new Map(), unnamed: new Map() })).toEqual([]);
});
