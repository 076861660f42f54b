import { camelCase, Names, nameOfKey, slug, snakeCase } from '../../../src/cli/adopt/names';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const gcp = (key: string) => `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/${key}`;

test.each([
  ['gcp', gcp('orders'), 'orders'],
  ['gcp', `${gcp('Orders_EU')}/cryptoKeyVersions/3`, 'orders-eu'],
  ['gcp', gcp('class'), 'class'],
  ['gcp', gcp('2024'), 'key-2024'],
  ['gcp', gcp('___'), 'key-1b671a64'],
  ['azure', 'https://acme.vault.azure.net/keys/orders/0123456789abcdef0123456789abcdef', 'orders'],
  ['aws', 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab', 'aws-us-east-1-1234abcd'],
  ['aws', `arn:aws:kms:eu-west-1:123456789012:key/${cmkId}`, 'aws-eu-west-1-1b671a64'],
  ['oci', 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890', 'oci-iad-34567890'],
  ['gcp', 'ключ 🔑', 'gcp'],
  ['gcp', 'a/Ünïcødé "key"', 'gcp-unic-de-key'],
] as const)('a key of %s is called as its users call it: %s', (cloud, keyReference, name) => {
  expect(nameOfKey({ cloud, keyReference, cmkId })).toBe(name);
});

test('names are letters, digits and hyphens, of bounded length', () => {
  expect(slug('  --A  b__c--  ')).toBe('a-b-c');
  expect(slug('x'.repeat(512))).toHaveLength(60);
  expect(slug(`${'x'.repeat(59)}-y`)).toBe('x'.repeat(59));
  expect(slug('🔑')).toBe('');
});

test('a name is written as the language does it', () => {
  expect(camelCase('orders-eu-2024')).toBe('ordersEu2024');
  expect(snakeCase('orders-eu')).toBe('orders_eu');
});

test('no name is given twice; who wanted one alone gets it as it is', () => {
  const names = new Names(['taken']);
  expect(names.takeAll(['orders', 'orders', 'orders-2', 'taken'])).toEqual([
    'orders',
    'orders-3',
    'orders-2',
    'taken-2',
  ]);
  expect(names.take('orders')).toBe('orders-4');
  expect(names.take('orders', '_')).toBe('orders_2');
});
