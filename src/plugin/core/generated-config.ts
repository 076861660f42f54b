/** Generates the configuration that a user would write for an existing object. */

import type { Resource } from '../resource';
import type { Attribute, Block } from '../schema';
import { isSame } from '../value/compare';
import type { ObjectValue, Value } from '../value/value';
import { conformToSchema } from './conform';
import { typeOfAttribute } from './schema-type';
import { mapAttributes } from './walk';

/**
 * Leaves out computed and write-only attributes, optional secrets, and values equal to their default. The resource's `writtenConfig`
 * adjusts the rest.
 *
 * @throws DiagnosticError when the adjusted configuration does not fit the schema.
 */
export function generateConfig({ schema, writtenConfig }: Resource, state: ObjectValue): ObjectValue {
  const generated = mapAttributes(schema, { prior: null, config: null, planned: state }, ({ attribute, planned }) =>
    isWritten(attribute, planned) ? planned : null,
  );
  const config = withoutEmptySingles(schema, generated);
  return writtenConfig === undefined ? config : conformToSchema(schema, writtenConfig(config), config);
}

function isWritten(attribute: Attribute, value: Value): boolean {
  const { required, optional, writeOnly, sensitive, default: fallback } = attribute;
  if ((!required && !optional) || writeOnly || (sensitive && !required)) return false;
  return fallback === undefined || !isSame(typeOfAttribute(attribute), value, fallback as Value);
}

/** Removes single blocks, such as `timeouts`, that have no attribute left. */
function withoutEmptySingles(block: Block, object: ObjectValue): ObjectValue {
  const isEmpty = (value: Value) => Object.values((value ?? {}) as ObjectValue).every((part) => part === null);
  const emptied = Object.entries(block.blocks ?? {})
    .filter(([name, { nesting }]) => nesting === 'single' && isEmpty(object[name] ?? null))
    .map(([name]) => [name, null] as const);
  return { ...object, ...Object.fromEntries(emptied) };
}
