/** Terraform's meta-arguments as constructs take them. */

import { dependable, type TerraformResourceLifecycle } from 'cdktf';
import { requireValid } from './literal';

/** A construct in `replaceTriggeredBy` would be rendered as an expression, which Terraform refuses: it wants the bare address. */
export function withBareTriggers(lifecycle: TerraformResourceLifecycle): TerraformResourceLifecycle {
  const { replaceTriggeredBy } = lifecycle;
  if (replaceTriggeredBy === undefined) return lifecycle;
  const addresses = replaceTriggeredBy.map((trigger) => (typeof trigger === 'string' ? trigger : dependable(trigger)));
  return { ...lifecycle, replaceTriggeredBy: addresses };
}

/**
 * Refuses time limits that Terraform would only refuse at plan.
 * @throws Error that names the first literal which is no duration.
 */
export function requireDurations(timeouts: object | undefined): void {
  for (const [operation, text] of Object.entries(timeouts ?? {})) {
    requireValid(typeof text === 'string' ? text : undefined, (limit) =>
      /^\+?((\d+\.?\d*|\.\d+)(ns|us|[µμ]s|ms|s|m|h))+$/.test(limit) && /[1-9]/.test(limit)
        ? undefined
        : `timeouts.${operation} is "${limit}"; expected more than zero, as a number with a unit, or several: "30s", "20m", "1h30m".`,
    );
  }
}
