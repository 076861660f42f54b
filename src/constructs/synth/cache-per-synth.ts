/** Caches what checks find out about the whole app, which would otherwise be rendered once per checked construct. */

import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Caches a result for all constructs of a stack that are checked in the same synth. cdktf does not tell a check when a synth
 * begins, but it checks each construct once per synth. So a construct that asks a second time is in the next synth, and the
 * result is computed again.
 */
export function cachePerSynth<T>(compute: (app: IConstruct) => T): (checked: IConstruct) => T {
  const passes = new WeakMap<IConstruct, { readonly checked: Set<IConstruct>; readonly result: T }>();
  return (construct) => {
    const stack = TerraformStack.of(construct);
    let pass = passes.get(stack);
    if (pass === undefined || pass.checked.has(construct)) {
      pass = { checked: new Set(), result: compute(construct.node.root) };
      passes.set(stack, pass);
    }
    pass.checked.add(construct);
    return pass.result;
  };
}
