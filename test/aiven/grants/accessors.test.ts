import {
  checkAccessor,
  checkAccessorForKey,
  checkAccessors,
  offeredClouds,
  requireAccessor,
} from '../../../src/aiven/grants';
import { parseKeyReference } from '../../../src/aiven/keys/key-reference';
import { accessors } from './samples';

describe('accessors of a project', () => {
  test('a cloud that Aiven does not offer the project is an error that says which ones there are', () => {
    expect(() => requireAccessor({ aws: accessors.aws, oci: accessors.oci }, 'gcp')).toThrow(
      'Aiven offers this project no accessor for gcp; it offers aws, oci.',
    );
    expect(() => requireAccessor({}, 'aws')).toThrow('it offers none at all.');
  });

  test('a cloud that is there is handed out', () => {
    expect(requireAccessor(accessors, 'oci')).toBe(accessors.oci);
    expect(offeredClouds({ gcp: accessors.gcp, aws: accessors.aws })).toEqual(['aws', 'gcp']);
  });
});

describe('checking accessors', () => {
  test('finds nothing wrong with those of the specification', () => {
    expect(checkAccessors(accessors)).toEqual([]);
    expect(checkAccessors({})).toEqual([]);
  });

  test.each([
    ['arn:aws-us-gov:iam::123456789012:role/aiven'],
    ['arn:aws-cn:iam::123456789012:role/path/to/aiven+cmk=1'],
  ])('knows roles of other partitions and paths: %s', (roleArn) => {
    expect(checkAccessor({ aws: { roleArn } }, 'aws')).toEqual([]);
  });

  test('names the value got and the form expected', () => {
    expect(checkAccessors({ aws: { roleArn: 'arn:aws:iam::1:user/x' }, azure: { appId: 'x' } })).toEqual([
      'The aws accessor\'s roleArn is "arn:aws:iam::1:user/x"; expected arn:aws:iam::<account-id>:role/<name>.',
      'The azure accessor\'s appId is "x"; expected a UUID.',
    ]);
  });

  test.each([
    ['aws', { aws: { roleArn: 'arn:aws:iam::123456789012:role/x"}' } }],
    ['aws', { aws: { roleArn: '*' } }],
    ['aws', { aws: { roleArn: 'file:///etc/passwd' } }],
    ['azure', { azure: { appId: '@/etc/passwd' } }],
    ['gcp', { gcp: { accessGroup: 'group@aiven.io --role=roles/owner' } }],
    ['gcp', { gcp: { accessGroup: 'allUsers' } }],
    ['oci', { oci: { ...accessors.oci, accessGroup: 'ocid1.group.oc1..a to manage all-resources in tenancy' } }],
    ['oci', { oci: { ...accessors.oci, accessTenant: 'ocid1.group.oc1..a' } }],
    ['oci', { oci: { ...accessors.oci, accessGroup: 'ocid1.group.oc1..a\nadmit any-user' } }],
  ] as const)('refuses in %s what would mean something else than a name: %j', (cloud, wrong) => {
    expect(checkAccessor(wrong, cloud)).toHaveLength(1);
  });
});

describe('an accessor and a key that can never come together', () => {
  const azureVault = 'https://acme.vault.azure.net/keys/orders';
  const good = [
    'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'ocid1.key.oc1.iad.abc.def',
    'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
    azureVault,
  ];
  test.each(good)('nothing is said about %s', (key) => {
    expect(checkAccessorForKey(accessors, parseKeyReference(key))).toBeUndefined();
    expect(checkAccessorForKey({}, parseKeyReference(key))).toBeUndefined();
  });

  test.each([
    ['arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab', 'AWS partition "aws"'],
    ['ocid1.key.oc2.us-langley-1.abc.def', 'OCI realm "oc1"'],
    ['https://acme.managedhsm.azure.net/keys/orders', 'managed HSM'],
  ])('%s', (key, words) => {
    expect(checkAccessorForKey(accessors, parseKeyReference(key))).toContain(words);
  });
});
