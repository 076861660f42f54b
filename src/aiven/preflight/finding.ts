/** What a preflight reports: docs/preflight.md lists every finding. */

/**
 * - `error`: Aiven cannot use the key.
 * - `warning`: Aiven can use the key, but something is dangerous, or may stop working.
 * - `info`: worth knowing.
 * - `not_judged`: the documents do not tell. It may be an error.
 */
export type Severity = 'error' | 'warning' | 'info' | 'not_judged';

/** The severity of every finding. IDs never change their meaning. */
export const severities = {
  'key.alias': 'error',
  'key.mismatch': 'error',
  'key.version-pinned': 'warning',
  'key.cloud': 'warning',
  'accessor.missing': 'error',
  'accessor.invalid': 'error',
  'document.missing': 'not_judged',
  'document.unclear': 'not_judged',

  'aws.key-state': 'error',
  'aws.key-deletion': 'error',
  'aws.key-usage': 'error',
  'aws.key-spec': 'error',
  'aws.key-manager': 'error',
  'aws.key-store': 'info',
  'aws.key-expires': 'warning',
  'aws.rotation-off': 'info',
  'aws.policy-deny': 'error',
  'aws.policy-condition': 'error',
  'aws.policy-missing': 'error',
  'aws.policy-unclear': 'not_judged',
  'aws.policy-excess': 'warning',
  'aws.policy-account': 'warning',
  'aws.policy-public': 'warning',
  'aws.policy-unmanageable': 'warning',
  'aws.not-visible': 'not_judged',

  'gcp.purpose': 'error',
  'gcp.symmetric': 'warning',
  'gcp.algorithm': 'error',
  'gcp.version-state': 'error',
  'gcp.protection': 'warning',
  'gcp.rotation-off': 'info',
  'gcp.role-missing': 'error',
  'gcp.role-condition': 'not_judged',
  'gcp.role-unknown': 'not_judged',
  'gcp.role-excess': 'warning',
  'gcp.role-public': 'warning',
  'gcp.public-key': 'info',
  'gcp.not-visible': 'not_judged',

  'azure.key-disabled': 'error',
  'azure.key-validity': 'error',
  'azure.key-expires': 'warning',
  'azure.key-type': 'error',
  'azure.key-size': 'error',
  'azure.key-operations': 'error',
  'azure.rotation-off': 'info',
  'azure.rbac-off': 'error',
  'azure.network': 'error',
  'azure.purge-protection': 'warning',
  'azure.principal-disabled': 'error',
  'azure.role-missing': 'error',
  'azure.role-condition': 'not_judged',
  'azure.role-unknown': 'not_judged',
  'azure.role-excess': 'warning',
  'azure.scope-excess': 'warning',
  'azure.not-visible': 'not_judged',

  'oci.key-state': 'error',
  'oci.key-deletion': 'error',
  'oci.key-algorithm': 'error',
  'oci.protection': 'info',
  'oci.rotation-off': 'info',
  'oci.policy-missing': 'error',
  'oci.policy-other-key': 'error',
  'oci.policy-network': 'error',
  'oci.policy-compartment': 'error',
  'oci.policy-inactive': 'error',
  'oci.policy-unclear': 'not_judged',
  'oci.policy-excess': 'warning',
  'oci.policy-all-keys': 'info',
  'oci.quotes': 'info',
  'oci.not-visible': 'not_judged',
} as const satisfies Readonly<Record<string, Severity>>;

export type FindingId = keyof typeof severities;

/** One thing that a preflight found. */
export interface PreflightFinding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** What was found and what it means, on one line. */
  readonly message: string;
  /** Commands that fix it, or that lead to the fix, word by word; none if there is no command. */
  readonly remedy: readonly (readonly string[])[];
}

/** A finding with the severity of its ID. */
export function finding(id: FindingId, message: string, ...remedy: readonly (readonly string[])[]): PreflightFinding {
  return { id, severity: severities[id], message, remedy };
}

const order: readonly Severity[] = ['error', 'not_judged', 'warning', 'info'];

/** The most important findings first; otherwise their order stays. */
export function bySeverity(findings: readonly PreflightFinding[]): PreflightFinding[] {
  return findings.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}
