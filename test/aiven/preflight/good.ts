/** Documents of keys that Aiven can use, in the form in which the clouds' command lines print them. */

import type { Cloud } from '../../../src/aiven';
import type { DocumentKind, PreflightDocument } from '../../../src/aiven/preflight/documents';
import type { FindingId } from '../../../src/aiven/preflight/finding';
import type { PreflightContext } from '../../../src/aiven/preflight/judges';
import { accessors } from '../grants/samples';

// biome-ignore lint/suspicious/noExplicitAny: the mutations reach deep into documents that have no types
export type Documents = { [K in DocumentKind]?: any };
export type Context = { -readonly [K in keyof PreflightContext]: PreflightContext[K] };

export interface Good {
  name: string;
  cloud: Cloud;
  documents: Documents;
  context: Context;
  /** Findings of a key with which nothing is wrong. */
  findings: FindingId[];
}

const now = new Date('2026-11-29T00:00:00Z');
export const principalId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
export const uuid = (digit: number) => `${digit}1111111-2222-3333-4444-555555555555`;

export function documentsOf(documents: Documents): PreflightDocument[] {
  return Object.entries(documents).map(([kind, value]) => ({ kind: kind as DocumentKind, value }));
}

const context = (more: Partial<Context> = {}): Context => ({ accessors: structuredClone(accessors), now, ...more });

export const awsArn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
export const root = 'arn:aws:iam::111122223333:root';

const awsKey = (arn: string, more: object = {}) => ({
  KeyMetadata: {
    ...{ AWSAccountId: '111122223333', KeyId: arn.split('/')[1], Arn: arn, CreationDate: '2026-11-01T10:00:00Z' },
    ...{ Enabled: true, Description: 'Aiven CMK', KeyUsage: 'ENCRYPT_DECRYPT', KeyState: 'Enabled', Origin: 'AWS_KMS' },
    ...{ KeyManager: 'CUSTOMER', CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT', KeySpec: 'SYMMETRIC_DEFAULT' },
    ...{ EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'], MultiRegion: arn.includes('mrk-') },
    ...more,
  },
});

const awsPolicy = (actions: string[]) => ({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'root', Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
    { Sid: 'aiven', Effect: 'Allow', Principal: { AWS: accessors.aws.principal }, Action: actions, Resource: '*' },
  ],
});

const minimal = ['kms:Encrypt', 'kms:Decrypt'];
const multiRegion = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab';

export const goodAws: Good[] = [
  {
    name: 'AWS, single region',
    cloud: 'aws',
    documents: {
      'aws.key': awsKey(awsArn),
      'aws.policy': awsPolicy(minimal),
      'aws.rotation': { KeyRotationEnabled: true, KeyId: awsArn, RotationPeriodInDays: 365 },
    },
    context: context({ reference: awsArn, serviceClouds: ['aws-us-east-1'] }),
    findings: ['aws.not-visible'],
  },
  {
    name: 'AWS, multi-Region, wide set of actions',
    cloud: 'aws',
    documents: {
      'aws.key': awsKey(multiRegion),
      'aws.policy': awsPolicy([...minimal, 'kms:GenerateDataKey', 'kms:DescribeKey']),
      'aws.rotation': { KeyRotationEnabled: true, KeyId: multiRegion },
    },
    context: context({ serviceClouds: ['aws-eu-west-1'] }),
    findings: ['aws.not-visible'],
  },
];

export const gcpName = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders';
export const gcpMember = `group:${accessors.gcp.accessGroup}`;
const encrypterDecrypter = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

const gcpVersion = (number: number, algorithm: string, protectionLevel: string) => ({
  ...{ name: `${gcpName}/cryptoKeyVersions/${number}`, state: 'ENABLED', algorithm, protectionLevel },
  ...{ createTime: '2026-11-01T10:00:00.123456789Z' },
});
const gcpPolicy = (role: string) => ({
  bindings: [
    { members: ['user:owner@acme.example'], role: 'roles/cloudkms.admin' },
    { members: [gcpMember], role },
  ],
  etag: 'BwWKmjvelug=',
  version: 1,
});
const gcpContext = context({ reference: gcpName, serviceClouds: ['google-europe-west1'] });

function goodRsa(name: string, algorithm: string, protectionLevel: string, role: string, findings: FindingId[]): Good {
  const description = {
    ...{ name: gcpName, purpose: 'ASYMMETRIC_DECRYPT', createTime: '2026-11-01T10:00:00Z' },
    ...{ versionTemplate: { algorithm, protectionLevel }, destroyScheduledDuration: '2592000s' },
  };
  const versions = [1, 2].map((number) => gcpVersion(number, algorithm, protectionLevel));
  const documents = { 'gcp.key': description, 'gcp.versions': versions, 'gcp.iam': gcpPolicy(role) };
  return { name, cloud: 'gcp', documents, context: gcpContext, findings: ['gcp.not-visible', ...findings] };
}

export const goodGcp: Good[] = [
  goodRsa('Google Cloud, RSA 2048', 'RSA_DECRYPT_OAEP_2048_SHA256', 'SOFTWARE', encrypterDecrypter, ['gcp.public-key']),
  goodRsa(
    'Google Cloud, RSA 4096 in an HSM',
    'RSA_DECRYPT_OAEP_4096_SHA512',
    'HSM',
    'roles/cloudkms.cryptoOperator',
    [],
  ),
  {
    name: 'Google Cloud, symmetric',
    cloud: 'gcp',
    documents: {
      'gcp.key': {
        ...{ name: gcpName, purpose: 'ENCRYPT_DECRYPT', createTime: '2026-11-01T10:00:00Z' },
        ...{ nextRotationTime: '2027-01-01T00:00:00Z', rotationPeriod: '7776000s' },
        primary: gcpVersion(1, 'GOOGLE_SYMMETRIC_ENCRYPTION', 'SOFTWARE'),
        versionTemplate: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protectionLevel: 'SOFTWARE' },
      },
      'gcp.iam': gcpPolicy(encrypterDecrypter),
    },
    context: gcpContext,
    findings: ['gcp.not-visible', 'gcp.symmetric'],
  },
];

