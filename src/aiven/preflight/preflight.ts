/** Judges a key by the documents that its cloud's command line prints. */

import { quote } from '../../support/quote';
import { type Cloud, kmsNames } from '../cloud';
import { type Accessors, offeredClouds } from '../grants/accessors';
import { checkAccessor, checkAccessorForKey } from '../grants/check-accessors';
import { type KeyReference, parseKeyReference } from '../keys/key-reference';
import { awsKeyMetadata } from './aws/key';
import type { PreflightDocument } from './documents';
import { bySeverity, finding, type PreflightFinding } from './finding';
import { objectIn, textIn } from './json';
import { Documents, judges, type PreflightContext } from './judges';
import { ociKeyData } from './oci/key';
import { isAwsAlias, judgeReference } from './reference';

/**
 * Judges a key. What the documents do not show is reported as not judged.
 * @returns The most important findings first.
 * @throws Error when a document or `context.reference` is invalid.
 */
export function judgeKey(
  cloud: Cloud,
  documents: readonly PreflightDocument[],
  context: PreflightContext,
): PreflightFinding[] {
  const { accessors, reference, serviceClouds } = context;
  const found = referenceIn(cloud, documents);
  const toRegister = reference ?? found;
  const key = keyOrUndefined(reference) ?? keyOrUndefined(found);
  const problems = [
    ...judgeAccessor(cloud, accessors, key),
    ...(toRegister === undefined ? [] : judgeReference(toRegister, serviceClouds)),
    // The documents belong to the key behind the alias.
    ...(reference === undefined || isAwsAlias(reference) ? [] : judgeMatch(reference, found)),
  ];
  return bySeverity([...problems, ...judges[cloud](new Documents(documents), context, key), ...notVisible[cloud]]);
}

/** What no document shows, by cloud. */
const notVisible: Readonly<Record<Cloud, readonly PreflightFinding[]>> = {
  aws: [
    finding(
      'aws.not-visible',
      "Not in the documents, so not judged: the IAM policies of Aiven's own account, and your organization's resource control policies.",
    ),
  ],
  gcp: [
    finding(
      'gcp.not-visible',
      'Not in the documents, so not judged: IAM deny policies, VPC Service Controls and organization policies.',
    ),
  ],
  azure: [
    finding(
      'azure.not-visible',
      'Not in the documents, so not judged: deny assignments, Azure policies and conditional access.',
    ),
  ],
  oci: [
    finding(
      'oci.not-visible',
      "Not in the documents, so not judged: policies of other compartments, and whether Aiven supports the key's region.",
    ),
  ],
};

function judgeAccessor(cloud: Cloud, accessors: Accessors, key: KeyReference | undefined): PreflightFinding[] {
  if (accessors[cloud] === undefined) {
    const offered = offeredClouds(accessors).map(quote).join(', ') || 'none';
    return [
      finding(
        'accessor.missing',
        `Aiven offers this project no accessor for ${kmsNames[cloud]}, so it cannot use keys there. It offers: ${offered}.`,
      ),
    ];
  }
  const mismatch = key === undefined ? undefined : checkAccessorForKey(accessors, key);
  const problems = [...checkAccessor(accessors, cloud), ...(mismatch === undefined ? [] : [mismatch])];
  return problems.map((problem) => finding('accessor.invalid', problem));
}

/** The documents must describe the key that shall be registered. */
function judgeMatch(reference: string, found: string | undefined): PreflightFinding[] {
  if (found === undefined || withoutVersion(reference) === withoutVersion(found)) return [];
  return [finding('key.mismatch', `The documents describe the key ${quote(found)}, not ${quote(reference)}.`)];
}

/** The identifier without version. Aiven and Azure name the domain of a managed HSM differently. */
function withoutVersion(reference: string): string {
  return reference
    .toLowerCase()
    .replace('.managedhsm.azure.', '.vault.azure.')
    .replace(/^(https:\/\/[^/]+\/keys\/[^/]+)\/.*$/, '$1')
    .replace(/\/cryptokeyversions\/\d+$/, '');
}

/** The identifier of the key that the documents describe. */
function referenceIn(cloud: Cloud, documents: readonly PreflightDocument[]): string | undefined {
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

function kidWithoutVersion(value: unknown): string | undefined {
  const kid = textIn(objectIn(value, 'key'), 'kid');
  return kid?.replace(/^(https:\/\/[^/]+\/keys\/[^/]+)\/.*$/, '$1');
}

function keyOrUndefined(reference: string | undefined): KeyReference | undefined {
  if (reference === undefined || isAwsAlias(reference)) return undefined;
  return parseKeyReference(reference);
}
