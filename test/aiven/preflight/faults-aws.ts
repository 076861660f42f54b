/** Single faults of keys in AWS KMS. */

import { accessors } from '../grants/samples';
import { type Fault, faultsOf } from './fault';
import { awsArn, goodAws, root } from './good';

const role = accessors.aws.principal;
const account = '999999999999';
const fault = faultsOf(goodAws);
const key = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  fault(name, (documents) => Object.assign(documents['aws.key'].KeyMetadata, change), adds, says);
/** Changes Aiven's statement. */
const grant = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  fault(name, (documents) => Object.assign(documents['aws.policy'].Statement[1], change), adds, says);
const without = (name: string, ...elements: string[]) =>
  fault(
    name,
    (documents) => {
      for (const element of elements) delete documents['aws.policy'].Statement[1][element];
    },
    ['aws.policy-unclear'],
  );
/** Adds a statement. */
const added = (name: string, statement: object, adds: Fault['adds'], says?: string) =>
  fault(name, (documents) => documents['aws.policy'].Statement.push({ Resource: '*', ...statement }), adds, says);
const deny = (name: string, statement: object, adds: Fault['adds'], says?: string) =>
  added(`a Deny ${name}`, { Sid: 'guard', Effect: 'Deny', Principal: '*', Action: 'kms:*', ...statement }, adds, says);

