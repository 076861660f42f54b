/** The parts that the key references of all clouds have in common. */

import type { Cloud } from '../cloud';
import { type KeyReference, parseKeyReference } from './key-reference';

/** What identifies a key in its cloud, in the same form for every cloud. */
export interface KeyParts {
  /** The cloud of the KMS. */
  readonly cloud: Cloud;
  /** AWS and OCI region, or Google Cloud location. An Azure key reference has none. */
  readonly region: string | null;
  /** AWS account ID, Azure vault or managed HSM, Google Cloud project, or OCI realm. */
  readonly owner: string;
  /** AWS key ID, Azure key, `KEY_RING/KEY` in Google Cloud, or the unique ID of an OCID. */
  readonly name: string;
  /** The version that the key reference pins; null without one. Only those of Azure and Google Cloud have versions. */
  readonly version: string | null;
}

/**
 * Parses the key reference of any cloud into the common parts.
 * @throws Error with the value and the expected format when it is invalid.
 */
export function parseKeyParts(reference: string): KeyParts {
  const key = parseKeyReference(reference);
  return { cloud: key.cloud, ...partsOf(key) };
}

function partsOf(key: KeyReference): Omit<KeyParts, 'cloud'> {
  switch (key.cloud) {
    case 'aws':
      return { region: key.region, owner: key.accountId, name: key.keyId, version: null };
    case 'azure':
      return { region: null, owner: key.vault, name: key.key, version: key.version };
    case 'gcp':
      return { region: key.location, owner: key.gcpProject, name: `${key.keyRing}/${key.key}`, version: key.version };
    case 'oci':
      return { region: key.region, owner: key.realm, name: key.uniqueId, version: null };
  }
}
