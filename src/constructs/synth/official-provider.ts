/** What the official provider lacks, according to its schemas of versions 4.58 to 4.61. */

import { clouds, ServiceType, serviceTypes } from '../../aiven';
import type { Attributes } from './rendered-attributes';

const supportedTypes = {
  resource: ['aiven_cmk', ...serviceTypes.filter((type) => type !== ServiceType.REDIS).map((type) => `aiven_${type}`)],
  'data source': clouds.map((cloud) => `aiven_cmk_accessor_${cloud}`),
};

const unsupportedAttributes = [
  'user_config',
  'secret_user_config',
  'secret_user_config_wo',
  'verify_access',
  'rotation_trigger',
  'on_destroy',
  'deletion_protection',
];

/** Lists what a resource or data source uses and the official provider lacks, such as `attribute user_config on aiven_pg`. */
export function missingFromOfficial(kind: keyof typeof supportedTypes, type: string, used: Attributes): string[] {
  if (!supportedTypes[kind].includes(type)) return [`${kind} ${type}`];
  return unsupportedAttributes.filter((name) => used[name] !== undefined).map((name) => `attribute ${name} on ${type}`);
}
