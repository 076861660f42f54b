/** The name that a key has in its cloud's KMS: what Aiven's API calls `resource`. */

import { quote } from '../../support/quote';
import { type Cloud, checkCloud, isCloud, kmsNames } from '../cloud';
import { type AwsKey, awsKeyForm, readAwsKey } from './aws-key';
import { type AzureKey, azureKeyForm, readAzureKey } from './azure-key';
import { type GcpKey, gcpKeyForm, readGcpKey } from './gcp-key';
import { type OciKey, ociKeyForm, readOciKey } from './oci-key';

/** A key's name in its KMS, taken apart. Which cloud it is stands in `cloud`. */
export type KeyReference = AwsKey | AzureKey | GcpKey | OciKey;

/** The API takes no longer key identifier (docs/api.md#key-fields). */
export const longestKeyReference = 512;

const readers: Readonly<Record<Cloud, (text: string) => KeyReference | string>> = {
  aws: readAwsKey,
  azure: readAzureKey,
  gcp: readGcpKey,
  oci: readOciKey,
};

/** The form of each cloud's key identifier, as messages and documentation show it. */
export const keyReferenceForms: Readonly<Record<Cloud, string>> = {
  aws: awsKeyForm,
  azure: azureKeyForm,
  gcp: gcpKeyForm,
  oci: ociKeyForm,
};

/** The beginnings that tell a cloud, also when the rest is wrong. */
const beginnings: readonly (readonly [RegExp, Cloud])[] = [
  [/^arn:/i, 'aws'],
  [/^(projects\/|(https:)?\/\/cloudkms\.)/i, 'gcp'],
  [/^ocid\d*\./i, 'oci'],
  [/^(https?:\/\/[^/]*\.(vault|managedhsm)\.|\/subscriptions\/)/i, 'azure'],
];

/**
 * The cloud that a key identifier belongs to, told from how it begins; undefined when it looks like none.
 * The rest need not be right: use `checkKeyReference` for that.
 */
export function cloudOf(text: string): Cloud | undefined {
  return beginnings.find(([beginning]) => beginning.test(text))?.[1];
}

/**
 * The parts of a key identifier of any cloud.
 * @throws Error with one sentence (the value got, the form expected) when it is none.
 */
export function parseKeyReference(text: string): KeyReference {
  const result = readKeyReference(cloudOf(text), text);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

/**
 * One sentence about what is wrong with a key identifier for this cloud, or undefined when nothing is.
 * An identifier of another cloud is answered with that cloud's name.
 */
export function checkKeyReference(cloud: string, text: string): string | undefined {
  if (!isCloud(cloud)) return checkCloud(cloud);
  const result = readKeyReference(cloud, text);
  return typeof result === 'string' ? result : undefined;
}

/** In words, which form of identifier this is: whether it pins a version, spans Regions, or lies in an HSM. */
export function describeKeyReference(reference: KeyReference): string {
  const kms = kmsNames[reference.cloud];
  switch (reference.cloud) {
    case 'aws':
      return `${reference.multiRegion ? 'multi-Region' : 'single-Region'} key in ${kms} (${reference.region})`;
    case 'oci':
      return `key in ${kms} (${reference.region})`;
    case 'azure':
      return `${versionText(reference.version)} in ${reference.managedHsm ? 'Azure Managed HSM' : kms}`;
    case 'gcp':
      return `${versionText(reference.version)} in ${kms} (${reference.location})`;
  }
}

function versionText(version: string | null): string {
  return version === null ? 'key without a version' : `key pinned to version ${version}`;
}

function readKeyReference(cloud: Cloud | undefined, text: string): KeyReference | string {
  const form = cloud === undefined ? formsInWords() : keyReferenceForms[cloud];
  if (text.trim() === '') return `The key identifier is empty; expected ${form}.`;
  if (text.length > longestKeyReference) {
    return `${quote(text)} has ${text.length} characters; a key identifier has at most ${longestKeyReference}.`;
  }
  if (/\s/.test(text)) return `${quote(text)} contains blanks; expected ${form}.`;
  const actual = cloudOf(text);
  if (cloud === undefined) return `${quote(text)} is a key identifier of no cloud; expected ${form}.`;
  if (actual !== undefined && actual !== cloud) {
    const got = `is a key identifier of ${kmsNames[actual]} (${actual}), not of ${kmsNames[cloud]} (${cloud})`;
    return `${quote(text)} ${got}; expected ${form}.`;
  }
  return readers[cloud](text);
}

function formsInWords(): string {
  return Object.entries(keyReferenceForms)
    .map(([cloud, form]) => `${form} (${cloud})`)
    .join(', or ');
}
