/** Azure Key Vault and Managed HSM: a key is identified by a URL (Azure documentation, "Object identifiers and versioning"). */

import { quote } from '../../support/quote';

/** The format, for messages. */
export const azureKeyFormat = 'https://<vault>.vault.azure.net/keys/<key>[/<version>]';

export interface AzureKey {
  cloud: 'azure';
  /** The name of the vault or managed HSM. */
  vault: string;
  /** `vault.azure.net`, or the domain of Managed HSM or of a national cloud. */
  domain: string;
  managedHsm: boolean;
  key: string;
  /** The version that the key reference pins; null without one, which means the latest version. */
  version: string | null;
}

const domains = [
  'vault.azure.net',
  'vault.azure.cn',
  'vault.usgovcloudapi.net',
  'vault.microsoftazure.de',
  'managedhsm.azure.net',
  'managedhsm.azure.cn',
  'managedhsm.usgovcloudapi.net',
];

/** Returns the parts of an Azure key identifier, or an error message. */
export function parseAzureKey(text: string): AzureKey | string {
  const invalid = (problem: string) => `${quote(text)} ${problem}; expected "${azureKeyFormat}".`;
  if (text.startsWith('/subscriptions/')) {
    return invalid('is an Azure Resource Manager ID; use the key identifier that the key vault shows');
  }
  if (!text.startsWith('https://')) return invalid('does not start with "https://"');
  const [host = '', collection = '', key = '', version = null, ...more] = text.slice('https://'.length).split('/');
  const [, vault = '', domain = ''] = /^([^.]*)\.(.*)$/.exec(host.toLowerCase()) ?? [];
  if (!domains.includes(domain)) return invalid(`has the host ${quote(host)}, which is no key vault or managed HSM`);
  if (!/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/.test(vault)) return invalid(`has the invalid vault name ${quote(vault)}`);
  if (collection !== 'keys') return invalid(`has ${quote(collection)} in place of "keys"`);
  if (!/^[A-Za-z0-9-]{1,127}$/.test(key)) return invalid(`has the invalid key name ${quote(key)}`);
  if (version !== null && !/^[0-9a-f]{32}$/i.test(version)) {
    return invalid(`has the version ${quote(version)}, which is not 32 hexadecimal digits`);
  }
  if (more.length > 0) return invalid('has more segments after the version');
  return { cloud: 'azure', vault, domain, managedHsm: domain.startsWith('managedhsm.'), key, version };
}
