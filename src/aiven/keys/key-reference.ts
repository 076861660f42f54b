/** The key reference: the identifier of a key in its cloud's KMS. Aiven's API calls it `resource`. */

import { quote } from '../../support/quote';
import { type Cloud, checkCloud, isCloud, kmsNames } from '../cloud';
import { type AwsKey, awsKeyFormat, parseAwsKey } from './aws-key';
import { type AzureKey, azureKeyFormat, parseAzureKey } from './azure-key';
import { type GcpKey, gcpKeyFormat, parseGcpKey } from './gcp-key';
import { type OciKey, ociKeyFormat, parseOciKey } from './oci-key';

/** The parts of a key reference. `cloud` tells which type it is. */
export type KeyReference = AwsKey | AzureKey | GcpKey | OciKey;

/** The longest key reference that the API accepts, in characters: docs/internals/api.md#key-fields. */
export const longestKeyReference = 512;

const parsers: Readonly<Record<Cloud, (text: string) => KeyReference | string>> = {
  aws: parseAwsKey,
  azure: parseAzureKey,
  gcp: parseGcpKey,
  oci: parseOciKey,
};

/** The format of each cloud's key references, for messages. */
export const keyReferenceFormats: Readonly<Record<Cloud, string>> = {
  aws: awsKeyFormat,
  azure: azureKeyFormat,
  gcp: gcpKeyFormat,
  oci: ociKeyFormat,
};

/** Prefixes by which a key reference is recognized even if the rest is invalid. */
const prefixes: readonly (readonly [RegExp, Cloud])[] = [
  [/^arn:/i, 'aws'],
  [/^(projects\/|(https:)?\/\/cloudkms\.)/i, 'gcp'],
  [/^ocid\d*\./i, 'oci'],
  [/^(https?:\/\/[^/]*\.(vault|managedhsm)\.|\/subscriptions\/)/i, 'azure'],
];

/** Returns the cloud of a key reference, judged by its prefix alone; undefined when no cloud has this prefix. */
export function cloudOf(text: string): Cloud | undefined {
  return prefixes.find(([prefix]) => prefix.test(text))?.[1];
}

/**
 * Parses the key reference of any cloud.
 * @throws Error with the value and the expected format when it is invalid.
 */
export function parseKeyReference(text: string): KeyReference {
  const result = parseFor(cloudOf(text), text);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

/** Returns undefined for a valid key reference of this cloud, otherwise an error message. */
export function checkKeyReference(cloud: string, text: string): string | undefined {
  if (!isCloud(cloud)) return checkCloud(cloud);
  const result = parseFor(cloud, text);
  return typeof result === 'string' ? result : undefined;
}

function parseFor(cloud: Cloud | undefined, text: string): KeyReference | string {
  const format = cloud === undefined ? allFormats() : `"${keyReferenceFormats[cloud]}"`;
  if (text.trim() === '') return `The key reference is empty; expected ${format}.`;
  if (text.length > longestKeyReference) {
    return `${quote(text)} has ${text.length} characters; a key reference has at most ${longestKeyReference}.`;
  }
  if (/\s/.test(text)) return `${quote(text)} contains whitespace; expected ${format}.`;
  const actual = cloudOf(text);
  if (cloud === undefined) return `${quote(text)} is not a key reference of any supported cloud; expected ${format}.`;
  if (actual !== undefined && actual !== cloud) {
    const mismatch = `is a key reference of ${kmsNames[actual]} (${actual}), not of ${kmsNames[cloud]} (${cloud})`;
    return `${quote(text)} ${mismatch}; expected ${format}.`;
  }
  return parsers[cloud](text);
}

function allFormats(): string {
  return Object.entries(keyReferenceFormats)
    .map(([cloud, format]) => `"${format}" (${cloud})`)
    .join(', or ');
}
