/** The beta flag of `aiven_cmk`, as in the official provider before 4.56.0. */

import { DiagnosticError, type PlanAction } from '../plugin';

/**
 * Rejects a create or an update while the beta flag is off. Validate, read and destroy always pass, and so does a plan without
 * changes: Terraform plans the configuration before a destroy, and that plan looks like any other.
 * @throws DiagnosticError with the setting, and a way to destroy despite pending changes
 */
export function requireBeta(action: PlanAction, enabled: boolean, type: string): void {
  if (enabled || action === 'delete' || action === 'none') return;
  throw new DiagnosticError(
    `Failed to plan ${type}: it is a beta resource and the beta flag is off`,
    `Set PROVIDER_AIVEN_ENABLE_BETA=1 in the environment, or enable_beta = true in the provider block, to use ${type}. A destroy needs neither; if pending changes stop it here, run it with -refresh=false.`,
  );
}
