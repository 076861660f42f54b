/** Service associations and accessors as the client returns them. */

export type AssociationStatus = 'active' | 'activating' | 'deactivating' | (string & {});

/** A service that uses a key. */
export interface Association {
  serviceName: string;
  status: AssociationStatus;
}

/** Aiven's identity in each cloud's KMS; null for a cloud that Aiven does not offer the project. */
export interface Accessors {
  aws: { principal: string } | null;
  azure: { appId: string } | null;
  gcp: { accessGroup: string } | null;
  oci: { accessGroup: string; accessTenant: string } | null;
}
