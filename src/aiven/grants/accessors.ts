/** Who Aiven is to each cloud's KMS: what the API's accessors say, in our own names. */

import { type Cloud, clouds } from '../cloud';

/** The IAM role by which Aiven uses a key in AWS KMS. */
export interface AwsAccessor {
  /** `arn:aws:iam::<account-id>:role/<name>`. On the wire `role_arn` or `principal`. */
  readonly roleArn: string;
}

/** The application by which Aiven uses a key in Azure Key Vault. */
export interface AzureAccessor {
  /** The application (client) id of a multi-tenant application in Aiven's tenant, a UUID. */
  readonly appId: string;
}

/** The group whose members use a key in Google Cloud KMS. */
export interface GcpAccessor {
  /** The group's e-mail address, with its domain. */
  readonly accessGroup: string;
}

/** The group and tenancy by which Aiven uses a key in OCI Vault. */
export interface OciAccessor {
  /** OCID of the group in Aiven's tenancy. */
  readonly accessGroup: string;
  /** OCID of Aiven's tenancy. */
  readonly accessTenant: string;
}

/**
 * The accessors of one Aiven project; a cloud that Aiven does not offer the project is absent.
 * Every string may be an opaque placeholder (a CDKTF token): only `check…` functions look inside.
 */
export interface Accessors {
  readonly aws?: AwsAccessor;
  readonly azure?: AzureAccessor;
  readonly gcp?: GcpAccessor;
  readonly oci?: OciAccessor;
}

/** The clouds that have an accessor here, in the order in which messages list them. */
export function offeredClouds(accessors: Accessors): Cloud[] {
  return clouds.filter((cloud) => accessors[cloud] !== undefined);
}

/**
 * The accessor of one cloud.
 * @throws Error that names the clouds there are, when this one is absent.
 */
export function requireAccessor<C extends Cloud>(accessors: Accessors, cloud: C): NonNullable<Accessors[C]> {
  const accessor: Accessors[C] = accessors[cloud];
  if (accessor === undefined) {
    const offered = offeredClouds(accessors).join(', ');
    throw new Error(`Aiven offers this project no accessor for ${cloud}; it offers ${offered || 'none at all'}.`);
  }
  return accessor as NonNullable<Accessors[C]>;
}
