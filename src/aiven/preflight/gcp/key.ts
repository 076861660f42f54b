/** Judges a key of Google Cloud KMS: the output of `gcloud kms keys describe` and `gcloud kms keys versions list`. */

import { quote } from '../../../support/quote';
import { gcpContradiction, gcpCreateKeyCommand, keyArguments } from '../../grants/gcp';
import { option } from '../../grants/shell';
import type { GcpKey } from '../../keys/gcp-key';
import { finding, type PreflightFinding } from '../finding';
import { isObject, objectIn, quoteOrMissing, textIn } from '../json';

/** The RSA algorithms of the sizes that Aiven asks for. */
const rsa = /^RSA_DECRYPT_OAEP_(2048|4096)_/;

/**
 * Judges purpose, algorithm, versions, protection and rotation.
 * @param versions The key's versions; undefined if that document is missing.
 */
export function judgeGcpKey(
  document: unknown,
  versions: readonly unknown[] | undefined,
  key: GcpKey,
): PreflightFinding[] {
  const purpose = textIn(document, 'purpose');
  const used = versionsInUse(document, purpose, versions, key);
  const found: PreflightFinding[] = [];
  if (purpose !== 'ENCRYPT_DECRYPT' && purpose !== 'ASYMMETRIC_DECRYPT') {
    const message = `The key's purpose is ${quoteOrMissing(purpose)}; Aiven needs "ASYMMETRIC_DECRYPT" or "ENCRYPT_DECRYPT". It cannot be changed: create a new key.`;
    return [finding('gcp.purpose', message, newKey(key))];
  }
  if (purpose === 'ENCRYPT_DECRYPT') {
    found.push(finding('gcp.symmetric', `The key is symmetric. ${gcpContradiction}`));
  } else {
    found.push(...judgeAlgorithm(used, key));
  }
  const protections = used.map((version) => textIn(version, 'protectionLevel'));
  const protection = protections.find((level) => level === 'EXTERNAL' || level === 'EXTERNAL_VPC');
  if (protection !== undefined) {
    const message = `The key material is outside of Google Cloud (protection level ${quote(protection)}): Aiven can use the key only while Google Cloud reaches that key manager.`;
    found.push(finding('gcp.protection', message));
  }
  found.push(...judgeVersions(document, purpose, versions, key));
  if (purpose === 'ENCRYPT_DECRYPT' && textIn(document, 'rotationPeriod') === undefined) {
    const schedule = ['--rotation-period=90d', '--next-rotation-time=+p90d'];
    const command = ['gcloud', 'kms', 'keys', 'update', ...keyArguments(key), ...schedule];
    found.push(finding('gcp.rotation-off', 'Google Cloud does not rotate the key material automatically.', command));
  }
  return found;
}

/** Judges the algorithms of the versions: at least one of them is there. */
function judgeAlgorithm(used: readonly unknown[], key: GcpKey): PreflightFinding[] {
  const wrong = used.filter((version) => !rsa.test(textIn(version, 'algorithm') ?? ''));
  const [first] = wrong;
  if (wrong.length === 0) return [];
  const algorithm = quoteOrMissing(textIn(first, 'algorithm'));
  if (wrong.length === used.length) {
    const message = `The key's algorithm is ${algorithm}; Aiven asks for RSA with 2048 or 4096 bits ("RSA_DECRYPT_OAEP_…"). Create a new key.`;
    return [finding('gcp.algorithm', message, newKey(key))];
  }
  const message = `Whether Aiven can use the key was not judged: its version ${numberOf(first)} is enabled and has the algorithm ${algorithm}, other enabled versions are RSA with 2048 or 4096 bits. Disable the versions that Aiven cannot use.`;
  return [finding('document.unclear', message)];
}

/** The versions that Aiven may use. The template only tells what the next version will be, so it counts only without versions. */
function versionsInUse(
  document: unknown,
  purpose: string | undefined,
  versions: readonly unknown[] | undefined,
  key: GcpKey,
): readonly unknown[] {
  const primary = isObject(document) && isObject(document.primary) ? [document.primary] : [];
  const enabled = (versions ?? []).filter((version) => textIn(version, 'state') === 'ENABLED');
  const pinned = [...(versions ?? []), ...primary].filter((version) => numberOf(version) === key.version);
  // Only a symmetric key has a primary version.
  const candidates = purpose === 'ENCRYPT_DECRYPT' ? [pinned, primary, enabled] : [pinned, enabled, primary];
  return candidates.find(({ length }) => length > 0) ?? [objectIn(document, 'versionTemplate')];
}

/** A symmetric key encrypts with its primary version, an asymmetric one with the version that the caller names. */
function judgeVersions(
  document: unknown,
  purpose: string,
  versions: readonly unknown[] | undefined,
  key: GcpKey,
): PreflightFinding[] {
  if (key.version !== null && versions !== undefined) {
    const pinned = versions.find((version) => numberOf(version) === key.version);
    return judgeVersion(pinned, `Version ${key.version}, which the key reference names,`, key);
  }
  if (purpose === 'ENCRYPT_DECRYPT') return judgeVersion(objectIn(document, 'primary'), 'The primary version', key);
  if (versions === undefined) return [];
  if (versions.some((version) => textIn(version, 'state') === 'ENABLED')) return [];
  const newest = versions.toSorted((one, other) => Number(numberOf(one)) - Number(numberOf(other))).at(-1);
  return judgeVersion(newest, 'No version of the key is enabled: the newest one', key);
}

function judgeVersion(version: unknown, subject: string, key: GcpKey): PreflightFinding[] {
  const state = textIn(version, 'state');
  if (state === 'ENABLED') return [];
  const number = numberOf(version);
  const command = (...words: string[]): string[] => [
    ...['gcloud', 'kms', 'keys', 'versions', ...words],
    ...[option('key', key.key), option('location', key.location), option('keyring', key.keyRing)],
    option('project', key.gcpProject),
  ];
  // A version that was destroyed, or does not exist, cannot come back.
  const fixes: Readonly<Record<string, string[][]>> = {
    DISABLED: [command('enable', number)],
    DESTROY_SCHEDULED: [command('restore', number), command('enable', number)],
    PENDING_GENERATION: [],
  };
  const remedy = fixes[state ?? ''] ?? [command('create')];
  const time = textIn(version, 'destroyTime');
  const when =
    state === 'DESTROY_SCHEDULED' && time !== undefined ? ` and will be destroyed on ${time.slice(0, 10)}` : '';
  const what = state === undefined ? 'does not exist' : `has the state ${quote(state)}${when}`;
  return [finding('gcp.version-state', `${subject} ${what}; Aiven needs "ENABLED".`, ...remedy)];
}

function numberOf(version: unknown): string {
  return textIn(version, 'name')?.split('/').at(-1) ?? '';
}

/** A name for a new key, because names cannot be used again. */
function newKey(key: GcpKey): string[] {
  return gcpCreateKeyCommand({ ...key, key: `${key.key.slice(0, 55)}-aiven` });
}