const vaultId = `/subscriptions/${uuid(1)}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme`;
const modulus = (bits: number) => Buffer.alloc(bits / 8, 0xc5).toString('base64');
const azureKey = (host: string, kty: string, bits: number) => ({
  attributes: {
    ...{ created: '2026-11-01T10:00:00+00:00', enabled: true, expires: null, exportable: false, notBefore: null },
    ...{ recoverableDays: 90, recoveryLevel: 'Recoverable', updated: '2026-11-01T10:00:00+00:00' },
  },
  key: {
    ...{ crv: null, d: null, e: 'AQAB', k: null, kid: `https://${host}/keys/orders/4387e9f3d6e14c459867679a90fd0f79` },
    ...{ keyOps: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'], kty, n: modulus(bits) },
  },
  ...{ managed: null, releasePolicy: null, tags: {} },
});
const rotated = {
  expiryTime: null,
  lifetimeActions: [{ action: { type: 'Rotate' }, trigger: { timeAfterCreate: 'P90D' } }],
};
const assignment = (roleDefinitionName: string, scope: string, id: string) => ({
  ...{
    condition: null,
    conditionVersion: null,
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${uuid(3)}`,
  },
  ...{ principalId, principalName: accessors.azure.appId, principalType: 'ServicePrincipal' },
  roleDefinitionId: `/subscriptions/${uuid(1)}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
  ...{ roleDefinitionName, scope, type: 'Microsoft.Authorization/roleAssignments' },
});
const someoneElse = {
  ...assignment('Owner', `/subscriptions/${uuid(1)}`, '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'),
  ...{ principalId: uuid(7), principalName: 'owner@acme.example', principalType: 'User' },
};

function goodVault(name: string, kty: string, bits: number, role: string, roleId: string): Good {
  return {
    name,
    cloud: 'azure',
    documents: {
      'azure.key': azureKey('acme.vault.azure.net', kty, bits),
      'azure.vault': {
        ...{ id: vaultId, location: 'westeurope', name: 'acme', type: 'Microsoft.KeyVault/vaults' },
        properties: {
          ...{ accessPolicies: [], enableRbacAuthorization: true, enablePurgeProtection: true, enableSoftDelete: true },
          ...{ networkAcls: null, publicNetworkAccess: 'Enabled', vaultUri: 'https://acme.vault.azure.net/' },
        },
      },
      'azure.roles': [someoneElse, assignment(role, `${vaultId}/keys/orders`, roleId)],
      'azure.rotation': rotated,
    },
    context: context({ reference: 'https://acme.vault.azure.net/keys/orders', serviceClouds: ['azure-westeurope'] }),
    findings: ['azure.not-visible'],
  };
}

export const goodAzure: Good[] = [
  goodVault('Azure, RSA 2048', 'RSA', 2048, 'Key Vault Crypto User', '12338af0-0e69-4776-bea7-57ae8d297424'),
  goodVault(
    ...([
      'Azure, RSA-HSM 3072, the smaller role',
      'RSA-HSM',
      3072,
      'Key Vault Crypto Service Encryption User',
    ] as const),
    'e147488a-f6f5-4113-8e2d-b22465e65bf6',
  ),
  {
    name: 'Azure, managed HSM, RSA 4096',
    cloud: 'azure',
    documents: {
      'azure.key': azureKey('acme-hsm.managedhsm.azure.net', 'RSA-HSM', 4096),
      'azure.vault': {
        ...{ id: vaultId.replace('vaults/acme', 'managedHSMs/acme-hsm'), name: 'acme-hsm', location: 'westeurope' },
        properties: {
          ...{ enablePurgeProtection: true, hsmUri: 'https://acme-hsm.managedhsm.azure.net/' },
          ...{ networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }, publicNetworkAccess: 'Enabled' },
        },
        type: 'Microsoft.KeyVault/managedHSMs',
      },
      'azure.roles': [
        {
          ...{ id: `/providers/Microsoft.Authorization/providers/Microsoft.Authorization/roleAssignments/${uuid(4)}` },
          ...{ name: uuid(4), principalId, principalName: accessors.azure.appId, scope: '/keys/orders' },
          roleDefinitionId:
            'Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/21dbd100-6940-42c2-9190-5d6cb909625b',
          ...{ roleName: 'Managed HSM Crypto User', type: 'Microsoft.Authorization/roleAssignments' },
        },
      ],
      'azure.rotation': rotated,
    },
    // Aiven shows the URL of a key in a managed HSM with this domain.
    context: context({ reference: 'https://acme-hsm.vault.azure.net/keys/orders' }),
    findings: ['azure.not-visible'],
  },
];

export const ociKeyId = 'ocid1.key.oc1.iad.b5r7gb4qaafqy.abuwcljrxyz1234567890';
export const tenancy = 'ocid1.tenancy.oc1..customer';
export const compartment = 'ocid1.compartment.oc1..keys';
const { accessGroup, accessTenant } = accessors.oci;
export const defines = [`define tenancy AT as ${accessTenant}`, `define group AG as ${accessGroup}`];

function goodOci(name: string, protection: string, statements: string[], findings: FindingId[]): Good {
  const policy = {
    ...{
      'compartment-id': tenancy,
      description: 'd',
      id: 'ocid1.policy.oc1..p',
      'lifecycle-state': 'ACTIVE',
      name: 'aiven',
    },
    ...{ statements, 'version-date': null },
  };
  return {
    name,
    cloud: 'oci',
    documents: {
      'oci.key': {
        data: {
          ...{
            'compartment-id': compartment,
            'display-name': 'orders',
            id: ociKeyId,
            'is-auto-rotation-enabled': true,
          },
          ...{ 'key-shape': { algorithm: 'AES', 'curve-id': null, length: 32 }, 'lifecycle-state': 'ENABLED' },
          ...{
            'protection-mode': protection,
            'time-of-deletion': null,
            'vault-id': 'ocid1.vault.oc1.iad.b5r7gb4qaafqy.v',
          },
        },
        etag: 'e',
      },
      'oci.policies': { data: [policy] },
    },
    context: context({ reference: ociKeyId, tenancy }),
    findings: ['oci.not-visible', ...findings],
  };
}

export const goodOciKeys: Good[] = [
  goodOci(
    'OCI, AES in an HSM, one key',
    'HSM',
    [...defines, `admit group AG of tenancy AT to use keys in tenancy where target.key.id = '${ociKeyId}'`],
    [],
  ),
  goodOci(
    'OCI, AES in software, one key in double quotes',
    'SOFTWARE',
    [
      ...defines,
      `Admit group AG of tenancy AT to use keys in compartment id ${compartment} where target.key.id = "${ociKeyId}"`,
    ],
    ['oci.quotes'],
  ),
  goodOci(
    'OCI, AES, all keys',
    'HSM',
    [...defines, 'admit group AG of tenancy AT to use keys in tenancy'],
    ['oci.policy-all-keys'],
  ),
];

export const everyGood: Good[] = [...goodAws, ...goodGcp, ...goodAzure, ...goodOciKeys];
