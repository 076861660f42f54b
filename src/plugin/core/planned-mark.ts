/**
 * What a plan leaves in its private data for the next plan of the same object. Core plans a replacement twice: first with the prior
 * state, then without it, but with the private data that the first plan returned. That data shows which object the new one replaces.
 */

import type { Json, PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { ObjectValue } from '../value/value';

const replaces = '.replaces';
/** Makes the private data of a plan non-empty, so that a core that returns it in the apply (Terraform 1.16) is recognized by it. */
const planned = '.planned';

/** Marks the private data of a plan that has a prior state. */
export function markPrior(kept: PrivateState, resource: Resource, prior: ObjectValue): void {
  const described = resource.describePrior?.(prior) ?? resource.identity?.of(prior);
  kept.setReserved(replaces, described as Json | undefined);
}

/** Marks the private data of every plan, for a core that returns it when it plans again in the apply. */
export function markPlanned(kept: PrivateState): void {
  kept.setReserved(planned, true);
}

/** The object that a new one replaces, or null. */
export function replacedObject(kept: PrivateState): ObjectValue | null {
  return (kept.get(replaces) as ObjectValue | undefined) ?? null;
}

/** Carries the mark of one plan to the next. */
export function copyMark(from: PrivateState, to: PrivateState): void {
  to.setReserved(replaces, from.get(replaces));
}

/** Removes all marks, so that the state does not keep them. */
export function clearMarks(kept: PrivateState): void {
  kept.setReserved(replaces, undefined);
  kept.setReserved(planned, undefined);
}
