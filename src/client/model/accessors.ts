/** Accessors as the client returns them, and how they are read from a response. */

import { checkAccessor, clouds, toAccessors } from '../../aiven';
import { ContractViolation, type Reader } from '../call/reader';

/** The accessor of each cloud, Aiven's identity in its KMS; null if Aiven does not offer the cloud to the project. */
export interface Accessors {
  aws: { principal: string } | null;
  azure: { appId: string } | null;
  gcp: { accessGroup: string } | null;
  oci: { accessGroup: string; accessTenant: string } | null;
}

/**
 * Accessors end up in key policies, so each must be one principal of its cloud.
 * @throws ContractViolation
 */
export function readAccessors(accessors: Reader): Accessors {
  const aws = accessors.optionalObject('aws');
  const azure = accessors.optionalObject('azure');
  const gcp = accessors.optionalObject('gcp');
  const oci = accessors.optionalObject('oci');
  return requirePrincipals({
    // One value with two names: `role_arn` in the documentation, `principal` in the OpenAPI.
    aws: aws && { principal: aws.optionalString('role_arn') ?? aws.string('principal') },
    azure: azure && { appId: azure.string('app_id') },
    gcp: gcp && { accessGroup: gcp.string('access_group') },
    oci: oci && { accessGroup: oci.string('access_group'), accessTenant: oci.string('access_tenant') },
  });
}

function requirePrincipals(accessors: Accessors): Accessors {
  const given = toAccessors(accessors);
  for (const cloud of clouds) {
    const [problem] = checkAccessor(given, cloud);
    if (problem !== undefined) throw new ContractViolation(`accessors.${cloud}`, problem.replace(/\.$/, ''));
  }
  return accessors;
}
