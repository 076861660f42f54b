import { checkAccessor, checkAccessorForKey, clouds, offeredClouds, requireAccessor } from '../../../src/aiven';
import { parseKeyReference } from '../../../src/aiven/keys/key-reference';
import { accessors } from './samples';

describe('accessors of a project', () => {
  test('requiring a cloud that Aiven does not offer to the project fails and lists the offered ones', () => {
    expect(() => requireAccessor({ aws: accessors.aws, oci: accessors.oci }, 'gcp')).toThrow(
      'Aiven does not offer this project an accessor for "gcp"; it offers "aws", "oci".',
    );
    expect(() => requireAccessor({}, 'aws')).toThrow('it offers none.');
  });

  test('returns the accessor of an offered cloud', () => {
    expect(requireAccessor(accessors, 'oci')).toBe(accessors.oci);
    expect(offeredClouds({ gcp: accessors.gcp, aws: accessors.aws })).toEqual(['aws', 'gcp']);
  });
});

describe('checking accessors', () => {
  test('accepts those of the BYOK guide', () => {
    for (const cloud of clouds) {
      expect(checkAccessor(accessors, cloud)).toEqual([]);
      expect(checkAccessor({}, cloud)).toEqual([]);
    }
  });

  test.each([
    ['arn:aws-us-gov:iam::123456789012:role/aiven'],
    ['arn:aws-cn:iam::123456789012:role/path/to/aiven+cmk=1'],
  ])('accepts roles of other partitions and with paths: %s', (roleArn) => {
    expect(checkAccessor({ aws: { principal: roleArn } }, 'aws')).toEqual([]);
  });

  test('reports the value and the expected format', () => {
    const wrong = { aws: { principal: 'arn:aws:iam::1:user/x' }, azure: { appId: 'x' } };
    expect(checkAccessor(wrong, 'aws')).toEqual([
      'The aws accessor\'s principal is "arn:aws:iam::1:user/x"; expected "arn:aws:iam::<account-id>:role/<name>".',
    ]);
    expect(checkAccessor(wrong, 'azure')).toEqual(['The azure accessor\'s appId is "x"; expected a UUID.']);
  });

  test.each([
    ['aws', { aws: { principal: 'arn:aws:iam::123456789012:role/x"}' } }],
    ['aws', { aws: { principal: '*' } }],
    ['aws', { aws: { principal: 'file:///etc/passwd' } }],
    ['azure', { azure: { appId: '@/etc/passwd' } }],
    ['gcp', { gcp: { accessGroup: 'group@aiven.io --role=roles/owner' } }],
    ['gcp', { gcp: { accessGroup: 'allUsers' } }],
    ['oci', { oci: { ...accessors.oci, accessGroup: 'ocid1.group.oc1..a to manage all-resources in tenancy' } }],
    ['oci', { oci: { ...accessors.oci, accessTenant: 'ocid1.group.oc1..a' } }],
    ['oci', { oci: { ...accessors.oci, accessGroup: 'ocid1.group.oc1..a\nadmit any-user' } }],
  ] as const)('rejects for %s a value that could change the meaning of a policy or command: %j', (cloud, wrong) => {
    expect(checkAccessor(wrong, cloud)).toHaveLength(1);
  });
});

describe('checkAccessorForKey', () => {
  const azureVault = 'https://acme.vault.azure.net/keys/orders';
  const good = [
    'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'ocid1.key.oc1.iad.abc.def',
    'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
    azureVault,
    'https://acme.managedhsm.azure.net/keys/orders',
  ];
  test.each(good)('accepts %s', (key) => {
    expect(checkAccessorForKey(accessors, parseKeyReference(key))).toBeUndefined();
    expect(checkAccessorForKey({}, parseKeyReference(key))).toBeUndefined();
  });

  test.each([
    ['arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab', 'AWS partition "aws"'],
    ['ocid1.key.oc2.us-langley-1.abc.def', 'OCI realm "oc1"'],
  ])('rejects %s', (key, words) => {
    expect(checkAccessorForKey(accessors, parseKeyReference(key))).toContain(words);
  });
});
