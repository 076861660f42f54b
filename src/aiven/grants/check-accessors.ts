/** Checks accessors. For literals only: a placeholder never passes. */

import { quote } from '../../support/quote';
import type { Cloud } from '../cloud';
import type { KeyReference } from '../keys/key-reference';
import type { Accessors } from './accessors';
import { awsPartitionOf } from './aws';
import { ociRealmOf } from './oci';
import { isAzureAppId, isGcpGroup } from './principals';

const roleFormat = '"arn:aws:iam::<account-id>:role/<name>"';
const groupFormat = '"ocid1.group.oc1..<unique-id>"';
const tenancyFormat = '"ocid1.tenancy.oc1..<unique-id>"';

const checks: { readonly [C in Cloud]: (accessor: NonNullable<Accessors[C]>) => (string | undefined)[] } = {
  aws: ({ principal }) => [check(awsPartitionOf(principal) !== undefined, 'principal', principal, roleFormat)],
  azure: (accessor) => [check(isAzureAppId(accessor.appId), 'appId', accessor.appId, 'a UUID')],
  gcp: ({ accessGroup }) => [
    check(isGcpGroup(accessGroup), 'accessGroup', accessGroup, 'the email address of a group'),
  ],
  oci: ({ accessGroup, accessTenant }) => [
    check(ociRealmOf(accessGroup, 'group') !== undefined, 'accessGroup', accessGroup, groupFormat),
    check(ociRealmOf(accessTenant, 'tenancy') !== undefined, 'accessTenant', accessTenant, tenancyFormat),
  ],
};

/** Returns an error message for each invalid value of a cloud's accessor; none if the accessor is valid or absent. */
export function checkAccessor<C extends Cloud>(accessors: Accessors, cloud: C): string[] {
  const accessor = accessors[cloud];
  if (accessor === undefined) return [];
  return checks[cloud](accessor as NonNullable<Accessors[C]>)
    .filter((problem) => problem !== undefined)
    .map((problem) => `The ${cloud} accessor's ${problem}`);
}

/**
 * Returns an error message when no grant can give the accessor access to this key, otherwise undefined. An AWS policy cannot
 * name a role of another partition, and an OCI policy cannot admit a tenancy of another realm.
 */
export function checkAccessorForKey(accessors: Accessors, key: KeyReference): string | undefined {
  if (key.cloud === 'aws' && accessors.aws !== undefined) {
    const partition = awsPartitionOf(accessors.aws.principal);
    if (partition === undefined || partition === key.partition) return undefined;
    return `Aiven's role is in the AWS partition ${quote(partition)} and the key is in ${quote(key.partition)}; a key policy can only name roles of the key's own partition.`;
  }
  if (key.cloud === 'oci' && accessors.oci !== undefined) {
    const realm = ociRealmOf(accessors.oci.accessTenant, 'tenancy');
    if (realm === undefined || realm === key.realm) return undefined;
    return `Aiven's tenancy is in the OCI realm ${quote(realm)} and the key is in ${quote(key.realm)}; a policy can only admit tenancies of the key's own realm.`;
  }
  return undefined;
}

function check(isValid: boolean, field: string, value: string, format: string): string | undefined {
  return isValid ? undefined : `${field} is ${quote(value)}; expected ${format}.`;
}
