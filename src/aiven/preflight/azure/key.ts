/** Judges a key in Azure Key Vault or Managed HSM, and its vault: the output of `az keyvault key show` and `az keyvault show`. */

import { quote, quoteList } from '../../../support/quote';
import { option } from '../../grants/shell';
import type { AzureKey } from '../../keys/azure-key';
import { finding, type PreflightFinding } from '../finding';
import { isObject, listIn, objectIn, quoteOrMissing, textIn, textsIn } from '../json';

const sizes = [2048, 3072, 4096];
const operations = ['wrapKey', 'unwrapKey'];

/** Judges state, validity, kind, size and operations of the newest version. */
export function judgeAzureKey(document: unknown, key: AzureKey, now: Date): PreflightFinding[] {
  const jwk = objectIn(document, 'key');
  const attributes = objectIn(document, 'attributes');
  const found: PreflightFinding[] = [];
  if (attributes.enabled === false) {
    found.push(
      finding('azure.key-disabled', 'The key is disabled.', keyCommand('set-attributes', key, '--enabled=true')),
    );
  }
  found.push(...judgeValidity(attributes, key, now));
  const type = textIn(jwk, 'kty');
  const newKey = keyCommand('create', key, '--kty=RSA', '--size=2048', '--ops', ...operations);
  if (type !== 'RSA' && type !== 'RSA-HSM') {
    found.push(
      finding(
        'azure.key-type',
        `The key's type is ${quoteOrMissing(type)}; Aiven needs "RSA" or "RSA-HSM". Create a new key or version.`,
        newKey,
      ),
    );
    return found;
  }
  const size = sizeOf(textIn(jwk, 'n'));
  if (size !== undefined && !sizes.includes(size)) {
    found.push(
      finding(
        'azure.key-size',
        `The key has ${size} bits; Aiven needs 2048, 3072 or 4096. Create a new version.`,
        newKey,
      ),
    );
  }
  const missing = operations.filter((name) => !textsIn(jwk, 'keyOps').includes(name));
  if (missing.length > 0) {
    const all = [...new Set([...textsIn(jwk, 'keyOps'), ...operations])];
    const message = `The key does not allow ${quoteList(missing)}; Aiven needs "wrapKey" and "unwrapKey".`;
    found.push(finding('azure.key-operations', message, keyCommand('set-attributes', key, '--ops', ...all)));
  }
  return found;
}

function judgeValidity(attributes: unknown, key: AzureKey, now: Date): PreflightFinding[] {
  const expires = textIn(attributes, 'expires');
  const notBefore = textIn(attributes, 'notBefore');
  const extend = keyCommand('set-attributes', key, '--expires=<date>');
  if (notBefore !== undefined && Date.parse(notBefore) > now.getTime()) {
    const start = keyCommand('set-attributes', key, option('not-before', now.toISOString().replace(/\.\d+/, '')));
    return [finding('azure.key-validity', `The key is valid only from ${quote(notBefore)}.`, start)];
  }
  if (expires === undefined) return [];
  if (Date.parse(expires) > now.getTime()) {
    const message = `The key expires on ${expires.slice(0, 10)}. Make sure that a new version exists before.`;
    return [finding('azure.key-expires', message, keyCommand('rotate', key))];
  }
  return [finding('azure.key-validity', `The key expired on ${expires.slice(0, 10)}.`, extend)];
}

/** Judges automatic rotation: the output of `az keyvault key rotation-policy show`. */
export function judgeAzureRotation(document: unknown, key: AzureKey): PreflightFinding[] {
  const isRotated = listIn(document, 'lifetimeActions').some((item) => {
    const { action } = isObject(item) ? item : {};
    return (textIn(action, 'type') ?? String(action)).toLowerCase() === 'rotate';
  });
  if (isRotated) return [];
  const update = keyCommand('rotation-policy update', key, '--value=<policy.json>');
  return [finding('azure.rotation-off', 'Azure does not rotate the key automatically.', update)];
}

/** Judges access control, network rules and purge protection of the vault or managed HSM. */
export function judgeAzureVault(document: unknown, key: AzureKey): PreflightFinding[] {
  const properties = objectIn(document, 'properties');
  const isHsm = /managedHSMs$/i.test(textIn(document, 'type') ?? '');
  const update = (...words: string[]) => {
    const name = option(isHsm ? 'hsm-name' : 'name', textIn(document, 'name') ?? key.vault);
    return ['az', 'keyvault', isHsm ? 'update-hsm' : 'update', name, ...words];
  };
  const found: PreflightFinding[] = [];
  if (!isHsm && properties.enableRbacAuthorization !== true) {
    const message =
      "The vault uses access policies, so Aiven's role has no effect. Aiven requires Azure role-based access control. Switching it on makes the access policies ineffective: give everyone who uses the vault a role first.";
    found.push(finding('azure.rbac-off', message, update('--enable-rbac-authorization=true')));
  }
  if (textIn(properties, 'publicNetworkAccess')?.toLowerCase() === 'disabled') {
    const message = 'The vault is closed to the public internet, from which Aiven must reach it.';
    found.push(finding('azure.network', message, update('--public-network-access=Enabled')));
  } else if (textIn(objectIn(properties, 'networkAcls'), 'defaultAction')?.toLowerCase() === 'deny') {
    const message =
      "The vault's firewall refuses requests from networks that it does not list. Aiven must reach it from the public internet, and documents no addresses.";
    found.push(finding('azure.network', message, update('--default-action=Allow')));
  }
  if (properties.enablePurgeProtection !== true) {
    const message = 'Purge protection is off: a deleted key can be purged, and with it all data that it encrypts.';
    found.push(finding('azure.purge-protection', message, update('--enable-purge-protection=true')));
  }
  return found;
}

function keyCommand(subcommand: string, key: AzureKey, ...words: string[]): string[] {
  const vault = option(key.managedHsm ? 'hsm-name' : 'vault-name', key.vault);
  return ['az', 'keyvault', 'key', ...subcommand.split(' '), vault, option('name', key.key), ...words];
}

/** The size of an RSA key in bits, from its modulus in base64; undefined without one. */
function sizeOf(modulus: string | undefined): number | undefined {
  if (modulus === undefined || modulus === '') return undefined;
  const bytes = Buffer.from(modulus, 'base64');
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (bytes.length - start) * 8;
}
