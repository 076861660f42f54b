/** Terraform's meta-arguments, and the `timeouts` block. */

import { dependable, type TerraformResourceLifecycle } from 'cdktf';
import { checkTimeLimit } from '../../support/duration';
import { validateLiteral } from './validate-literal';

/** Replaces constructs in `replaceTriggeredBy` by their addresses: cdktf would render an expression, which Terraform rejects. */
export function withTriggerAddresses(lifecycle: TerraformResourceLifecycle): TerraformResourceLifecycle {
  const { replaceTriggeredBy } = lifecycle;
  if (replaceTriggeredBy === undefined) return lifecycle;
  const addresses = replaceTriggeredBy.map((trigger) => (typeof trigger === 'string' ? trigger : dependable(trigger)));
  return { ...lifecycle, replaceTriggeredBy: addresses };
}

/**
 * Validates a `timeouts` block, which Terraform itself checks only at plan.
 * @throws Error that names the first literal that is not a duration of more than zero.
 */
export function validateTimeouts(timeouts: object | undefined): void {
  for (const [operation, text] of Object.entries(timeouts ?? {})) {
    validateLiteral(typeof text === 'string' ? text : undefined, (limit) => {
      const problem = checkTimeLimit(limit);
      return problem && `timeouts.${operation}: ${problem}`;
    });
  }
}
