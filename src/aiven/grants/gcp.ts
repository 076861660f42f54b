/** Google Cloud KMS: the role that lets Aiven use a key. Source: "Google Cloud KMS setup" of the BYOK guide (docs/api.md#sources). */

import type { GcpKey } from '../keys/gcp-key';
import type { GcpAccessor } from './accessors';
import { option } from './shell';

/** `symmetric`: a key for encryption, as the guide's commands create it. `asymmetric`: RSA, as the guide's prerequisites ask for. */
export type GcpKeyKind = 'symmetric' | 'asymmetric';

/** The role for each kind of key. The guide names both roles and does not say which kind needs which. */
export const gcpRoles: Readonly<Record<GcpKeyKind, string>> = {
  symmetric: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
  asymmetric: 'roles/cloudkms.cryptoOperator',
};

/** Arguments of `google_kms_crypto_key_iam_member`, without the key. */
export interface GcpIamMember {
  readonly member: string;
  readonly role: string;
}

export interface GcpGrantOptions {
  /** @default 'symmetric' */
  readonly keyKind?: GcpKeyKind;
}

/** The location of a key in Google Cloud: the parts of its identifier without the version. */
export type GcpKeyLocation = Pick<GcpKey, 'gcpProject' | 'location' | 'keyRing' | 'key'>;

/** Aiven's group as a member of an IAM policy. */
export function gcpMember(accessor: GcpAccessor): string {
  return `group:${accessor.accessGroup}`;
}

/** Aiven's group, with the role that it needs on the key. */
export function gcpIamMember(accessor: GcpAccessor, { keyKind = 'symmetric' }: GcpGrantOptions = {}): GcpIamMember {
  return { member: gcpMember(accessor), role: gcpRoles[keyKind] };
}

/** The command that adds Aiven's group to the key's IAM policy. Existing bindings are unchanged. */
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

/** A key name that starts with a hyphen would be read as an option; the resource name is not. */
function positional({ gcpProject, location, keyRing, key }: GcpKeyLocation): string {
  if (!key.startsWith('-')) return key;
  return `projects/${gcpProject}/locations/${location}/keyRings/${keyRing}/cryptoKeys/${key}`;
}
