/** Judges whether the documents are those of one key. */

import { quote } from '../../support/quote';
import type { Cloud } from '../cloud';
import { cloudOf, parseKeyReference } from '../keys/key-reference';
import { awsKeyMetadata } from './aws/key';
import { type DocumentKind, documentCommands, type PreflightDocument } from './documents';
import { finding, type PreflightFinding } from './finding';
import { objectIn, textIn } from './json';
import { ociKeyData } from './oci/key';
import { isAwsAlias } from './reference';

/** The key reference of the key that the documents describe. */
export function referenceIn(cloud: Cloud, documents: readonly PreflightDocument[]): string | undefined {
  const value = documents.find(({ kind }) => kind === `${cloud}.key`)?.value;
  switch (cloud) {
    case 'aws':
      return textIn(awsKeyMetadata(value), 'Arn');
    case 'gcp':
      return textIn(value, 'name');
    case 'azure':
      // It always has a version, which nobody has chosen.
      return kidWithoutVersion(value);
    case 'oci':
      return textIn(ociKeyData(value), 'id');
  }
}

/**
 * The documents must describe the key to register, and all of them the same key.
 * @param reference The identifier that the user has passed.
 */
export function judgeMatch(
  cloud: Cloud,
  documents: readonly PreflightDocument[],
  reference: string | undefined,
): PreflightFinding[] {
  const found = referenceIn(cloud, documents);
  // The documents belong to the key behind an alias.
  const wanted = reference === undefined || isAwsAlias(reference) ? undefined : reference;
  if (wanted !== undefined && found !== undefined && !isSameKey(found, wanted)) {
    // The other documents are compared with the one that describes the key.
    const message = `The documents describe the key ${quote(found)}, not ${quote(wanted)}.`;
    return [finding('key.mismatch', message), ...judgeOthers(documents, found)];
  }
  return judgeOthers(documents, found ?? wanted);
}

function judgeOthers(documents: readonly PreflightDocument[], key: string | undefined): PreflightFinding[] {
  if (key === undefined) return [];
  return documents.flatMap(({ kind, value }) => {
    const other = (namesIn[kind]?.(value) ?? []).find((name) => !isSameKey(name, key));
    const vault = kind === 'azure.vault' ? otherVault(value, key) : undefined;
    if (other === undefined && vault === undefined) return [];
    const what = vault === undefined ? `the key ${quote(other ?? '')}` : `the vault ${quote(vault)}`;
    const message = `The output of ${quote(documentCommands[kind])} is about ${what}, not about the key ${quote(key)}.`;
    return [finding('key.mismatch', message)];
  });
}

/** The identifiers of the key in a document, by kind. */
const namesIn: Readonly<Partial<Record<DocumentKind, (value: unknown) => string[]>>> = {
  'aws.key': (value) => {
    const metadata = awsKeyMetadata(value);
    return [textIn(metadata, 'Arn') ?? textIn(metadata, 'KeyId') ?? []].flat();
  },
  'aws.rotation': (value) => [textIn(value, 'KeyId') ?? []].flat(),
  'gcp.versions': (value) => (Array.isArray(value) ? value.flatMap((version) => textIn(version, 'name') ?? []) : []),
  'azure.rotation': (value) => [textIn(value, 'id') ?? []].flat(),
};

function otherVault(value: unknown, key: string): string | undefined {
  const name = textIn(value, 'name');
  if (name === undefined || cloudOf(key) !== 'azure') return undefined;
  const parsed = parseKeyReference(key);
  return parsed.cloud === 'azure' && parsed.vault.toLowerCase() !== name.toLowerCase() ? name : undefined;
}

/** AWS prints the ARN of a key, or only its ID. */
function isSameKey(name: string, key: string): boolean {
  const isId = key.startsWith('arn:') && !name.startsWith('arn:');
  return withoutVersion(name) === withoutVersion(isId ? (key.split('/').at(-1) ?? '') : key);
}

/** The URL of an Azure key, and what follows the key's name. */
const azureVersion = /^(https:\/\/[^/]+\/keys\/[^/]+)\/.*$/;

/** The identifier without version. Aiven and Azure name the domain of a managed HSM differently. */
function withoutVersion(reference: string): string {
  return reference
    .toLowerCase()
    .replace('.managedhsm.azure.', '.vault.azure.')
    .replace(azureVersion, '$1')
    .replace(/\/cryptokeyversions\/\d+$/, '');
}

function kidWithoutVersion(value: unknown): string | undefined {
  const kid = textIn(objectIn(value, 'key'), 'kid');
  return kid?.replace(azureVersion, '$1');
}
