/** Azure Key Vault and Managed HSM: a key is named by its identifier, a URL. Form: Azure documentation, "About keys, secrets and certificates: object identifiers". */

import { quote } from '../../support/quote';

/** The form that messages show. */
export const azureKeyForm = 'https://<vault>.vault.azure.net/keys/<key>[/<version>]';

export interface AzureKey {
  cloud: 'azure';
  /** The vault's or the managed HSM's name. */
  vault: string;
  /** `vault.azure.net`, or the domain of a national cloud or of Managed HSM. */
  domain: string;
  managedHsm: boolean;
  key: string;
  /** The version that the identifier pins, or null for the form without one (always the newest). */
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

/** The parts of an Azure key identifier, or one sentence about what is wrong with it. */
export function readAzureKey(text: string): AzureKey | string {
  const wrong = (problem: string) => `${quote(text)} ${problem}; expected ${azureKeyForm}.`;
  if (text.startsWith('/subscriptions/')) {
    return wrong('is an ID of Azure Resource Manager; give the key identifier that the key vault shows');
  }
  if (!text.startsWith('https://')) return wrong('does not begin with https://');
  const [host = '', collection, key = '', version = null, ...more] = text.slice('https://'.length).split('/');
  const [, vault = '', domain = ''] = /^([^.]*)\.(.*)$/.exec(host.toLowerCase()) ?? [];
  if (!domains.includes(domain)) return wrong(`has the host ${quote(host)}, which is no key vault or managed HSM`);
  if (!/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/.test(vault)) return wrong(`has ${quote(vault)} as the vault's name`);
  if (collection !== 'keys') return wrong(`names something under ${quote(collection ?? '')}, not under "keys"`);
  if (!/^[A-Za-z0-9-]{1,127}$/.test(key)) return wrong(`has ${quote(key)} as the key's name`);
  if (version !== null && !/^[0-9a-f]{32}$/i.test(version)) {
    return wrong(`has the version ${quote(version)}, which is not 32 hexadecimal digits`);
  }
  if (more.length > 0) return wrong('goes on after the version');
  return { cloud: 'azure', vault, domain, managedHsm: domain.startsWith('managedhsm.'), key, version };
}
