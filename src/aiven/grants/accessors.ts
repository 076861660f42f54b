/** Accessors: the principals that Aiven uses in each cloud's KMS (docs/internals/api.md#accessors). */

import { quote, quoteList } from '../../support/quote';
import { type Cloud, clouds } from '../cloud';

/** The IAM role that Aiven uses for keys in AWS KMS. */
export interface AwsAccessor {
  /** `arn:aws:iam::<account-id>:role/<name>`. The API calls it `role_arn` or `principal`. */
  readonly principal: string;
}

/** The application that Aiven uses for keys in Azure Key Vault. */
export interface AzureAccessor {
  /** The application (client) ID of a multi-tenant application in Aiven's tenant, a UUID. */
  readonly appId: string;
}

/** The group that Aiven uses for keys in Google Cloud KMS. */
export interface GcpAccessor {
  /** The group's email address. */
  readonly accessGroup: string;
}

/** The group and tenancy that Aiven uses for keys in OCI Vault. */
export interface OciAccessor {
  /** The OCID of the group in Aiven's tenancy. */
  readonly accessGroup: string;
  /** The OCID of Aiven's tenancy. */
  readonly accessTenant: string;
}

/**
 * The accessors of an Aiven project. A cloud that Aiven does not offer to the project is absent.
 * Every string may be an opaque placeholder, such as a CDKTF token: only the `check…` functions look inside.
 */
export interface Accessors {
  readonly aws?: AwsAccessor;
  readonly azure?: AzureAccessor;
  readonly gcp?: GcpAccessor;
  readonly oci?: OciAccessor;
}

/** Accessors as the API has them: null for a cloud that Aiven does not offer to the project. */
export interface OfferedAccessors {
  readonly aws: AwsAccessor | null;
  readonly azure: AzureAccessor | null;
  readonly gcp: GcpAccessor | null;
  readonly oci: OciAccessor | null;
}

/** The accessors that the API has, in the form that the grants take. */
export function toAccessors({ aws, azure, gcp, oci }: OfferedAccessors): Accessors {
  return {
    aws: aws ?? undefined,
    azure: azure ?? undefined,
    gcp: gcp ?? undefined,
    oci: oci ?? undefined,
  };
}

/** The clouds that have an accessor, in the order in which messages list them. */
export function offeredClouds(accessors: Accessors): Cloud[] {
  return clouds.filter((cloud) => accessors[cloud] !== undefined);
}

/**
 * Returns the accessor of one cloud.
 * @throws Error that lists the offered clouds when this one has no accessor.
 */
export function requireAccessor<C extends Cloud>(accessors: Accessors, cloud: C): NonNullable<Accessors[C]> {
  const accessor: Accessors[C] = accessors[cloud];
  if (accessor === undefined) {
    const offered = quoteList(offeredClouds(accessors)) || 'none';
    throw new Error(`Aiven does not offer this project an accessor for ${quote(cloud)}; it offers ${offered}.`);
  }
  return accessor as NonNullable<Accessors[C]>;
}

/**
 * Returns the principal unchanged.
 * @throws Error for a principal that is empty or contains a wildcard: a grant must never be for everyone.
 */
export function requirePrincipal(principal: string): string {
  if (principal.trim() !== '' && !principal.includes('*')) return principal;
  throw new Error(
    `${quote(principal)} does not name one principal; expected the accessor that Aiven shows for the project.`,
  );
}
