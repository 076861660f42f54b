/** What the official provider does not have of ours (its schemas, 4.58 to 4.61). */

import { serviceTypes } from '../service-type';
import type { Attributes } from './rendered';

const types = {
  resource: ['aiven_cmk', ...serviceTypes.filter((type) => type !== 'redis').map((type) => `aiven_${type}`)],
  'data source': ['aws', 'azure', 'gcp', 'oci'].map((cloud) => `aiven_cmk_accessor_${cloud}`),
};

const attributes = ['user_config', 'secret_user_config', 'verify_access'];

/** What of a resource or data source of ours the official provider lacks, in words; none when it has all that is used. */
export function missingFromOfficial(kind: keyof typeof types, type: string, used: Attributes): string[] {
  if (!types[kind].includes(type)) return [`${kind} ${type}`];
  return attributes.filter((name) => used[name] !== undefined).map((name) => `attribute ${name} on ${type}`);
}
