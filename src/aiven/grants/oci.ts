/** OCI Vault: the policy that admits Aiven's group to your keys. Source: "Create cross-tenancy IAM policies" of the BYOK guide (docs/api.md#sources). */

import { quote } from '../../support/quote';
import type { OciAccessor } from './accessors';
import { option } from './shell';

export interface OciStatementOptions {
  /** OCID of the only key that Aiven may use. Default: every key of the tenancy. */
  readonly keyId?: string;
}

export interface OciPolicyOptions extends OciStatementOptions {
  /** OCID of your own tenancy, which is also that of its root compartment: the policy works nowhere else. */
  readonly tenancyId: string;
  /** Default: `aiven-cmk-access`. */
  readonly name?: string;
  /** OCI requires one. Default: `Lets Aiven use customer managed keys`. */
  readonly description?: string;
}

/** A policy as `oci_identity_policy` takes it. */
export interface OciPolicy {
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly statements: string[];
}

/** The three statements, all needed, in the order in which OCI resolves the names they define. */
export function ociPolicyStatements(accessor: OciAccessor, { keyId }: OciStatementOptions = {}): string[] {
  const only = keyId === undefined ? '' : ` where target.key.id = ${stringLiteral(keyId)}`;
  return [
    `define tenancy AT as ${accessor.accessTenant}`,
    `define group AG as ${accessor.accessGroup}`,
    `admit group AG of tenancy AT to use keys in tenancy${only}`,
  ];
}

/** The whole policy, in the root compartment of your tenancy. */
export function ociPolicy(accessor: OciAccessor, options: OciPolicyOptions): OciPolicy {
  return {
    compartmentId: options.tenancyId,
    name: options.name ?? 'aiven-cmk-access',
    description: options.description ?? 'Lets Aiven use customer managed keys',
    statements: ociPolicyStatements(accessor, options),
  };
}

/** The realm in the OCID of a group or tenancy, or undefined when it is none of that type (a placeholder is none). */
export function ociRealmOf(ocid: string, type: 'group' | 'tenancy'): string | undefined {
  const [, found, realm] = /^ocid1\.([a-z]+)\.(oc\d{1,3})\.[a-z0-9-]*\.[A-Za-z0-9._-]{1,200}$/.exec(ocid) ?? [];
  return found === type ? realm : undefined;
}

/** One sentence when this is not the OCID of a tenancy (a policy in another compartment has no effect), else undefined. */
export function checkOciTenancy(tenancyId: string): string | undefined {
  if (ociRealmOf(tenancyId, 'tenancy') !== undefined) return undefined;
  const form = 'ocid1.tenancy.oc1..<unique-id>, as the policy belongs into the root compartment';
  return `${quote(tenancyId)} is not the OCID of a tenancy; expected ${form}.`;
}

/** OCI's own command reads this as the name of a file that holds the value. */
const fileMarkers = ['file://'];

/** The command that makes the policy. */
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

function stringLiteral(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
