/** Semantic equality of attributes. */

import type { Attribute } from '../schema';
import { isSame, isWhollyKnown } from '../value/compare';
import type { Value } from '../value/value';
import { typeOfAttribute } from './schema-type';

/** Whether two different values are equal by the attribute's `semanticEquals`. */
export function isEquivalent(attribute: Attribute, prior: Value, next: Value): boolean {
  if (attribute.semanticEquals === undefined || prior === null || next === null) return false;
  if (!isWhollyKnown(prior) || !isWhollyKnown(next) || isSame(typeOfAttribute(attribute), prior, next)) return false;
  const equal: (prior: Value, next: Value) => boolean = attribute.semanticEquals as never;
  return equal(prior, next);
}
