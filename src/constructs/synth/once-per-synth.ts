/** Keeps checks that look at the whole app from rendering it once for each construct that they check. */

import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Works something out of an app once for all constructs of a stack that are checked in the same synth. CDKTF tells no check when
 * a synth begins, but checks each construct once in it: the second time is the next synth, before which anything may have changed.
 */
export function oncePerSynth<T>(workOut: (app: IConstruct) => T): (checked: IConstruct) => T {
  const passes = new WeakMap<IConstruct, { readonly checked: Set<IConstruct>; readonly result: T }>();
  return (construct) => {
    const stack = TerraformStack.of(construct);
    let pass = passes.get(stack);
    if (pass === undefined || pass.checked.has(construct)) {
      pass = { checked: new Set(), result: workOut(construct.node.root) };
      passes.set(stack, pass);
    }
    pass.checked.add(construct);
    return pass.result;
  };
}
