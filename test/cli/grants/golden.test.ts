/**
 * The text of every grant, word for word. `UPDATE_GOLDEN=1 npx jest test/cli/grants/golden.test.ts` writes the files in `golden`: read
 * the difference before you commit it.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsPolicy, Cloud } from '../../../src/aiven';
import { type GrantOptions, grantFor } from '../../../src/cli/grants/grants';
import { grantScript } from '../../../src/cli/grants/script';
import { accessors } from '../../aiven/grants/samples';
import { awsArn, gcpName, ociKeyId, root, tenancy, uuid } from '../../aiven/preflight/good';

const folder = join(__dirname, 'golden');
const scope = `/subscriptions/${uuid(1)}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme/keys/orders`;
const vaultKey = 'https://acme.vault.azure.net/keys/orders';
const hsmKey = 'https://acme-hsm.managedhsm.azure.net/keys/orders';
const present: AwsPolicy = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Acme\'s "own" $(statement)', Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
    { Sid: 'guard', Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
  ],
};
const again = ['--project=acme-prod'];
const encrypterDecrypter = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

const grants: Record<string, [Cloud, GrantOptions]> = {
  aws: ['aws', {}],
  'aws-wide': ['aws', { actions: 'wide' }],
  'aws-key': ['aws', { resource: awsArn, again }],
  'aws-key-wide': ['aws', { resource: awsArn, actions: 'wide', again }],
  'aws-new-key': ['aws', { resource: awsArn, newKey: true }],
  'aws-new-key-wide': ['aws', { resource: awsArn, newKey: true, actions: 'wide' }],
  'aws-policy': ['aws', { resource: awsArn, policy: present }],
  azure: ['azure', {}],
  'azure-key': ['azure', { resource: vaultKey }],
  'azure-scope': ['azure', { resource: vaultKey, scope }],
  'azure-scope-principal': ['azure', { scope, principalId: uuid(2) }],
  'azure-smaller-role': ['azure', { scope, role: 'Key Vault Crypto Service Encryption User' }],
  'azure-hsm': ['azure', { managedHsm: true }],
  'azure-hsm-key': ['azure', { resource: hsmKey }],
  'azure-hsm-key-principal': ['azure', { resource: hsmKey, principalId: uuid(2) }],
  gcp: ['gcp', {}],
  'gcp-key': ['gcp', { resource: gcpName }],
  'gcp-key-operator': ['gcp', { resource: gcpName, role: 'roles/cloudkms.cryptoOperator' }],
  'gcp-new-asymmetric': ['gcp', { resource: gcpName, newKey: true, role: encrypterDecrypter }],
  'gcp-new-asymmetric-operator': ['gcp', { resource: gcpName, newKey: true, role: 'roles/cloudkms.cryptoOperator' }],
  'gcp-new-symmetric': ['gcp', { resource: gcpName, newKey: true, keyKind: 'symmetric' }],
  'gcp-new-symmetric-operator': [
    'gcp',
    { resource: gcpName, newKey: true, keyKind: 'symmetric', role: 'roles/cloudkms.cryptoOperator' },
  ],
  oci: ['oci', {}],
  'oci-key': ['oci', { resource: ociKeyId }],
  'oci-tenancy': ['oci', { tenancy }],
  'oci-key-tenancy': ['oci', { resource: ociKeyId, tenancy }],
  'oci-key-single-quotes': ['oci', { resource: ociKeyId, tenancy, quotes: 'single' }],
};

test.each(Object.entries(grants))('%s', (name, [cloud, options]) => {
  const file = join(folder, `${name}.sh`);
  const text = `${grantScript(grantFor(cloud, accessors, options))}\n`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
});

test('there is no file without a grant', () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(grants)
      .map((name) => `${name}.sh`)
      .sort(),
  );
});
