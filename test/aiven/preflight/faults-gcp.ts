/** Single faults of keys in Google Cloud KMS. */

import { type Fault, faultsOf } from './fault';
import { type Documents, gcpMember, gcpName, goodGcp } from './good';

const rsa = goodGcp.slice(0, 2);
const symmetric = goodGcp.slice(2);
const operator = goodGcp.slice(1, 2);
const fault = faultsOf(goodGcp);
const rsaFault = faultsOf(rsa);
const operatorFault = faultsOf(operator);
const symmetricFault = faultsOf(symmetric);

const member = 'user:someone@acme.example';
const encrypterDecrypter = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';
/** Sets the bindings of the key's IAM policy. */
const bindings = (name: string, list: object[], adds: Fault['adds'], says?: string) =>
  operatorFault(
    `IAM policy: ${name}`,
    (documents) => {
      documents['gcp.iam'].bindings = list;
    },
    adds,
    says,
  );
const role = (name: string, ...members: string[]) => ({ role: name, members });
const versions = (
  name: string,
  change: (versions: Record<string, string>[]) => void,
  adds: Fault['adds'],
  says?: string,
) => rsaFault(`versions: ${name}`, (documents) => change(documents['gcp.versions']), adds, says);
const all = (change: object) => (list: object[]) => {
  for (const version of list) Object.assign(version, change);
};
const purpose = (value: string) =>
  fault(
    `purpose ${value}`,
    (documents, context) => {
      documents['gcp.key'].purpose = value;
      documents['gcp.iam'].bindings[1].role = 'roles/cloudkms.cryptoOperator';
      context.reference = gcpName;
    },
    ['gcp.purpose'],
    `purpose is "${value}"`,
    ['gcp.symmetric', 'gcp.public-key'],
  );
const versionsOf = (documents: Documents) => documents['gcp.versions'] ?? [documents['gcp.key'].primary];
const algorithm = (value: string) =>
  rsaFault(
    `algorithm ${value}`,
    (documents) => {
      for (const version of documents['gcp.versions']) version.algorithm = value;
    },
    ['gcp.algorithm'],
    `algorithm is "${value}"`,
  );

