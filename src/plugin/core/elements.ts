/** Matches the elements of a planned set with those of the configuration and the prior state. */

import type { Attribute, Block } from '../schema';
import { asObject, isSame } from '../value/compare';
import { isUnknown, type ObjectValue, type Value } from '../value/value';
import { entriesOf } from './block-entries';
import { isEquivalent } from './equivalence';
import { typeOfAttribute, typeOfBlock, typeOfNested } from './schema-type';

export type Nesting = 'single' | 'list' | 'set' | 'map';
export type Nested = Block & { readonly nesting: Nesting };

/** An object in the prior state, the configuration and the plan. Null where it does not exist. */
export interface Versions {
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly planned: ObjectValue;
}

/**
 * Elements of a set have no position, so they are matched by content: first equal elements, then elements that may come from the
 * configured one.
 */
export function versionsOfSet(block: Block, planned: readonly Value[], config: Value, prior: Value): Versions[] {
  const objects = planned.map(asObject);
  const type = typeOfBlock(block);
  const same = (left: ObjectValue, right: ObjectValue) => isSame(type, left, right);
  const madeFrom = (object: ObjectValue, configured: ObjectValue) => isMadeFrom(block, configured, object);
  const configs = pair(objects, objectsOf(config), [same, madeFrom]);
  const priors = pair(objects, objectsOf(prior), [
    same,
    (object, before) => {
      const own = configs[objects.indexOf(object)] ?? null;
      return own !== null && isMadeFrom(block, own, before);
    },
  ]);
  return planned.map((element, index) => ({
    planned: element as ObjectValue,
    config: configs[index] ?? null,
    prior: priors[index] ?? null,
  }));
}

type Fits = (object: ObjectValue, candidate: ObjectValue) => boolean;

/** Assigns each object its own candidate, or null. Applies the first rule to all objects, then the next rule. */
function pair(objects: readonly (ObjectValue | null)[], candidates: ObjectValue[], rules: readonly Fits[]) {
  const found: (ObjectValue | null)[] = objects.map(() => null);
  for (const fits of rules) {
    for (const [index, object] of objects.entries()) {
      if (object !== null && found[index] === null) {
        found[index] = take(candidates, (candidate) => fits(object, candidate));
      }
    }
  }
  return found;
}

function objectsOf(value: Value): ObjectValue[] {
  return Array.isArray(value) ? value.filter((element): element is ObjectValue => asObject(element) !== null) : [];
}

function take(objects: ObjectValue[], fits: (object: ObjectValue) => boolean): ObjectValue | null {
  const index = objects.findIndex(fits);
  return index < 0 ? null : (objects.splice(index, 1)[0] as ObjectValue);
}

/** Whether an object may come from this configuration: they differ only in what the provider computes. */
export function isMadeFrom(block: Block, config: ObjectValue, object: ObjectValue): boolean {
  const { attributes, blocks } = entriesOf(block);
  return (
    attributes.every(([name, attribute]) =>
      isAttributeMadeFrom(attribute, config[name] ?? null, object[name] ?? null),
    ) && blocks.every(([name, nested]) => isNestedMadeFrom(nested, config[name] ?? null, object[name] ?? null))
  );
}

function isAttributeMadeFrom(attribute: Attribute, config: Value, value: Value): boolean {
  if (attribute.writeOnly || isUnknown(config)) return true;
  if (config === null) return attribute.computed === true || value === null;
  if (attribute.nested !== undefined) return isNestedMadeFrom(attribute.nested, config, value);
  return isSame(typeOfAttribute(attribute), config, value) || isEquivalent(attribute, value, config);
}

function isNestedMadeFrom(nested: Nested, config: Value, value: Value): boolean {
  if (config === null || value === null || isUnknown(config) || isUnknown(value)) {
    return config === value || isUnknown(config);
  }
  if (nested.nesting === 'single') return isMadeFrom(nested, config as ObjectValue, value as ObjectValue);
  if (nested.nesting === 'map') {
    const [left, right] = [config as ObjectValue, value as ObjectValue];
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => isElementMadeFrom(nested, left[key] ?? null, right[key] ?? null))
    );
  }
  const [left, right] = [config as Value[], value as Value[]];
  if (left.length !== right.length) return false;
  if (nested.nesting === 'list') return left.every((part, i) => isElementMadeFrom(nested, part, right[i] ?? null));
  const rest = [...right];
  return left.every((part) => {
    const index = rest.findIndex((candidate) => isElementMadeFrom(nested, part, candidate));
    return index >= 0 && rest.splice(index, 1).length === 1;
  });
}

function isElementMadeFrom(nested: Nested, config: Value, value: Value): boolean {
  const [left, right] = [asObject(config), asObject(value)];
  return left === null || right === null
    ? isSame(typeOfNested(nested), config, value)
    : isMadeFrom(nested, left, right);
}
