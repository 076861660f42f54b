/** OCI Vault: the policy that lets Aiven's group use your keys. Source: "Create cross-tenancy IAM policies" of the BYOK guide (docs/internals/api.md#sources). */

import { quote } from '../../support/quote';
import { type OciAccessor, requirePrincipal } from './accessors';
import { option } from './shell';

/** The quotation marks around the key's OCID in the condition of a statement. */
export type OciQuotes = 'double' | 'single';

/** Where Aiven's documentation differs from Oracle's, for output and documentation. */
export const ociContradiction =
  "Aiven's documentation puts the key's OCID in double quotes; Oracle's says that single quotes are required. If OCI rejects the policy, or Aiven's access check fails, try the other quotes.";

export interface OciStatementOptions {
  /**
   * The OCID of the only key that Aiven may use.
   * @default every key of the tenancy
   */
  readonly keyId?: string;
  /** `double` as in Aiven's documentation, `single` as in Oracle's. @default 'double' */
  readonly quotes?: OciQuotes;
}

export interface OciPolicyOptions extends OciStatementOptions {
  /** The OCID of your tenancy. It is also the OCID of the root compartment, where the policy must be. */
  readonly tenancyId: string;
  /** @default 'aiven-cmk-access' */
  readonly name?: string;
  /** OCI requires a description. @default 'Lets Aiven use customer managed keys' */
  readonly description?: string;
}

/** Arguments of `oci_identity_policy`. */
export interface OciPolicy {
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly statements: string[];
}

/**
 * The three statements. All are needed, in this order: the third uses the names that the first two define.
 * @throws Error when the group or tenancy is empty or contains a wildcard, or when the key's OCID cannot be in single quotes.
 */
export function ociPolicyStatements(accessor: OciAccessor, { keyId, quotes }: OciStatementOptions = {}): string[] {
  const only = keyId === undefined ? '' : ` where target.key.id = ${stringLiteral(keyId, quotes)}`;
  return [
    `define tenancy AT as ${requirePrincipal(accessor.accessTenant)}`,
    `define group AG as ${requirePrincipal(accessor.accessGroup)}`,
    `admit group AG of tenancy AT to use keys in tenancy${only}`,
  ];
}

/** The complete policy, in the root compartment of your tenancy. */
export function ociPolicy(accessor: OciAccessor, options: OciPolicyOptions): OciPolicy {
  return {
    compartmentId: options.tenancyId,
    name: options.name ?? 'aiven-cmk-access',
    description: options.description ?? 'Lets Aiven use customer managed keys',
    statements: ociPolicyStatements(accessor, options),
  };
}

/** Returns the realm in the OCID of a group or tenancy; undefined if the text is not such an OCID (or is a placeholder). */
export function ociRealmOf(ocid: string, type: 'group' | 'tenancy'): string | undefined {
  const [, found, realm] = /^ocid1\.([a-z]+)\.(oc\d{1,3})\.[a-z0-9-]*\.[A-Za-z0-9._-]{1,200}$/.exec(ocid) ?? [];
  return found === type ? realm : undefined;
}

/** Returns undefined for the OCID of a tenancy, otherwise an error message. A policy in any other compartment has no effect. */
export function checkOciTenancy(tenancyId: string): string | undefined {
  if (ociRealmOf(tenancyId, 'tenancy') !== undefined) return undefined;
  return `${quote(tenancyId)} is not the OCID of a tenancy; expected "ocid1.tenancy.oc1..<unique-id>", because the policy must be in the root compartment.`;
}

/** The OCI CLI reads the value from a file when it starts with this. */
const fileMarkers = ['file://'];

/** The command that creates the policy. */
export function ociCreatePolicyCommand(accessor: OciAccessor, options: OciPolicyOptions): string[] {
  const policy = ociPolicy(accessor, options);
  return [
    ...['oci', 'iam', 'policy', 'create'],
    option('compartment-id', policy.compartmentId, fileMarkers),
    option('name', policy.name, fileMarkers),
    option('description', policy.description, fileMarkers),
    option('statements', JSON.stringify(policy.statements), fileMarkers),
  ];
}

function stringLiteral(text: string, quotes: OciQuotes = 'double'): string {
  if (quotes === 'single') {
    // biome-ignore lint/plugin: these quotes are OCI's syntax
    if (!/['\\]/.test(text)) return `'${text}'`;
    throw new Error(`${quote(text)} cannot be in single quotes; expected the OCID of a key.`);
  }
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
