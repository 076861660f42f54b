/** Judges a key in Azure Key Vault or Managed HSM, and its vault: the output of `az keyvault key show` and `az keyvault show`. */

import { quote, quoteList } from '../../../support/quote';
import { option } from '../../grants/shell';
import type { AzureKey } from '../../keys/azure-key';
import { finding, type PreflightFinding } from '../finding';
import { isObject, type JsonObject, listIn, objectIn, quoteOrMissing, textIn, textsIn } from '../json';

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
  } else if (attributes.enabled !== true) {
    found.push(
      finding('document.unclear', 'Whether the key is enabled was not judged: "enabled" is neither true nor false.'),
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
  if (size === undefined) {
    found.push(finding('document.unclear', 'The size of the key was not judged: its modulus "n" is missing.'));
  } else if (!sizes.includes(size)) {
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

function judgeValidity(attributes: JsonObject, key: AzureKey, now: Date): PreflightFinding[] {
  const expires = timeOf(attributes.expires);
  const notBefore = timeOf(attributes.notBefore);
  const unclear = Object.entries({ expires, notBefore })
    .filter(([, time]) => Number.isNaN(time))
    .map(([name]) =>
      finding('document.unclear', `The validity of the key was not judged: ${quote(name)} is not a date.`),
    );
  return [...unclear, ...judgePeriod(notBefore, expires, key, now)];
}

/** Judges the period in milliseconds; a comparison with NaN is false. */
function judgePeriod(
  notBefore: number | undefined,
  expires: number | undefined,
  key: AzureKey,
  now: Date,
): PreflightFinding[] {
  const extend = keyCommand('set-attributes', key, '--expires=<date>');
  if (notBefore !== undefined && notBefore > now.getTime()) {
    const start = keyCommand('set-attributes', key, option('not-before', now.toISOString().replace(/\.\d+/, '')));
    return [finding('azure.key-validity', `The key is valid only from ${dateText(notBefore)}.`, start)];
  }
  if (expires === undefined || Number.isNaN(expires)) return [];
  if (expires > now.getTime()) {
    const message = `The key expires on ${dateText(expires)}. Make sure that a new version exists before.`;
    return [finding('azure.key-expires', message, keyCommand('rotate', key))];
  }
  return [finding('azure.key-validity', `The key expired on ${dateText(expires)}.`, extend)];
}

/** The Azure CLI prints dates as ISO text, the REST API as Unix seconds. NaN for everything else that is not null. */
function timeOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const time = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN);
  return time.getTime();
}

function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
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
  const access = valueText(properties.publicNetworkAccess, 'Enabled');
  const acls = valueText(objectIn(properties, 'networkAcls').defaultAction, 'Allow');
  if (access.toLowerCase() === 'disabled') {
    const message = 'The vault is closed to the public internet, from which Aiven must reach it.';
    found.push(finding('azure.network', message, update('--public-network-access=Enabled')));
  } else if (access.toLowerCase() !== 'enabled') {
    const message = `Whether Aiven can reach the vault was not judged: "publicNetworkAccess" is ${quote(access)}. A network security perimeter must let in Aiven from the public internet.`;
    found.push(finding('document.unclear', message));
  } else if (acls.toLowerCase() === 'deny') {
    const message =
      "The vault's firewall refuses requests from networks that it does not list. Aiven must reach it from the public internet, and documents no addresses.";
    found.push(finding('azure.network', message, update('--default-action=Allow')));
  } else if (acls.toLowerCase() !== 'allow') {
    const message = `Whether Aiven can reach the vault was not judged: "defaultAction" of its firewall is ${quote(acls)}.`;
    found.push(finding('document.unclear', message));
  }
  if (properties.enablePurgeProtection !== true) {
    const message = 'Purge protection is off: a deleted key can be purged, and with it all data that it encrypts.';
    found.push(finding('azure.purge-protection', message, update('--enable-purge-protection=true')));
  }
  return found;
}

/** A value as text; Azure leaves out a default. */
function valueText(value: unknown, byDefault: string): string {
  if (value === undefined || value === null) return byDefault;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Judges whether Aiven's service principal can sign in: the output of `az ad sp show`. */
export function judgeAzurePrincipal(document: unknown): PreflightFinding[] {
  if (!isObject(document) || String(document.accountEnabled).toLowerCase() !== 'false') return [];
  const id = textIn(document, 'id') ?? textIn(document, 'appId') ?? '';
  const enable = ['az', 'ad', 'sp', 'update', option('id', id), '--set', 'accountEnabled=true'];
  const message = "Aiven's service principal is disabled in your tenant, so it cannot sign in.";
  return [finding('azure.principal-disabled', message, enable)];
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