export const gcpFaults: Fault[] = [
  purpose('ASYMMETRIC_SIGN'),
  purpose('MAC'),
  purpose('RAW_ENCRYPT_DECRYPT'),
  algorithm('RSA_DECRYPT_OAEP_3072_SHA256'),
  algorithm('RSA_SIGN_PSS_2048_SHA256'),
  fault(
    'template for other versions',
    (documents) => {
      const template = { algorithm: 'RSA_DECRYPT_OAEP_3072_SHA256', protectionLevel: 'EXTERNAL' };
      documents['gcp.key'].versionTemplate = template;
    },
    [],
  ),
  rsaFault(
    'template for other versions, without versions',
    (documents) => {
      const template = { algorithm: 'RSA_DECRYPT_OAEP_3072_SHA256', protectionLevel: 'EXTERNAL' };
      documents['gcp.key'].versionTemplate = template;
      delete documents['gcp.versions'];
    },
    ['gcp.algorithm', 'gcp.protection', 'document.missing'],
    'RSA_DECRYPT_OAEP_3072_SHA256',
  ),
  rsaFault(
    'template for other versions, only a primary version',
    (documents) => {
      documents['gcp.key'].versionTemplate.algorithm = 'RSA_DECRYPT_OAEP_3072_SHA256';
      documents['gcp.key'].primary = documents['gcp.versions'][0];
      delete documents['gcp.versions'];
    },
    ['document.missing'],
  ),
  fault(
    'external key manager',
    (documents) => {
      for (const version of versionsOf(documents)) version.protectionLevel = 'EXTERNAL';
    },
    ['gcp.protection'],
    '"EXTERNAL"',
  ),
  fault(
    'external key manager in a VPC',
    (documents) => {
      for (const version of versionsOf(documents)) version.protectionLevel = 'EXTERNAL_VPC';
    },
    ['gcp.protection'],
    '"EXTERNAL_VPC"',
  ),
  fault(
    'pinned version',
    (documents, context) => {
      context.reference = `${gcpName}/cryptoKeyVersions/1`;
      documents['gcp.versions'] ??= [documents['gcp.key'].primary];
    },
    ['key.version-pinned'],
    'pins the version "1"',
  ),
  fault(
    'pinned version that does not exist',
    (documents, context) => {
      context.reference = `${gcpName}/cryptoKeyVersions/9`;
      documents['gcp.versions'] ??= [documents['gcp.key'].primary];
    },
    ['key.version-pinned', 'gcp.version-state'],
  ),
  fault(
    'for services of another cloud',
    (_, context) => {
      context.serviceClouds = ['aws-us-east-1'];
    },
    ['key.cloud'],
  ),
  fault(
    'for services of a custom cloud',
    (_, context) => {
      context.serviceClouds = ['custom-gce-acme-eu'];
    },
    [],
  ),
  fault(
    'other documents',
    (_, context) => {
      context.reference = `${gcpName}-2`;
    },
    ['key.mismatch'],
  ),
  fault(
    'malformed accessor',
    (documents, context) => {
      context.accessors = { gcp: { accessGroup: 'nobody' } };
      documents['gcp.iam'].bindings[1].members = ['group:nobody'];
    },
    ['accessor.invalid'],
    'accessGroup is "nobody"',
  ),
  fault(
    'no accessor',
    (_, context) => {
      context.accessors = {};
    },
    ['accessor.missing'],
    'It offers: none.',
    ['gcp.public-key'],
  ),
  fault(
    'without the IAM policy',
    (documents) => {
      delete documents['gcp.iam'];
    },
    ['document.missing'],
    "The key's IAM policy was not judged",
    ['gcp.public-key'],
  ),
  symmetricFault(
    'without description',
    (documents) => {
      delete documents['gcp.key'];
    },
    ['document.missing'],
    'gcloud kms keys describe',
    ['gcp.symmetric'],
  ),
  fault(
    'without a key',
    (documents, context) => {
      documents['gcp.key'] = undefined;
      delete documents['gcp.key'];
      delete context.reference;
    },
    ['document.missing'],
    'The key is not known',
    ['gcp.symmetric', 'gcp.public-key'],
  ),

  versions(
    'one with another algorithm',
    ([first]) => Object.assign(first ?? {}, { algorithm: 'RSA_DECRYPT_OAEP_3072_SHA256' }),
    ['document.unclear'],
    'version 1 is enabled and has the algorithm "RSA_DECRYPT_OAEP_3072_SHA256"',
  ),
  versions(
    'one disabled, with another algorithm',
    ([first]) =>
      Object.assign(first ?? {}, {
        state: 'DISABLED',
        algorithm: 'RSA_SIGN_PSS_2048_SHA256',
        protectionLevel: 'EXTERNAL',
      }),
    [],
  ),
  rsaFault(
    'pinned version with another algorithm',
    (documents, context) => {
      context.reference = `${gcpName}/cryptoKeyVersions/1`;
      documents['gcp.versions'][0].algorithm = 'RSA_DECRYPT_OAEP_3072_SHA256';
    },
    ['key.version-pinned', 'gcp.algorithm'],
  ),
  versions('one disabled', ([first]) => Object.assign(first ?? {}, { state: 'DISABLED' }), []),
  versions(
    'all disabled',
    all({ state: 'DISABLED' }),
    ['gcp.version-state'],
    'the newest one has the state "DISABLED"',
  ),
  versions(
    'all to be destroyed',
    all({ state: 'DESTROY_SCHEDULED', destroyTime: '2026-12-24T10:00:00Z' }),
    ['gcp.version-state'],
    'will be destroyed on 2026-12-24',
  ),
  versions('all destroyed', all({ state: 'DESTROYED' }), ['gcp.version-state']),
  versions('being generated', all({ state: 'PENDING_GENERATION' }), ['gcp.version-state']),
  versions('none', (list) => list.splice(0), ['gcp.version-state'], 'the newest one does not exist'),
  rsaFault(
    'without versions',
    (documents) => {
      delete documents['gcp.versions'];
    },
    ['document.missing'],
    'gcloud kms keys versions list',
  ),
  rsaFault(
    'pinned version that is disabled',
    (documents, context) => {
      context.reference = `${gcpName}/cryptoKeyVersions/1`;
      documents['gcp.versions'][0].state = 'DISABLED';
    },
    ['key.version-pinned', 'gcp.version-state'],
  ),
  symmetricFault(
    'primary version disabled',
    (documents) => {
      documents['gcp.key'].primary.state = 'DISABLED';
    },
    ['gcp.version-state'],
    'The primary version has the state "DISABLED"',
  ),
  symmetricFault(
    'primary version to be destroyed',
    (documents) => {
      Object.assign(documents['gcp.key'].primary, { state: 'DESTROY_SCHEDULED', destroyTime: '2026-12-24T10:00:00Z' });
    },
    ['gcp.version-state'],
    'on 2026-12-24',
  ),
  symmetricFault(
    'no primary version',
    (documents) => {
      delete documents['gcp.key'].primary;
    },
    ['gcp.version-state'],
    'The primary version does not exist',
  ),
  symmetricFault(
    'not rotated',
    (documents) => {
      delete documents['gcp.key'].rotationPeriod;
    },
    ['gcp.rotation-off'],
  ),

  bindings('none', [], ['gcp.role-missing'], 'has no role on the key'),
  bindings('others only', [role(encrypterDecrypter, member)], ['gcp.role-missing']),
  bindings('another group', [role(encrypterDecrypter, `${gcpMember}.example`)], ['gcp.role-missing']),
  bindings(
    'a user of this address',
    [role(encrypterDecrypter, gcpMember.replace('group:', 'user:'))],
    ['gcp.role-missing'],
  ),
  bindings(
    'the group in upper case',
    [role('roles/cloudkms.cryptoOperator', gcpMember.toUpperCase().replace('GROUP', 'group'))],
    [],
  ),
  bindings(
    'a deleted group',
    [role(encrypterDecrypter, `deleted:${gcpMember}?uid=123456789012345678901`)],
    ['gcp.role-missing'],
    'that was deleted',
  ),
  bindings(
    'encrypt only',
    [role('roles/cloudkms.cryptoKeyEncrypter', gcpMember)],
    ['gcp.role-missing'],
    'cannot decrypt',
  ),
  bindings(
    'decrypt only',
    [role('roles/cloudkms.cryptoKeyDecrypter', gcpMember)],
    ['gcp.role-missing'],
    'cannot encrypt',
  ),
  bindings(
    'encrypt and decrypt apart',
    [role('roles/cloudkms.cryptoKeyEncrypter', gcpMember), role('roles/cloudkms.cryptoKeyDecrypter', gcpMember)],
    ['gcp.public-key'],
  ),
  bindings(
    'documented role and public keys',
    [role(encrypterDecrypter, gcpMember), role('roles/cloudkms.publicKeyViewer', gcpMember)],
    [],
  ),
  bindings(
    'viewer only',
    [role('roles/cloudkms.viewer', gcpMember)],
    ['gcp.role-missing'],
    'has only "roles/cloudkms.viewer"',
  ),
  bindings('admin only', [role('roles/cloudkms.admin', gcpMember)], ['gcp.role-missing', 'gcp.role-excess']),
  bindings(
    'admin, too',
    [role('roles/cloudkms.cryptoOperator', gcpMember), role('roles/cloudkms.admin', member, gcpMember)],
    ['gcp.role-excess'],
    '"roles/cloudkms.admin"',
  ),
  bindings('owner', [role('roles/owner', gcpMember)], ['gcp.role-excess']),
  bindings('a custom role', [role('projects/acme/roles/kmsUser', gcpMember)], ['gcp.role-unknown'], 'was not judged'),
  bindings(
    'a custom role next to the documented one',
    [role('projects/acme/roles/kmsUser', gcpMember), role('roles/cloudkms.cryptoOperator', gcpMember)],
    [],
  ),
  bindings(
    'a condition',
    [
      {
        ...role('roles/cloudkms.cryptoOperator', gcpMember),
        condition: { expression: 'request.time < timestamp("2027-01-01T00:00:00Z")', title: 'until' },
      },
    ],
    ['gcp.role-condition'],
    'under a condition',
  ),
  bindings('everyone', [role('roles/cloudkms.cryptoOperator', 'allUsers')], ['gcp.role-public'], '"allUsers"'),
  bindings(
    'everyone with an account',
    [role('roles/cloudkms.cryptoOperator', 'allAuthenticatedUsers', gcpMember)],
    ['gcp.role-public'],
  ),
  operatorFault(
    'IAM policy: empty',
    (documents) => {
      documents['gcp.iam'] = { etag: 'ACAB' };
    },
    ['gcp.role-missing'],
  ),
  operatorFault(
    'IAM policy: the role on the key ring',
    (documents) => {
      const [own, ...rest] = documents['gcp.iam'].bindings.toReversed();
      documents['gcp.iam'].bindings = [...rest, own];
    },
    [],
  ),
];
