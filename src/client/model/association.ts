/** A service association as the client returns it. */

export type AssociationStatus = 'active' | 'activating' | 'deactivating' | (string & {});

/** A service that uses a key. */
export interface Association {
  serviceName: string;
  status: AssociationStatus;
}

/** Who Aiven is to each cloud's KMS. A cloud that the API does not list is null. */
export interface Accessors {
  aws: { principal: string } | null;
  azure: { appId: string } | null;
  gcp: { accessGroup: string } | null;
  oci: { accessGroup: string; accessTenant: string } | null;
}
