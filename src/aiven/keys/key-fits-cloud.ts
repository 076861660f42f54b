/** Whether a KMS key fits the cloud in which a service runs: docs/internals/api.md#limits-of-byok. */

import { quote } from '../../support/quote';
import { type Cloud, kmsNames } from '../cloud';
import { parseAwsKey } from './aws-key';
import { cloudOf } from './key-reference';

const direction = '(north|south|east|west|central)(east|west)?';

/**
 * Aiven's names of public regions, by cloud. Names of custom clouds differ from these, and nothing is known about their regions. The
 * first group of the AWS pattern is the region.
 */
const regions: Readonly<Record<Cloud, RegExp>> = {
  aws: new RegExp(`^aws-((us|us-gov|eu|ap|ca|sa|af|me|il|mx|cn)-${direction}-\\d)$`),
  azure: new RegExp(`^azure-([a-z]+-?)?${direction}(us|asia|india|europe)?\\d?$`),
  gcp: new RegExp(`^google-(us|europe|asia|northamerica|southamerica|australia|africa|me)-${direction}\\d+$`),
  oci: /^oci-[a-z]{2}-[a-z]+-\d$/,
};

const cloudNames: Readonly<Record<Cloud, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud', oci: 'OCI' };

/**
 * Returns undefined if the key fits, or if one of the names is unknown, otherwise a warning. Regions are compared for AWS only: Aiven
 * requires the same region there, and its own example has a Google Cloud key and a service in different regions.
 * @param keyReference The key reference, for example an ARN.
 * @param cloudName The service's `cloud_name`, for example `aws-eu-west-1`.
 */
export function checkKeyFitsCloud(keyReference: string, cloudName: string): string | undefined {
  const keyCloud = cloudOf(keyReference);
  const [serviceCloud, region] = placeOf(cloudName);
  if (keyCloud === undefined || serviceCloud === undefined) return undefined;
  if (keyCloud !== serviceCloud) {
    return `The service runs on ${cloudNames[serviceCloud]} (${quote(cloudName)}), but ${quote(keyReference)} is a key of ${kmsNames[keyCloud]}. Use a key of the cloud in which the service runs.`;
  }
  const key = keyCloud === 'aws' ? parseAwsKey(keyReference) : undefined;
  if (key === undefined || typeof key === 'string' || key.region === region) return undefined;
  const replica = key.multiRegion ? ' or the replica of this multi-Region key there' : '';
  return `The service runs in ${quote(cloudName)}, but ${quote(keyReference)} is in the region ${quote(key.region)}. Aiven requires an AWS key in the region of the service: use a key in ${quote(region ?? '')}${replica}.`;
}

function placeOf(cloudName: string): [Cloud, string | undefined] | [] {
  for (const [cloud, pattern] of Object.entries(regions) as [Cloud, RegExp][]) {
    const [found, region] = pattern.exec(cloudName) ?? [];
    if (found !== undefined) return [cloud, region];
  }
  return [];
}
