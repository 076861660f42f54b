/** Single faults of keys in OCI Vault. */

import { accessors } from '../grants/samples';
import { type Fault, faultsOf } from './fault';
import { compartment, defines, goodOciKeys, ociKeyId } from './good';

const fault = faultsOf(goodOciKeys);
/** The key whose good policy has no finding of its own. */
const oneKey = faultsOf(goodOciKeys.slice(0, 1));
const key = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  fault(name, (documents) => Object.assign(documents['oci.key'].data, change), adds, says);
const only = `where target.key.id = '${ociKeyId}'`;
const admit = (name: string, statement: string, adds: Fault['adds'], says?: string) =>
  oneKey(
    `policy: ${name}`,
    (documents) => {
      documents['oci.policies'].data[0].statements = [...defines, statement];
    },
    adds,
    says,
  );
const policy = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  oneKey(`policy: ${name}`, (documents) => Object.assign(documents['oci.policies'].data[0], change), adds, says);
const usual = `admit group AG of tenancy AT to use keys in tenancy ${only}`;

export const ociFaults: Fault[] = [
  key('disabled', { 'lifecycle-state': 'DISABLED' }, ['oci.key-state'], 'The key is disabled.'),
  key(
    'pending deletion',
    { 'lifecycle-state': 'PENDING_DELETION', 'time-of-deletion': '2026-12-24T10:00:00+00:00' },
    ['oci.key-deletion'],
    'on 2026-12-24',
  ),
  key(
    'scheduling deletion',
    { 'lifecycle-state': 'SCHEDULING_DELETION' },
    ['oci.key-deletion'],
    'at a time that the document does not show',
  ),
  key('deleted', { 'lifecycle-state': 'DELETED' }, ['oci.key-state'], 'state is "DELETED"'),
  key('without a state', { 'lifecycle-state': null }, ['oci.key-state'], 'state is missing'),
  key('RSA', { 'key-shape': { algorithm: 'RSA', length: 256 } }, ['oci.key-algorithm'], 'algorithm is "RSA"'),
  key('elliptic curve', { 'key-shape': { algorithm: 'ECDSA', length: 32 } }, ['oci.key-algorithm']),
  key('AES 128', { 'key-shape': { algorithm: 'AES', length: 16 } }, []),
  key('external', { 'protection-mode': 'EXTERNAL' }, ['oci.protection']),
  key('not rotated', { 'is-auto-rotation-enabled': null }, ['oci.rotation-off']),
  fault(
    'other documents',
    (_, context) => {
      context.reference = `${ociKeyId}x`;
      context.accessors = {};
    },
    ['key.mismatch', 'accessor.missing'],
    undefined,
    ['oci.quotes', 'oci.policy-all-keys'],
  ),
  fault(
    'accessor of another realm',
    (_, context) => {
      context.accessors = { oci: { accessGroup: 'ocid1.group.oc2..a', accessTenant: 'ocid1.tenancy.oc2..a' } };
    },
    ['accessor.invalid', 'oci.policy-missing'],
    'realm "oc2"',
    ['oci.quotes', 'oci.policy-all-keys'],
  ),
  fault(
    'for services of another cloud',
    (_, context) => {
      context.serviceClouds = ['azure-westeurope'];
    },
    ['key.cloud'],
  ),
  oneKey(
    'without the key',
    (documents) => {
      delete documents['oci.key'];
    },
    ['document.missing'],
    'oci kms management key get',
  ),
  fault(
    'without a policy',
    (documents) => {
      delete documents['oci.policies'];
    },
    ['document.missing'],
    'oci iam policy list',
    ['oci.quotes', 'oci.policy-all-keys'],
  ),
  fault(
    'without a key at all',
    (documents, context) => {
      delete documents['oci.key'];
      delete context.reference;
    },
    ['document.missing'],
    'The key is not known',
    ['oci.quotes', 'oci.policy-all-keys'],
  ),

  admit('manage', usual.replace('use', 'manage'), ['oci.policy-excess'], 'allows more than "use keys"'),
  admit('read', usual.replace('use', 'read'), ['oci.policy-missing'], 'must be "use keys"'),
  admit('inspect', usual.replace('use', 'inspect'), ['oci.policy-missing']),
  admit('all resources', usual.replace('keys', 'all-resources'), ['oci.policy-excess']),
  admit('vaults', usual.replace('keys', 'vaults'), ['oci.policy-missing']),
  admit('key-delegate', usual.replace('keys', 'key-delegate'), ['oci.policy-missing']),
  admit('permissions', usual.replace('use keys', '{KEY_ENCRYPT, KEY_DECRYPT}'), []),
  admit('one permission', usual.replace('use keys', '{KEY_ENCRYPT}'), ['oci.policy-missing']),
  admit('any user', usual.replace('group AG', 'any-user'), ['oci.policy-excess']),
  admit('any tenancy', usual.replace('tenancy AT', 'any-tenancy'), ['oci.policy-excess']),
  admit(
    'another group',
    usual.replace('AG', 'OTHER'),
    ['oci.policy-missing'],
    'are others, or "define" statements are missing',
  ),
  admit('another tenancy', usual.replace('AT', 'OTHER'), ['oci.policy-missing']),
  admit('a dynamic group', usual.replace('group AG', 'dynamic-group AG'), ['oci.policy-missing']),
  admit('two groups', usual.replace('group AG', 'group OTHER, AG'), []),
  admit(
    'keywords in upper case',
    usual.replace(/\b(admit|group|of|tenancy|to|use|keys|in|where)\b/g, (word) => word.toUpperCase()),
    [],
  ),
  admit('an own group', `allow group AG to use keys in tenancy ${only}`, ['oci.policy-missing']),
  admit('nonsense', 'admit group AG', ['oci.policy-missing']),
  admit(
    'a compartment by name',
    usual.replace('in tenancy', 'in compartment keys'),
    ['oci.policy-unclear'],
    'compartment or condition',
  ),
  admit("the key's compartment", usual.replace('in tenancy', `in compartment id ${compartment}`), []),
  admit('another compartment', usual.replace('in tenancy', 'in compartment id ocid1.compartment.oc1..other'), [
    'oci.policy-unclear',
  ]),
  admit('another key', usual.replace(ociKeyId, `${ociKeyId}x`), ['oci.policy-other-key'], 'to other keys'),
  admit('every key but this', usual.replace('=', '!='), ['oci.policy-other-key']),
  admit('the key in upper case', usual.replace(ociKeyId, ociKeyId.toUpperCase()), []),
  admit(
    'one of two keys',
    usual.replace(only, `where any {target.key.id = 'ocid1.key.oc1.iad.a.b', target.key.id = '${ociKeyId}'}`),
    [],
  ),
  admit(
    'a key that has two IDs',
    usual.replace(only, `where all {target.key.id = 'ocid1.key.oc1.iad.a.b', target.key.id = '${ociKeyId}'}`),
    ['oci.policy-other-key'],
  ),
  admit('the vault', usual.replace(only, "where target.vault.id = 'ocid1.vault.oc1.iad.b5r7gb4qaafqy.v'"), []),
  admit('another vault', usual.replace(only, "where target.vault.id = 'ocid1.vault.oc1.iad.other.v'"), [
    'oci.policy-other-key',
  ]),
  admit('a pattern', usual.replace(only, 'where target.key.id = /*orders/'), ['oci.policy-unclear']),
  admit(
    'a network source',
    usual.replace(only, `where all {target.key.id = '${ociKeyId}', request.networkSource.name = 'office'}`),
    ['oci.policy-network'],
    'only from networks of yours',
  ),
  admit(
    'any network but one',
    usual.replace(only, `where all {target.key.id = '${ociKeyId}', request.networkSource.name != 'office'}`),
    [],
  ),
  admit(
    'an operation',
    usual.replace(only, `where all {target.key.id = '${ociKeyId}', request.operation = 'Encrypt'}`),
    ['oci.policy-unclear'],
  ),
  admit('double quotes', usual.replaceAll("'", '"'), ['oci.quotes'], 'single quotes are required'),
  admit('every key', usual.replace(` ${only}`, ''), ['oci.policy-all-keys'], 'covers every key in its tenancy'),
  policy('no definition of the group', { statements: [defines[0], usual] }, ['oci.policy-missing']),
  policy('no definition of the tenancy', { statements: [defines[1], usual] }, ['oci.policy-missing']),
  policy('definitions only', { statements: defines }, ['oci.policy-missing'], 'No statement admits'),
  policy(
    'another group under the same name',
    { statements: [defines[0], 'define group AG as ocid1.group.oc1..other', usual] },
    ['oci.policy-missing'],
  ),
  policy(
    'definitions in quotes',
    {
      statements: [
        `define tenancy AT as '${accessors.oci.accessTenant}'`,
        `define group ag as "${accessors.oci.accessGroup}"`,
        usual,
      ],
    },
    [],
  ),
  policy(
    'a deny statement',
    { statements: [...defines, usual, 'deny group AG of tenancy AT to use keys in tenancy'] },
    ['oci.policy-unclear'],
    'deny group AG',
  ),
  policy('no statement', { statements: [] }, ['oci.policy-missing']),
  policy(
    'in a compartment',
    { 'compartment-id': compartment },
    ['oci.policy-compartment'],
    'must be in the root compartment',
  ),
  policy('inactive', { 'lifecycle-state': 'INACTIVE' }, ['oci.policy-inactive']),
  oneKey(
    'policy: two, of which one is good',
    (documents) => {
      const [good] = documents['oci.policies'].data;
      documents['oci.policies'].data.unshift({ ...good, 'compartment-id': compartment });
    },
    [],
  ),
  oneKey(
    'policy: bare statements',
    (documents) => {
      documents['oci.policies'] = documents['oci.policies'].data[0].statements;
    },
    [],
  ),
  oneKey(
    'policy: one, not a list',
    (documents) => {
      documents['oci.policies'] = { data: documents['oci.policies'].data[0], etag: 'e' };
    },
    [],
  ),
];