export const awsFaults: Fault[] = [
  key('disabled', { KeyState: 'Disabled', Enabled: false }, ['aws.key-state'], 'The key is disabled.'),
  key(
    'pending deletion',
    { KeyState: 'PendingDeletion', DeletionDate: '2026-12-24T10:00:00Z' },
    ['aws.key-deletion'],
    'deletes it on 2026-12-24',
  ),
  key(
    'pending deletion, date in seconds',
    { KeyState: 'PendingDeletion', DeletionDate: 1798106400 },
    ['aws.key-deletion'],
    'on 2026-12-24',
  ),
  key(
    'pending deletion of replicas',
    { KeyState: 'PendingReplicaDeletion' },
    ['aws.key-deletion'],
    'once its replicas are deleted',
  ),
  key('without key material', { KeyState: 'PendingImport', Origin: 'EXTERNAL' }, ['aws.key-state'], 'Import it.'),
  key('unavailable', { KeyState: 'Unavailable' }, ['aws.key-state'], 'state is "Unavailable"'),
  key(
    'whose state contradicts itself',
    { KeyState: 'Enabled', Enabled: false },
    ['document.unclear'],
    '"Enabled" is not true',
  ),
  key('without a state', { KeyState: undefined }, ['aws.key-state'], 'state is missing'),
  key(
    'for signatures',
    { KeyUsage: 'SIGN_VERIFY', KeySpec: 'RSA_2048' },
    ['aws.key-usage', 'aws.key-spec'],
    'usage is "SIGN_VERIFY"',
  ),
  key('for MACs', { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' }, ['aws.key-usage', 'aws.key-spec']),
  key('asymmetric', { KeySpec: 'RSA_4096', CustomerMasterKeySpec: 'RSA_4096' }, ['aws.key-spec'], '"RSA_4096"'),
  key('managed by AWS', { KeyManager: 'AWS' }, ['aws.key-manager']),
  key(
    'with imported material that expires',
    { Origin: 'EXTERNAL', ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: '2027-01-01T00:00:00Z' },
    ['aws.key-expires'],
    'expires on 2027-01-01',
  ),
  key(
    'with imported material that expired',
    { Origin: 'EXTERNAL', ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: 1764000000 },
    ['aws.key-expires'],
    'expired on 2025-11-24',
  ),
  key('in an external key store', { Origin: 'EXTERNAL_KEY_STORE' }, ['aws.key-store'], 'EXTERNAL_KEY_STORE'),
  key('in a CloudHSM key store', { Origin: 'AWS_CLOUDHSM' }, ['aws.key-store']),
  fault(
    'not rotated',
    (documents) => {
      documents['aws.rotation'].KeyRotationEnabled = false;
    },
    ['aws.rotation-off'],
  ),
  fault(
    'in another region',
    (_, context) => {
      context.serviceClouds = ['aws-ap-southeast-2', 'aws-ap-southeast-2'];
    },
    ['key.cloud'],
    'aws-ap-southeast-2',
  ),
  fault(
    'in another cloud',
    (_, context) => {
      context.serviceClouds = ['google-europe-west1'];
    },
    ['key.cloud'],
    'runs on Google Cloud',
  ),
  fault(
    'in a custom cloud',
    (_, context) => {
      context.serviceClouds = ['custom-aws-acme'];
    },
    [],
  ),
  fault(
    'given by the ARN of an alias',
    (_, context) => {
      context.reference = 'arn:aws:kms:us-east-1:111122223333:alias/aiven-cmk';
      context.serviceClouds = [];
    },
    ['key.alias'],
    'Register the ARN of the key itself',
  ),
  fault(
    'given by the name of an alias',
    (_, context) => {
      context.reference = 'alias/aiven-cmk';
      context.serviceClouds = [];
    },
    ['key.alias'],
  ),
  fault(
    'other documents',
    (_, context) => {
      context.reference = awsArn.replace('1234abcd', 'abcd1234');
      context.serviceClouds = [];
    },
    ['key.mismatch'],
  ),
  fault(
    'no accessor',
    (_, context) => {
      context.accessors = { gcp: accessors.gcp };
    },
    ['accessor.missing'],
    'It offers: "gcp"',
  ),
  fault(
    'accessor of another partition',
    (documents, context) => {
      const arn = role.replace('arn:aws:', 'arn:aws-cn:');
      context.accessors = { aws: { principal: arn } };
      documents['aws.policy'].Statement[1].Principal.AWS = arn;
    },
    ['accessor.invalid'],
    'partition "aws-cn"',
  ),
  fault(
    'without describe-key',
    (documents) => {
      delete documents['aws.key'];
    },
    ['document.missing'],
    'aws kms describe-key',
  ),
  fault(
    'without the policy',
    (documents) => {
      delete documents['aws.policy'];
    },
    ['document.missing'],
    'The key policy was not judged',
  ),
  fault(
    'without the rotation status',
    (documents) => {
      delete documents['aws.rotation'];
    },
    ['document.missing'],
    'get-key-rotation-status',
  ),

  grant(
    'another role',
    { Principal: { AWS: role.replace('anchor', 'other') } },
    ['aws.policy-missing'],
    `role "${role}"`,
  ),
  grant('another account', { Principal: { AWS: role.replace(account, '888888888888') } }, ['aws.policy-missing']),
  grant('a service', { Principal: { Service: 'rds.amazonaws.com' } }, ['aws.policy-missing']),
  grant("the account's root only", { Principal: { AWS: root } }, ['aws.policy-missing']),
  grant(
    'the ID of a deleted role',
    { Principal: { AWS: 'AROAEXAMPLEID12345678' } },
    ['aws.policy-unclear'],
    'statement 2 ("aiven") (its principal, action or resource)',
  ),
  grant('a session of the role', { Principal: { AWS: `arn:aws:sts::${account}:assumed-role/aiven-cmk-anchor/s` } }, [
    'aws.policy-unclear',
  ]),
  grant("Aiven's whole account", { Principal: { AWS: account } }, ['aws.policy-account'], 'Statement 2 ("aiven")'),
  grant("Aiven's root", { Principal: { AWS: `arn:aws:iam::${account}:root` } }, ['aws.policy-account']),
  grant('everyone', { Principal: '*' }, ['aws.policy-public'], 'every AWS account'),
  grant('everyone, spelled out', { Principal: { AWS: ['*'] } }, ['aws.policy-public']),
  grant(
    'everyone in the account of Aiven',
    { Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': account } } },
    [],
  ),
  grant(
    'everyone in another account',
    { Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } },
    ['aws.policy-condition'],
    'StringEquals "kms:CallerAccount" "111122223333"',
  ),
  grant(
    'no Encrypt',
    { Action: ['kms:Decrypt', 'kms:GenerateDataKey'] },
    ['aws.policy-missing'],
    'allows kms:Encrypt to',
  ),
  grant('no Decrypt', { Action: 'kms:Encrypt' }, ['aws.policy-missing'], 'allows kms:Decrypt to'),
  grant('neither', { Action: 'kms:DescribeKey' }, ['aws.policy-missing'], 'allows kms:Encrypt and kms:Decrypt to'),
  grant('actions in another case', { Action: ['KMS:encrypt', 'kms:DECRYPT'] }, []),
  grant('actions by wildcard', { Action: 'kms:*crypt' }, []),
  grant('every action', { Action: 'kms:*' }, ['aws.policy-excess'], 'kms:PutKeyPolicy, kms:ScheduleKeyDeletion and'),
  grant('every action of AWS', { Action: '*' }, ['aws.policy-excess']),
  grant(
    'one action too many',
    { Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:CreateGrant'] },
    ['aws.policy-excess'],
    'role kms:CreateGrant. Aiven',
  ),
  grant('another key', { Resource: `${awsArn}0` }, ['aws.policy-missing']),
  grant('keys by wildcard', { Resource: 'arn:aws:kms:*:111122223333:key/*' }, []),
  grant(
    'a Deny in place of the Allow',
    { Effect: 'Deny' },
    ['aws.policy-deny'],
    'Statement 2 ("aiven") denies kms:Encrypt and kms:Decrypt',
  ),
  without('no action', 'Action'),
  without('no resource', 'Resource'),
  without('no principal', 'Principal'),
  fault('no statement for Aiven', (documents) => documents['aws.policy'].Statement.pop(), ['aws.policy-missing']),
  fault(
    'no statement for the root',
    (documents) => documents['aws.policy'].Statement.shift(),
    ['aws.policy-unmanageable'],
    'kms:PutKeyPolicy',
  ),
  ...[root.replace('111122223333', '888888888888'), '888888888888', `arn:aws:iam::888888888888:role/admin`].map(
    (name) =>
      fault(
        `only ${name} manages the key`,
        (documents) => {
          documents['aws.policy'].Statement[0].Principal = { AWS: [name] };
        },
        ['aws.policy-unmanageable'],
        "to the key's account",
      ),
  ),
  fault(
    'another account manages the key, too',
    (documents) => {
      documents['aws.policy'].Statement[0].Principal = { AWS: ['888888888888', root] };
    },
    [],
  ),
  fault(
    'a role of the account manages the key',
    (documents) => {
      documents['aws.policy'].Statement[0].Principal = { AWS: 'arn:aws:iam::111122223333:role/admin' };
    },
    [],
  ),
  fault(
    'only Aiven manages the key',
    (documents) => {
      documents['aws.policy'].Statement = [{ ...documents['aws.policy'].Statement[1], Action: 'kms:*' }];
    },
    ['aws.policy-excess', 'aws.policy-unmanageable'],
  ),
  fault(
    'the policy as text',
    (documents) => {
      documents['aws.policy'] = { Policy: JSON.stringify(documents['aws.policy']), PolicyName: 'default' };
    },
    [],
  ),
  fault(
    'one statement instead of a list',
    (documents) => {
      documents['aws.policy'].Statement = documents['aws.policy'].Statement[1];
    },
    ['aws.policy-unmanageable'],
  ),

  grant(
    'kms:ViaService',
    { Condition: { StringEquals: { 'kms:ViaService': 'rds.us-east-1.amazonaws.com' } } },
    ['aws.policy-condition'],
    'Aiven calls KMS directly',
  ),
  grant(
    'kms:ViaService if it exists',
    { Condition: { StringEqualsIfExists: { 'kms:ViaService': 'rds.us-east-1.amazonaws.com' } } },
    [],
  ),
  grant(
    'source IP',
    { Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8'] } } },
    ['aws.policy-condition'],
    'Aiven documents no source addresses',
  ),
  grant('every source IP', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, []),
  grant(
    'VPC endpoint',
    { Condition: { StringEquals: { 'aws:sourceVpce': 'vpce-1a2b3c4d' } } },
    ['aws.policy-condition'],
    'through your VPC endpoint',
  ),
  grant(
    'VPC',
    { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-111bbb22' } } },
    ['aws.policy-condition'],
    'from your VPC',
  ),
  grant(
    'organization',
    { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-customer' } } },
    ['aws.policy-condition'],
    'not in your organization',
  ),
  grant(
    'organizational unit',
    { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-customer/r-1/ou-1/' } } },
    ['aws.policy-condition'],
  ),
  grant('TLS', { Condition: { Bool: { 'aws:SecureTransport': true } } }, []),
  grant('the role itself', { Condition: { ArnEquals: { 'aws:PrincipalArn': role } } }, []),
  grant('another kind of key', { Condition: { StringEquals: { 'kms:KeySpec': 'RSA_2048' } } }, [
    'aws.policy-condition',
  ]),
  grant('the kind of key', { Condition: { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } } }, []),
  grant(
    'an encryption context',
    { Condition: { StringEquals: { 'kms:EncryptionContext:app': 'orders' } } },
    ['aws.policy-unclear'],
    'condition on "kms:EncryptionContext:app"',
  ),
  grant('a tag of the principal', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'data' } } }, [
    'aws.policy-unclear',
  ]),
  grant('a date', { Condition: { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } } }, [
    'aws.policy-unclear',
  ]),
  grant('an operator that does not exist', { Condition: { StringEqual: { 'kms:CallerAccount': account } } }, [
    'aws.policy-unclear',
  ]),
  grant('a policy variable', { Condition: { StringEquals: { 'kms:CallerAccount': `\${aws:PrincipalAccount}` } } }, [
    'aws.policy-unclear',
  ]),

  deny('of everything', {}, ['aws.policy-deny'], 'Statement 3 ("guard") denies kms:Encrypt and kms:Decrypt'),
  deny('of Decrypt', { Action: 'kms:Decrypt' }, ['aws.policy-deny'], 'denies kms:Decrypt to'),
  deny('of deletion', { Action: ['kms:ScheduleKeyDeletion', 'kms:Delete*'] }, []),
  deny(
    'of everything but Encrypt',
    { Action: undefined, NotAction: 'kms:Encrypt' },
    ['aws.policy-deny'],
    'denies kms:Decrypt to',
  ),
  deny('of another key', { Resource: 'arn:aws:kms:us-east-1:111122223333:key/other' }, []),
  deny("of Aiven's account", { Principal: { AWS: account } }, ['aws.policy-deny']),
  deny('of another account', { Principal: { AWS: '888888888888' } }, []),
  deny('of everyone but the root', { Principal: undefined, NotPrincipal: { AWS: root } }, ['aws.policy-deny']),
  deny(
    'of everyone but Aiven',
    { Principal: undefined, NotPrincipal: { AWS: [role, `arn:aws:iam::${account}:root`] } },
    ['aws.policy-unclear'],
  ),
  deny('of everyone but everyone', { Principal: undefined, NotPrincipal: '*' }, []),
  deny(
    'outside of the VPC endpoint',
    { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } } },
    ['aws.policy-deny'],
    'requests do not come through your VPC endpoint',
  ),
  deny(
    'outside of the network',
    { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    ['aws.policy-deny'],
    'documents no source addresses',
  ),
  deny('outside of the organization', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-customer' } } }, [
    'aws.policy-deny',
  ]),
  deny(
    'outside of the organization, except for Aiven',
    { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-customer', 'aws:PrincipalAccount': account } } },
    [],
  ),
  deny(
    'without another service',
    { Condition: { StringNotEquals: { 'kms:ViaService': 'rds.us-east-1.amazonaws.com' } } },
    ['aws.policy-deny'],
  ),
  deny('without TLS', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, []),
  deny(
    'without MFA',
    { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
    ['aws.policy-unclear'],
    'aws:MultiFactorAuthPresent',
  ),
  deny('by tag', { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'data' } } }, ['aws.policy-unclear']),
  deny(
    'of all roles but Aiven’s',
    { Condition: { ArnNotLike: { 'aws:PrincipalArn': [role, 'arn:aws:iam::111122223333:*'] } } },
    [],
  ),
  deny(
    'with a Sid like our own text',
    { Sid: '{actions} $& ' },
    ['aws.policy-deny'],
    'denies kms:Encrypt and kms:Decrypt to',
  ),
  added(
    'an Allow with NotPrincipal',
    { Effect: 'Allow', NotPrincipal: { AWS: '888888888888' }, Action: 'kms:Sign' },
    [],
  ),
];
