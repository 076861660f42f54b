/** Google Cloud KMS: the role that lets Aiven use a key. Source: "Google Cloud KMS setup" of the BYOK guide (docs/api.md#sources). */

import type { GcpKey } from '../keys/gcp-key';
import type { GcpAccessor } from './accessors';
import { option } from './shell';

/** `symmetric`: purpose encryption, as the specification's commands make it. `asymmetric`: RSA, as its prerequisites ask. */
export type GcpKeyKind = 'symmetric' | 'asymmetric';

/** The role for each kind of key. The specification names both and does not say which belongs to which. */
export const gcpRoles: Readonly<Record<GcpKeyKind, string>> = {
  symmetric: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
  asymmetric: 'roles/cloudkms.cryptoOperator',
};

/** A member and its role, as `google_kms_crypto_key_iam_member` takes them beside the key. */
export interface GcpIamMember {
  readonly member: string;
  readonly role: string;
}

export interface GcpGrantOptions {
  /** Default: `symmetric`. */
  readonly keyKind?: GcpKeyKind;
}

/** A key's place in Google Cloud. The parts of a parsed key identifier fit; its version does not count. */
export type GcpKeyLocation = Pick<GcpKey, 'gcpProject' | 'location' | 'keyRing' | 'key'>;

/** Aiven's group as a member of an IAM policy. */
export function gcpMember(accessor: GcpAccessor): string {
  return `group:${accessor.accessGroup}`;
}

/** Aiven's group with the role that it needs on the key. */
export function gcpIamMember(accessor: GcpAccessor, { keyKind = 'symmetric' }: GcpGrantOptions = {}): GcpIamMember {
  return { member: gcpMember(accessor), role: gcpRoles[keyKind] };
}

/** The command that adds Aiven's group to the key's IAM policy; bindings that are there stay. */
export function gcpAddIamPolicyBindingCommand(
  accessor: GcpAccessor,
  key: GcpKeyLocation,
  options: GcpGrantOptions = {},
): string[] {
  const { member, role } = gcpIamMember(accessor, options);
  return [
    ...['gcloud', 'kms', 'keys', 'add-iam-policy-binding', positional(key)],
    option('location', key.location),
    option('keyring', key.keyRing),
    option('project', key.gcpProject),
    option('member', member),
    option('role', role),
  ];
}

/** A key's name may begin with a hyphen, and would be read as an option; its full name never does. */
function positional({ gcpProject, location, keyRing, key }: GcpKeyLocation): string {
  if (!key.startsWith('-')) return key;
  return `projects/${gcpProject}/locations/${location}/keyRings/${keyRing}/cryptoKeys/${key}`;
}
