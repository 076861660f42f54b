import type { Accessors, Cloud } from '../../../src/aiven';
import { describeMissingGrant as describeFor } from '../../../src/provider/accessors/missing-grant';
import { keys } from '../../support/emulator/aiven';

const accessors: Accessors = {
  aws: { principal: 'arn:aws:iam::999999999999:role/aiven-cmk-anchor' },
  azure: { appId: '5e1b8a5c-7c5d-4d6a-9f0e-2b1f4c3d2a10' },
  gcp: { accessGroup: 'access.example@aiven.io' },
  oci: { accessGroup: 'ocid1.group.oc1..aaaa', accessTenant: 'ocid1.tenancy.oc1..bbbb' },
};

const preflight = 'aiven-byok preflight --fetch ';

const describeMissingGrant = (offered: Accessors, cloud: Cloud, key: string) =>
  describeFor(offered, cloud, key, 'acme-prod');

/** The lines to copy. */
const copied = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('    ') && !line.includes(preflight))
    .map((line) => line.slice(4));

test('AWS: the statement of the key policy, as JSON', () => {
  const text = describeMissingGrant(accessors, 'aws', keys.aws);
  expect(JSON.parse(copied(text).join('\n'))).toEqual({
    Sid: 'Allow Aiven to use this key for CMK operations',
    Effect: 'Allow',
    Principal: { AWS: accessors.aws?.principal },
    Action: ['kms:Encrypt', 'kms:Decrypt'],
    Resource: '*',
  });
});

test('Google Cloud: member, role and the command for this key', () => {
  const text = describeMissingGrant(accessors, 'gcp', keys.gcp);
  expect(text).toContain('Grant "group:access.example@aiven.io" the role "roles/cloudkms.cryptoKeyEncrypterDecrypter"');
  expect(text).toContain('roles/cloudkms.cryptoOperator');
  expect(copied(text)[0]).toMatch(/^gcloud kms keys add-iam-policy-binding orders .*--keyring=aiven .*--role=/);
});

test('OCI: three statements in order, for this key only', () => {
  expect(copied(describeMissingGrant(accessors, 'oci', keys.oci))).toEqual([
    'define tenancy AT as ocid1.tenancy.oc1..bbbb',
    'define group AG as ocid1.group.oc1..aaaa',
    `admit group AG of tenancy AT to use keys in tenancy where target.key.id = "${keys.oci}"`,
  ]);
});

test('Azure: service principal and the documented role', () => {
  const text = describeMissingGrant(accessors, 'azure', keys.azure);
  expect(copied(text)).toEqual([`az ad sp create --id=${accessors.azure?.appId}`]);
  expect(text).toContain('the role "Key Vault Crypto User" on the KMS key.');
});

test('Azure: the command for a key in a managed HSM', () => {
  const text = describeMissingGrant(accessors, 'azure', 'https://acme-hsm.managedhsm.azure.net/keys/orders');
  expect(copied(text)).toEqual([
    `az ad sp create --id=${accessors.azure?.appId}`,
    `az keyvault role assignment create --hsm-name=acme-hsm --assignee=${accessors.azure?.appId} --role='Managed HSM Crypto User' --scope=/keys/orders`,
  ]);
});

test.each([
  ['aws', keys.aws, 'adds kms:GenerateDataKey and kms:DescribeKey'],
  ['gcp', keys.gcp, "Aiven's documentation contradicts itself."],
  ['oci', keys.oci, "Oracle's says that single quotes are required"],
] as const)('%s: says what else to try where documentation contradicts itself', (cloud, key, words) => {
  expect(describeMissingGrant(accessors, cloud, key)).toContain(words);
});

test('lists the available clouds if the cloud has no accessor', () => {
  expect(describeMissingGrant({ gcp: accessors.gcp }, 'aws', keys.aws)).toContain('no accessor for "aws"');
  expect(describeMissingGrant({ gcp: accessors.gcp }, 'aws', keys.aws)).toContain('Available clouds: gcp.');
});

test('starts with a warning that no grant can fix: another partition', () => {
  const china = keys.aws.replace('arn:aws:', 'arn:aws-cn:').replace('us-east-1', 'cn-north-1');
  expect(describeMissingGrant(accessors, 'aws', china)).toMatch(/^Aiven's role is in the AWS partition "aws"/);
});

test('describes the grant also for a key reference of an unknown form', () => {
  const text = describeMissingGrant(accessors, 'gcp', 'projects/odd');
  expect(text).toContain('the role "roles/cloudkms.cryptoKeyEncrypterDecrypter" on "projects/odd');
  expect(copied(text)).toEqual([]);
});

test('ends with the command that finds other reasons', () => {
  const lines = describeMissingGrant(accessors, 'aws', keys.aws).split('\n');
  expect(lines.at(-1)).toBe(`    ${preflight}--resource=${keys.aws} --project=acme-prod`);
});

test('warns about a pinned version, as preflight does', () => {
  const text = describeMissingGrant(accessors, 'azure', keys.azure);
  expect(text).toMatch(/^"https:.*" pins the version "0123456789abcdef0123456789abcdef": Aiven keeps using it/);
});
