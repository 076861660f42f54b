/** The specification puts `aiven_cmk` behind PROVIDER_AIVEN_ENABLE_BETA; so do we, where something is to be made or kept. */

import { type CheckInput, DiagnosticError } from '../plugin';

/**
 * Refuses any plan but a destroy while the beta flag is off. Validate, read and destroy are never guarded: who only wants to leave can.
 * @throws DiagnosticError with one sentence.
 */
export function requireBeta(action: CheckInput<unknown, unknown>['action'], enabled: boolean, type: string): void {
  if (enabled || action === 'delete') return;
  throw new DiagnosticError(
    `${type} is a beta resource and the beta flag is off`,
    `Set PROVIDER_AIVEN_ENABLE_BETA=1 in the environment, or enable_beta = true in the provider block, to use ${type}; destroying needs neither.`,
  );
}
