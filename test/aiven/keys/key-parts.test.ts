import { parseKeyParts } from '../../../src/aiven';

test.each([
  [
    'arn:aws-cn:kms:cn-north-1:123456789012:key/1b671a64-40d5-491e-99b0-da01ff1f3341',
    ['aws', 'cn-north-1', '123456789012', '1b671a64-40d5-491e-99b0-da01ff1f3341', null],
  ],
  ['projects/acme/locations/global/keyRings/ring/cryptoKeys/key', ['gcp', 'global', 'acme', 'ring/key', null]],
  [
    'projects/acme/locations/global/keyRings/ring/cryptoKeys/key/cryptoKeyVersions/7',
    ['gcp', 'global', 'acme', 'ring/key', '7'],
  ],
  ['ocid1.key.oc1.iad.abc.def', ['oci', 'iad', 'oc1', 'abc.def', null]],
  ['https://acme.vault.azure.net/keys/orders', ['azure', null, 'acme', 'orders', null]],
  [
    'https://acme.managedhsm.azure.net/keys/orders/0123456789abcdef0123456789abcdef',
    ['azure', null, 'acme', 'orders', '0123456789abcdef0123456789abcdef'],
  ],
])('%s has a cloud, region, owner, name and version', (reference, [cloud, region, owner, name, version]) => {
  expect(parseKeyParts(reference)).toEqual({ cloud, region, owner, name, version });
});

test('anything else is an error with the value and the format', () => {
  expect(() => parseKeyParts('ocid1.vault.oc1.iad.abc')).toThrow(
    '"ocid1.vault.oc1.iad.abc" is the OCID of a resource of type "vault", not of a key; expected "ocid1.key',
  );
});
