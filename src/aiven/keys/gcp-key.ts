/** Google Cloud KMS: a key is identified by its resource name (Cloud KMS documentation, "Getting a Cloud KMS resource ID"). */

import { quote } from '../../support/quote';

/** The resource name's format, for messages. */
export const gcpKeyFormat =
  'projects/<project>/locations/<location>/keyRings/<key-ring>/cryptoKeys/<key>[/cryptoKeyVersions/<version>]';

export interface GcpKey {
  cloud: 'gcp';
  /** The ID or number of the Google Cloud project. */
  gcpProject: string;
  location: string;
  keyRing: string;
  key: string;
  /** The version that the name pins; null without one, which means the key's primary version. */
  version: string | null;
}

const fullNamePrefix = /^(https:)?\/\/cloudkms\.googleapis\.com\/(v1\/)?/;
const name = /^[A-Za-z0-9_-]{1,63}$/;

/** The collections of a resource name in order, with the values that each allows. */
const segments: { collection: string; what: string; format: RegExp }[] = [
  { collection: 'projects', what: 'project', format: /^([a-z][a-z0-9.-]*:)?[a-z0-9][a-z0-9-]{0,62}$/ },
  { collection: 'locations', what: 'location', format: /^[a-z0-9-]{1,63}$/ },
  { collection: 'keyRings', what: 'key ring', format: name },
  { collection: 'cryptoKeys', what: 'key', format: name },
  { collection: 'cryptoKeyVersions', what: 'version', format: /^[1-9]\d*$/ },
];

/** Returns the parts of a Cloud KMS resource name, or an error message. */
export function parseGcpKey(text: string): GcpKey | string {
  const invalid = (problem: string) => `${quote(text)} ${problem}; expected "${gcpKeyFormat}".`;
  if (fullNamePrefix.test(text)) return invalid('is a full resource name; remove everything before "projects/"');
  const parts = text.split('/');
  const values: string[] = [];
  for (const [index, { collection, what, format }] of segments.entries()) {
    const [found, value = ''] = parts.slice(index * 2, index * 2 + 2);
    if (found === undefined && collection === 'cryptoKeyVersions') break;
    if (found === undefined) return invalid(`ends before "${collection}/<${what}>"`);
    if (found !== collection) return invalid(`has ${quote(found)} in place of "${collection}"`);
    if (!format.test(value)) return invalid(`has the invalid ${what} ${quote(value)}`);
    values.push(value);
  }
  if (parts.length > segments.length * 2) return invalid('has more segments after the version');
  const [gcpProject = '', location = '', keyRing = '', key = '', version = null] = values;
  return { cloud: 'gcp', gcpProject, location, keyRing, key, version };
}
