/** Terraform's meta-arguments as constructs take them. */

import { dependable, type TerraformResourceLifecycle } from 'cdktf';

/** A construct in `replaceTriggeredBy` would be rendered as an expression, which Terraform refuses: it wants the bare address. */
export function withBareTriggers(lifecycle: TerraformResourceLifecycle): TerraformResourceLifecycle {
  const { replaceTriggeredBy } = lifecycle;
  if (replaceTriggeredBy === undefined) return lifecycle;
  const addresses = replaceTriggeredBy.map((trigger) => (typeof trigger === 'string' ? trigger : dependable(trigger)));
  return { ...lifecycle, replaceTriggeredBy: addresses };
}
