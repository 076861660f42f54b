/** Single faults of keys in Azure Key Vault and Managed HSM. */

import { accessors } from '../grants/samples';
import { type Fault, faultsOf } from './fault';
import { goodAzure, principalId, uuid } from './good';

const fault = faultsOf(goodAzure);
const vaultFault = faultsOf(goodAzure.slice(0, 2));
const hsmFault = faultsOf(goodAzure.slice(2));
const { appId } = accessors.azure;
const vaultScope = `/subscriptions/${uuid(1)}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme`;

const attributes = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  fault(name, (documents) => Object.assign(documents['azure.key'].attributes, change), adds, says);
const jwk = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  fault(name, (documents) => Object.assign(documents['azure.key'].key, change), adds, says);
const properties = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  fault(name, (documents) => Object.assign(documents['azure.vault'].properties, change), adds, says);
/** Changes Aiven's role assignment, which is the last one. */
const role = (name: string, change: object, adds: Fault['adds'], says?: string) =>
  vaultFault(`role: ${name}`, (documents) => Object.assign(documents['azure.roles'].at(-1), change), adds, says);
const named = (roleDefinitionName: string) => ({ roleDefinitionName, roleDefinitionId: `/roleDefinitions/${uuid(8)}` });
const size = (bits: number) => Buffer.alloc(bits / 8, 0xc5).toString('base64');

