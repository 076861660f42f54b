/** Google Cloud KMS: the role that lets Aiven use a key. Source: "Google Cloud KMS setup" of the BYOK guide (docs/internals/api.md#sources). */

import { quote, quoteList } from '../../support/quote';
import type { GcpKey } from '../keys/gcp-key';
import { type GcpAccessor, requirePrincipal } from './accessors';
import { option } from './shell';

/** `asymmetric`: RSA, as the guide's prerequisites ask for. `symmetric`: a key for encryption, as the guide's commands create it. */
export type GcpKeyKind = 'asymmetric' | 'symmetric';

/** A role that the guide names. Every role can be granted on every kind of key. */
export type GcpRole = 'roles/cloudkms.cryptoKeyEncrypterDecrypter' | 'roles/cloudkms.cryptoOperator';

/** The roles that the guide names; the first one is the role in its command. */
export const gcpRoles: readonly GcpRole[] = [
  'roles/cloudkms.cryptoKeyEncrypterDecrypter',
  'roles/cloudkms.cryptoOperator',
];

/** Where Aiven's documentation contradicts itself, for output and documentation. */
export const gcpContradiction =
  "Aiven's documentation contradicts itself. Its prerequisites ask for an asymmetric RSA key (2048 or 4096 bits), its command creates a symmetric one. Its command grants roles/cloudkms.cryptoKeyEncrypterDecrypter, its list of accessors names roles/cloudkms.cryptoOperator, which can also view public keys. If Aiven's access check fails, try the other role, then a key of the other kind.";

/** Arguments of `google_kms_crypto_key_iam_member`, without the key. */
export interface GcpIamMember {
  readonly member: string;
  readonly role: string;
}

export interface GcpGrantOptions {
  /** @default 'roles/cloudkms.cryptoKeyEncrypterDecrypter' */
  readonly role?: GcpRole;
}

export interface GcpKeyOptions {
  /** @default 'asymmetric' */
  readonly keyKind?: GcpKeyKind;
}

/** The location of a key in Google Cloud: the parts of its key reference without the version. */
export type GcpKeyLocation = Pick<GcpKey, 'gcpProject' | 'location' | 'keyRing' | 'key'>;

/** Returns undefined for a role that the guide names, otherwise an error message. */
export function checkGcpRole(role: string): string | undefined {
  if ((gcpRoles as readonly string[]).includes(role)) return undefined;
  return `${quote(role)} is not a role that Aiven names for Google Cloud keys; expected one of ${quoteList(gcpRoles)}.`;
}

/**
 * Aiven's group as a member of an IAM policy.
 * @throws Error when the group is empty or contains a wildcard.
 */
export function gcpMember(accessor: GcpAccessor): string {
  return `group:${requirePrincipal(accessor.accessGroup)}`;
}

/** Aiven's group, with the role that it needs on the key. */
export function gcpIamMember(accessor: GcpAccessor, options: GcpGrantOptions = {}): GcpIamMember {
  return { member: gcpMember(accessor), role: options.role ?? 'roles/cloudkms.cryptoKeyEncrypterDecrypter' };
}

const purposes: Readonly<Record<GcpKeyKind, readonly string[]>> = {
  asymmetric: ['--purpose=asymmetric-encryption', '--default-algorithm=rsa-decrypt-oaep-2048-sha256'],
  symmetric: ['--purpose=encryption'],
};

/** The command that creates the key. The purpose of a key cannot be changed later. */
export function gcpCreateKeyCommand(key: GcpKeyLocation, { keyKind = 'asymmetric' }: GcpKeyOptions = {}): string[] {
  return ['gcloud', 'kms', 'keys', 'create', ...keyArguments(key), ...purposes[keyKind]];
}

/** The command that adds Aiven's group to the key's IAM policy. Existing bindings are unchanged. */
export function gcpAddIamPolicyBindingCommand(
  accessor: GcpAccessor,
  key: GcpKeyLocation,
  options: GcpGrantOptions = {},
): string[] {
  const { member, role } = gcpIamMember(accessor, options);
  return [
    ...['gcloud', 'kms', 'keys', 'add-iam-policy-binding', ...keyArguments(key)],
    option('member', member),
    option('role', role),
  ];
}

/** The arguments that identify a key in a `gcloud kms keys` command. */
export function keyArguments(key: GcpKeyLocation): string[] {
  return [
    positional(key),
    option('location', key.location),
    option('keyring', key.keyRing),
    option('project', key.gcpProject),
  ];
}

/** A key name that starts with a hyphen would be read as an option; the resource name is not. */
function positional({ gcpProject, location, keyRing, key }: GcpKeyLocation): string {
  if (!key.startsWith('-')) return key;
  return `projects/${gcpProject}/locations/${location}/keyRings/${keyRing}/cryptoKeys/${key}`;
}
