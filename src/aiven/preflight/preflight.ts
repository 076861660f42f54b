/** Judges a key by the documents that its cloud's command line prints. */

import { quote } from '../../support/quote';
import { type Cloud, kmsNames } from '../cloud';
import { type Accessors, offeredClouds } from '../grants/accessors';
import { checkAccessor, checkAccessorForKey } from '../grants/check-accessors';
import { type KeyReference, parseKeyReference } from '../keys/key-reference';
import type { PreflightDocument } from './documents';
import { bySeverity, finding, type PreflightFinding } from './finding';
import { Documents, judges, type PreflightContext } from './judges';
import { judgeMatch, referenceIn } from './match';
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
    ...judgeMatch(cloud, documents, reference),
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

function keyOrUndefined(reference: string | undefined): KeyReference | undefined {
  if (reference === undefined || isAwsAlias(reference)) return undefined;
  return parseKeyReference(reference);
}
