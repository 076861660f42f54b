/** The specification puts `aiven_cmk` behind PROVIDER_AIVEN_ENABLE_BETA; so do we, where something is to be made or kept. */

import { DiagnosticError, type PlanAction } from '../plugin';

/**
 * Refuses to create or change anything while the beta flag is off. Validate, read and destroy are never guarded: who only wants to
 * leave can. Nor is a plan without changes: before a destroy Terraform plans what stands there, and nothing tells that plan from another.
 * @throws DiagnosticError with what to set, and with the way out for a destroy that has changes pending.
 */
export function requireBeta(action: PlanAction, enabled: boolean, type: string): void {
  if (enabled || action === 'delete' || action === 'none') return;
  throw new DiagnosticError(
    `${type} is a beta resource and the beta flag is off`,
    `Set PROVIDER_AIVEN_ENABLE_BETA=1 in the environment, or enable_beta = true in the provider block, to use ${type}. Destroying needs neither; where it stops here over a pending change, run it with -refresh=false.`,
  );
}
