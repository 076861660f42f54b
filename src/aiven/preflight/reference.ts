/** Judges the identifier that a user wants to register, without any document. */

import { quote } from '../../support/quote';
import { checkKeyFitsCloud } from '../keys/key-fits-cloud';
import { cloudOf, parseKeyReference } from '../keys/key-reference';
import { finding, type PreflightFinding } from './finding';

/**
 * Judges an identifier: the alias of a key, a pinned version, and clouds of services that it does not fit.
 * @param reference The identifier of a key in any cloud.
 * @param serviceClouds The `cloud_name` of each service that shall use the key.
 * @throws Error when it is neither the identifier of a key nor of an alias.
 */
export function judgeReference(reference: string, serviceClouds: readonly string[] = []): PreflightFinding[] {
  if (isAwsAlias(reference)) {
    const message = `${quote(reference)} is an alias, which can be moved to another key. Register the ARN of the key itself.`;
    return [finding('key.alias', message, resolveAlias(reference))];
  }
  const key = parseKeyReference(reference);
  const found: PreflightFinding[] = [];
  if ((key.cloud === 'gcp' || key.cloud === 'azure') && key.version !== null) {
    const message = `${quote(reference)} pins the version ${quote(key.version)}: Aiven keeps using it when a newer version exists. Leave the version out to follow the newest one.`;
    found.push(finding('key.version-pinned', message));
  }
  for (const cloud of new Set(serviceClouds)) {
    const problem = checkKeyFitsCloud(reference, cloud);
    if (problem !== undefined) found.push(finding('key.cloud', problem));
  }
  return found;
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