export const azureFaults: Fault[] = [
  attributes('disabled', { enabled: false }, ['azure.key-disabled']),
  attributes('expired', { expires: '2026-11-01T00:00:00+00:00' }, ['azure.key-validity'], 'expired on 2026-11-01'),
  attributes(
    'that will expire',
    { expires: '2027-11-01T00:00:00+00:00' },
    ['azure.key-expires'],
    'expires on 2027-11-01',
  ),
  attributes('without a state', { enabled: undefined }, ['document.unclear'], '"enabled" is neither true nor false'),
  attributes('expired, in seconds', { expires: 1764000000 }, ['azure.key-validity'], 'expired on 2025-11-24'),
  attributes('that will expire, in seconds', { expires: 1798106400 }, ['azure.key-expires'], 'on 2026-12-24'),
  attributes('with an unknown expiry', { expires: 'soon' }, ['document.unclear'], '"expires" is not a date'),
  attributes('with an expiry of another type', { expires: {} }, ['document.unclear'], '"expires" is not a date'),
  attributes('with an unknown start', { notBefore: 'soon' }, ['document.unclear'], '"notBefore" is not a date'),
  attributes('not valid yet, in seconds', { notBefore: 1798106400 }, ['azure.key-validity'], 'from 2026-12-24'),
  attributes('not valid yet', { notBefore: '2027-01-01T00:00:00+00:00' }, ['azure.key-validity'], 'valid only from'),
  attributes('valid since a while', { notBefore: '2026-01-01T00:00:00+00:00' }, []),
  jwk('elliptic curve', { kty: 'EC', crv: 'P-256', n: null }, ['azure.key-type'], 'type is "EC"'),
  jwk('symmetric', { kty: 'oct-HSM', n: null }, ['azure.key-type']),
  jwk('without a type', { kty: null }, ['azure.key-type'], 'type is missing'),
  jwk('without a modulus', { n: null }, ['document.unclear'], 'modulus "n" is missing'),
  properties(
    'in a network security perimeter',
    { publicNetworkAccess: 'SecuredByPerimeter' },
    ['document.unclear'],
    '"publicNetworkAccess" is "SecuredByPerimeter"',
  ),
  properties('with unknown network access', { publicNetworkAccess: 7 }, ['document.unclear'], 'is "7"'),
  properties('with the default network access', { publicNetworkAccess: null }, []),
  properties(
    'with an unknown firewall',
    { networkAcls: { defaultAction: 'Ask' } },
    ['document.unclear'],
    'firewall is "Ask"',
  ),
  fault(
    'disabled service principal',
    (documents) => {
      documents['azure.principal'] = { appId, id: principalId, accountEnabled: false };
    },
    ['azure.principal-disabled'],
    'cannot sign in',
  ),
  fault(
    'enabled service principal',
    (documents) => {
      documents['azure.principal'] = { appId, id: principalId, accountEnabled: true };
    },
    [],
  ),
  jwk('1024 bits', { n: size(1024) }, ['azure.key-size'], 'has 1024 bits'),
  jwk('8192 bits', { n: size(8192) }, ['azure.key-size']),
  jwk(
    '2048 bits with a leading zero',
    { n: Buffer.concat([Buffer.alloc(1), Buffer.alloc(256, 0xc5)]).toString('base64') },
    [],
  ),
  jwk('base64url', { n: Buffer.alloc(256, 0xfb).toString('base64url') }, []),
  jwk('no wrapKey', { keyOps: ['unwrapKey', 'decrypt'] }, ['azure.key-operations'], 'does not allow "wrapKey";'),
  jwk('no unwrapKey', { keyOps: ['wrapKey'] }, ['azure.key-operations'], '"unwrapKey";'),
  jwk('neither', { keyOps: ['sign', 'verify'] }, ['azure.key-operations'], '"wrapKey", "unwrapKey";'),
  jwk('wrap and unwrap only', { keyOps: ['unwrapKey', 'wrapKey'] }, []),
  fault(
    'not rotated',
    (documents) => {
      documents['azure.rotation'].lifetimeActions = [
        { action: { type: 'Notify' }, trigger: { timeBeforeExpiry: 'P30D' } },
      ];
    },
    ['azure.rotation-off'],
  ),
  fault(
    'pinned version',
    (_, context) => {
      context.reference += '/4387e9f3d6e14c459867679a90fd0f79';
    },
    ['key.version-pinned'],
    'pins the version',
  ),
  fault(
    'without --resource',
    (_, context) => {
      delete context.reference;
    },
    [],
  ),
  fault(
    'other documents',
    (_, context) => {
      context.reference = 'https://acme.vault.azure.net/keys/payments';
      context.accessors = {};
    },
    ['key.mismatch', 'accessor.missing'],
  ),
  fault(
    'for services of another cloud',
    (_, context) => {
      context.serviceClouds = ['aws-eu-west-1'];
    },
    ['key.cloud'],
  ),
  fault(
    'malformed accessor',
    (documents, context) => {
      context.accessors = { azure: { appId: 'aiven' } };
      for (const item of documents['azure.roles']) item.principalName = 'aiven';
    },
    ['accessor.invalid'],
    'appId is "aiven"',
  ),
  fault(
    'without the key',
    (documents) => {
      delete documents['azure.key'];
    },
    ['document.missing'],
    'az keyvault key show',
  ),
  fault(
    'without the vault',
    (documents) => {
      delete documents['azure.vault'];
    },
    ['document.missing'],
    'az keyvault show',
  ),
  fault(
    'without the role assignments',
    (documents) => {
      delete documents['azure.roles'];
    },
    ['document.missing'],
    'az role assignment list',
  ),
  fault(
    'without the rotation policy',
    (documents) => {
      delete documents['azure.rotation'];
    },
    ['document.missing'],
    'rotation-policy show',
  ),
  fault(
    'without a key',
    (documents, context) => {
      delete documents['azure.key'];
      delete context.reference;
    },
    ['document.missing'],
    'The key is not known',
  ),

  vaultFault(
    'access policies',
    (documents) => {
      documents['azure.vault'].properties.enableRbacAuthorization = false;
    },
    ['azure.rbac-off'],
  ),
  vaultFault(
    'access policies by default',
    (documents) => {
      documents['azure.vault'].properties.enableRbacAuthorization = null;
    },
    ['azure.rbac-off'],
  ),
  properties(
    'closed to the internet',
    { publicNetworkAccess: 'Disabled' },
    ['azure.network'],
    'closed to the public internet',
  ),
  properties(
    'firewall',
    { networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7/32' }] } },
    ['azure.network'],
    'firewall',
  ),
  properties('firewall that allows everything', { networkAcls: { defaultAction: 'Allow' } }, []),
  properties('no purge protection', { enablePurgeProtection: null }, ['azure.purge-protection']),

  fault(
    'no role at all',
    (documents) => {
      documents['azure.roles'] = [];
    },
    ['azure.role-missing'],
    'has no role on the key',
  ),
  role('another application', { principalName: uuid(9) }, ['azure.role-missing']),
  role('another application, by object ID', { principalId: uuid(9), principalName: uuid(9) }, ['azure.role-missing']),
  role('only an object ID', { principalName: '' }, ['azure.role-unknown'], 'show only an object ID'),
  vaultFault(
    'role: only an object ID, which the service principal has',
    (documents) => {
      documents['azure.roles'].at(-1).principalName = '';
      documents['azure.principal'] = { appId, id: principalId, displayName: 'aiven-cmk' };
    },
    [],
  ),
  vaultFault(
    'role: only an object ID, which the user passes',
    (documents, context) => {
      documents['azure.roles'].at(-1).principalName = '';
      context.principalId = principalId;
    },
    [],
  ),
  vaultFault(
    'role: only an object ID, of someone else',
    (documents, context) => {
      documents['azure.roles'].at(-1).principalName = '';
      context.principalId = uuid(9);
    },
    ['azure.role-missing'],
  ),
  role('application in upper case', { principalName: appId.toUpperCase() }, []),
  role('Reader', named('Key Vault Reader'), ['azure.role-missing'], 'has only "Key Vault Reader"'),
  role('Owner', named('Owner'), ['azure.role-missing']),
  role('Contributor', named('Key Vault Contributor'), ['azure.role-missing']),
  role('Crypto Officer', named('Key Vault Crypto Officer'), ['azure.role-excess'], 'also manages keys'),
  role('Administrator', named('Key Vault Administrator'), ['azure.role-excess']),
  role('a custom role', named('Acme key user'), ['azure.role-unknown'], '"Acme key user"'),
  role('by ID alone', { roleDefinitionName: null, roleDefinitionId: '/x/12338AF0-0e69-4776-bea7-57ae8d297424' }, []),
  role('a condition', { condition: '@Resource[x] StringEquals 1' }, ['azure.role-condition'], 'under a condition'),
  role('the vault', { scope: vaultScope }, []),
  role('the key in another case', { scope: `${vaultScope.toUpperCase()}/KEYS/ORDERS` }, []),
  role('another key', { scope: `${vaultScope}/keys/other` }, ['azure.role-missing']),
  role('another vault', { scope: vaultScope.replace('acme', 'other') }, ['azure.role-missing']),
  role('a secret', { scope: `${vaultScope}/secrets/orders` }, ['azure.role-missing']),
  role(
    'the resource group',
    { scope: `/subscriptions/${uuid(1)}/resourceGroups/keys` },
    ['azure.scope-excess'],
    'contains more than this vault',
  ),
  role('the subscription', { scope: `/subscriptions/${uuid(1)}` }, ['azure.scope-excess']),
  hsmFault(
    'role: another key',
    (documents) => {
      documents['azure.roles'][0].scope = '/keys/other';
    },
    ['azure.role-missing'],
  ),
  hsmFault(
    'role: every key',
    (documents) => {
      documents['azure.roles'][0].scope = '/keys';
    },
    ['azure.scope-excess'],
  ),
  hsmFault(
    'role: Crypto Officer',
    (documents) => {
      documents['azure.roles'][0].roleName = 'Managed HSM Crypto Officer';
    },
    ['azure.role-missing'],
  ),
  hsmFault(
    'URL of Azure',
    (_, context) => {
      context.reference = 'https://acme-hsm.managedhsm.azure.net/keys/orders';
    },
    [],
  ),
];
