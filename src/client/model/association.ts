/** Service associations as the client returns them. */

export type AssociationStatus = 'active' | 'activating' | 'deactivating' | (string & {});

/** A service that uses a key. */
export interface Association {
  serviceName: string;
  status: AssociationStatus;
}
