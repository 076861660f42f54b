/** Whether accessors have the form that each cloud gives such names. For literals only: a placeholder never passes. */

import { quote } from '../../support/quote';
import { type Cloud, kmsNames } from '../cloud';
import type { KeyReference } from '../keys/key-reference';
import { type Accessors, offeredClouds } from './accessors';
import { awsPartitionOf } from './aws';
import { azureConfirmation } from './azure';
import { ociRealmOf } from './oci';

const appId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const email = /^[A-Za-z0-9](?:[\w.+-]{0,62}[\w+-])?@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/;

const checks: { readonly [C in Cloud]: (accessor: NonNullable<Accessors[C]>) => (string | undefined)[] } = {
  aws: (accessor) => [
    complaint(
      awsPartitionOf(accessor.roleArn) !== undefined,
      'roleArn',
      accessor.roleArn,
      'arn:aws:iam::<account-id>:role/<name>',
    ),
  ],
  azure: (accessor) => [complaint(appId.test(accessor.appId), 'appId', accessor.appId, 'a UUID')],
  gcp: (accessor) => [
    complaint(email.test(accessor.accessGroup), 'accessGroup', accessor.accessGroup, 'the e-mail address of a group'),
  ],
  oci: ({ accessGroup, accessTenant }) => [
    complaint(
      ociRealmOf(accessGroup, 'group') !== undefined,
      'accessGroup',
      accessGroup,
      'ocid1.group.oc1..<unique-id>',
    ),
    complaint(
      ociRealmOf(accessTenant, 'tenancy') !== undefined,
      'accessTenant',
      accessTenant,
      'ocid1.tenancy.oc1..<unique-id>',
    ),
  ],
};

/** One sentence for each accessor value that does not look like what its cloud calls so; empty when all do. */
export function checkAccessors(accessors: Accessors): string[] {
  return offeredClouds(accessors).flatMap((cloud) => checkAccessor(accessors, cloud));
}

/** The same for one cloud; an absent accessor has nothing wrong. */
export function checkAccessor<C extends Cloud>(accessors: Accessors, cloud: C): string[] {
  const accessor = accessors[cloud];
  if (accessor === undefined) return [];
  return checks[cloud](accessor as NonNullable<Accessors[C]>)
    .filter((problem) => problem !== undefined)
    .map((problem) => `The ${cloud} accessor's ${problem}`);
}

/**
 * One sentence when the accessor cannot be granted this key whatever one writes, else undefined: AWS policies name no
 * principal of another partition, OCI policies no tenancy of another realm, and Azure's role is none of Managed HSM's.
 */
export function checkAccessorForKey(accessors: Accessors, key: KeyReference): string | undefined {
  if (key.cloud === 'aws' && accessors.aws !== undefined) {
    const partition = awsPartitionOf(accessors.aws.roleArn);
    if (partition === undefined || partition === key.partition) return undefined;
    return `Aiven's role is in the AWS partition ${quote(partition)} and the key in ${quote(key.partition)}; a key policy can only name roles of the key's own partition.`;
  }
  if (key.cloud === 'oci' && accessors.oci !== undefined) {
    const realm = ociRealmOf(accessors.oci.accessTenant, 'tenancy');
    if (realm === undefined || realm === key.realm) return undefined;
    return `Aiven's tenancy is in the OCI realm ${quote(realm)} and the key in ${quote(key.realm)}; a policy can only admit tenancies of the key's own realm.`;
  }
  if (key.cloud === 'azure' && key.managedHsm) {
    return `The key lies in a managed HSM, whose roles are its own and not those of ${kmsNames.azure}; no grant is known for it. ${azureConfirmation}`;
  }
  return undefined;
}

function complaint(right: boolean, field: string, got: string, form: string): string | undefined {
  return right ? undefined : `${field} is ${quote(got)}; expected ${form}.`;
}
