/** Google Cloud KMS: a key is named by its resource name. Form: Cloud KMS documentation, "Getting a Cloud KMS resource ID". */

import { quote } from '../../support/quote';

/** The form that messages show. */
export const gcpKeyForm =
  'projects/<project>/locations/<location>/keyRings/<key-ring>/cryptoKeys/<key>[/cryptoKeyVersions/<version>]';

export interface GcpKey {
  cloud: 'gcp';
  /** The project of Google Cloud, by id or number. */
  gcpProject: string;
  location: string;
  keyRing: string;
  key: string;
  /** The version that the name pins, or null for the form without one (the key's primary version). */
  version: string | null;
}

const fullNamePrefix = /^(https:)?\/\/cloudkms\.googleapis\.com\/(v1\/)?/;
const name = /^[A-Za-z0-9_-]{1,63}$/;

/** What stands after each word of a resource name, in order. */
const parts: { word: string; what: string; form: RegExp }[] = [
  { word: 'projects', what: 'project', form: /^([a-z][a-z0-9.-]*:)?[a-z0-9][a-z0-9-]{0,62}$/ },
  { word: 'locations', what: 'location', form: /^[a-z0-9-]{1,63}$/ },
  { word: 'keyRings', what: 'key ring', form: name },
  { word: 'cryptoKeys', what: 'key', form: name },
  { word: 'cryptoKeyVersions', what: 'version', form: /^[1-9]\d*$/ },
];

/** The parts of a Google Cloud KMS resource name, or one sentence about what is wrong with it. */
export function readGcpKey(text: string): GcpKey | string {
  const wrong = (problem: string) => `${quote(text)} ${problem}; expected ${gcpKeyForm}.`;
  if (fullNamePrefix.test(text)) return wrong('is a full resource name; give it from "projects/" on');
  const segments = text.split('/');
  const values: string[] = [];
  for (const [index, { word, what, form }] of parts.entries()) {
    const [found, value] = segments.slice(index * 2, index * 2 + 2);
    if (found === undefined && word === 'cryptoKeyVersions') break;
    if (found === undefined) return wrong(`ends before "${word}/<${what}>"`);
    if (found !== word) return wrong(`has ${quote(found)} where "${word}" belongs`);
    if (value === undefined || !form.test(value)) return wrong(`has ${quote(value ?? '')} as its ${what}`);
    values.push(value);
  }
  if (segments.length > parts.length * 2) return wrong('goes on after the version');
  const [gcpProject = '', location = '', keyRing = '', key = '', version = null] = values;
  return { cloud: 'gcp', gcpProject, location, keyRing, key, version };
}
