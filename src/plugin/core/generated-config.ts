/** Configuration made from a state: what a user would have written to get it. */

import type { Resource } from '../resource';
import type { Attribute, Block } from '../schema';
import { isSame } from '../value/compare';
import type { ObjectValue, Value } from '../value/value';
import { typeOfAttribute } from './schema-type';
import { mapAttributes } from './walk';

/**
 * The state without what no configuration has (computed, write-only), without secrets, and without what would be there anyway
 * (defaults). Of the rest the resource decides.
 */
export function generateConfig({ schema, writtenConfig }: Resource, state: ObjectValue): ObjectValue {
  const generated = mapAttributes(schema, { prior: null, config: null, planned: state }, ({ attribute, planned }) =>
    isWritten(attribute, planned) ? planned : null,
  );
  const config = withoutEmptySingles(schema, generated);
  return { ...config, ...(writtenConfig?.(config) as ObjectValue | undefined) };
}

function isWritten(attribute: Attribute, value: Value): boolean {
  const { required, optional, writeOnly, sensitive, default: fallback } = attribute;
  if ((!required && !optional) || writeOnly || (sensitive && !required)) return false;
  return fallback === undefined || !isSame(typeOfAttribute(attribute), value, fallback as Value);
}

/** A block such as `timeouts` in which nothing is left is none. */
function withoutEmptySingles(block: Block, object: ObjectValue): ObjectValue {
  const isEmpty = (value: Value) => Object.values((value ?? {}) as ObjectValue).every((part) => part === null);
  const emptied = Object.entries(block.blocks ?? {})
    .filter(([name, { nesting }]) => nesting === 'single' && isEmpty(object[name] ?? null))
    .map(([name]) => [name, null] as const);
  return { ...object, ...Object.fromEntries(emptied) };
}
