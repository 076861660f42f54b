/** Judges the identifier that a user wants to register, without any document. */

import { quote } from '../../support/quote';
import { checkKeyFitsCloud } from '../keys/key-fits-cloud';
import { checkKeyReference, cloudOf, parseKeyReference } from '../keys/key-reference';
import { finding, type PreflightFinding } from './finding';

/**
 * Judges a key reference: the alias of a key, a pinned version, and clouds of services that it does not fit.
 * @param reference The key reference, of any cloud.
 * @param serviceClouds The `cloud_name` of each service that shall use the key.
 * @throws Error when it is neither a key reference nor an alias.
 */
export function judgeReference(reference: string, serviceClouds: readonly string[] = []): PreflightFinding[] {
  if (isAwsAlias(reference)) {
    const message = `${quote(reference)} is an alias, which can be moved to another key. Register the ARN of the key itself.`;
    return [finding('key.alias', message, resolveAlias(reference))];
  }
  parseKeyReference(reference);
  const pinned = checkPinnedVersion(reference);
  const found = pinned === undefined ? [] : [finding('key.version-pinned', pinned)];
  for (const cloud of new Set(serviceClouds)) {
    const problem = checkKeyFitsCloud(reference, cloud);
    if (problem !== undefined) found.push(finding('key.cloud', problem));
  }
  return found;
}

/** Returns a warning if a key reference names one of its versions, otherwise undefined. Anything else passes. */
export function checkPinnedVersion(reference: string): string | undefined {
  const cloud = cloudOf(reference);
  if (cloud === undefined || checkKeyReference(cloud, reference) !== undefined) return undefined;
  const key = parseKeyReference(reference);
  if (!('version' in key) || key.version === null) return undefined;
  return `${quote(reference)} pins the version ${quote(key.version)}: Aiven keeps using it when a newer version exists. Leave the version out to follow the newest one.`;
}

/** Whether the text is the name or the ARN of an alias in AWS KMS. */
export function isAwsAlias(reference: string): boolean {
  return /^(arn:[^:]+:kms:[^:]*:[^:]*:)?alias\/[\w/-]+$/.test(reference);
}

/** The cloud of a key or alias; undefined for anything else. */
export function cloudOfReference(reference: string): ReturnType<typeof cloudOf> {
  return isAwsAlias(reference) ? 'aws' : cloudOf(reference);
}

function resolveAlias(alias: string): string[] {
  const region = alias.startsWith('arn:') ? [`--region=${alias.split(':')[3]}`] : [];
  return ['aws', 'kms', 'describe-key', `--key-id=${alias}`, ...region, '--query=KeyMetadata.Arn', '--output=text'];
}
