/** Terraform's types: parsing their JSON form, and inferring the type of a bare value. */

import { Decimal, Dynamic, isUnknown, type Type, type Value } from './value';

/** Limits the nesting of types and values: far beyond any configuration, and far below a stack overflow. */
export const MAX_DEPTH = 200;

/** Reads a type from its parsed JSON form. Undefined when it is not a type, or nested too deeply. */
export function toType(json: unknown, depth = 0): Type | undefined {
  if (json === 'string' || json === 'number' || json === 'bool' || json === 'dynamic') return json;
  if (!Array.isArray(json) || json.length !== 2 || depth > MAX_DEPTH) return undefined;
  const [kind, argument] = json as [unknown, unknown];
  if (kind === 'list' || kind === 'set' || kind === 'map') {
    const element = toType(argument, depth + 1);
    return element === undefined ? undefined : [kind, element];
  }
  if (kind === 'tuple' && Array.isArray(argument)) {
    const elements = argument.map((element) => toType(element, depth + 1));
    return elements.includes(undefined) ? undefined : ['tuple', elements as Type[]];
  }
  if (kind === 'object' && isPlainObject(argument)) {
    const attributes: { [name: string]: Type } = {};
    for (const [name, attribute] of Object.entries(argument)) {
      const type = toType(attribute, depth + 1);
      if (type === undefined) return undefined;
      setKey(attributes, name, type);
    }
    return ['object', attributes];
  }
  return undefined;
}

/**
 * Gives a bare JavaScript value the type that Terraform's own literals have: `[1, 'a']` is a tuple, `{ a: 1 }` an object.
 * Null and unknown elements are of type `dynamic`.
 *
 * @throws RangeError when the value is nested too deeply.
 */
export function toDynamic(value: Value, depth = 0): Dynamic {
  if (depth > MAX_DEPTH) throw new RangeError(`the value is nested more than ${MAX_DEPTH} levels deep`);
  if (value instanceof Dynamic) return value;
  if (value === null || value === undefined || isUnknown(value)) return new Dynamic('dynamic', value);
  if (typeof value === 'string') return new Dynamic('string', value);
  if (typeof value === 'boolean') return new Dynamic('bool', value);
  if (Array.isArray(value)) {
    const elements = value.map((element) => toDynamic(element, depth + 1));
    return new Dynamic(
      ['tuple', elements.map((element) => element.type)],
      elements.map((element) => element.value),
    );
  }
  if (!isPlainObject(value)) return new Dynamic('number', value);
  const types: { [name: string]: Type } = {};
  const values: { [name: string]: Value } = {};
  for (const [name, attribute] of Object.entries(value)) {
    const typed = toDynamic(attribute as Value, depth + 1);
    setKey(types, name, typed.type);
    setKey(values, name, typed.value);
  }
  return new Dynamic(['object', types], values);
}

const sorted = new WeakMap<object, readonly string[]>();

/** The attribute names of an object type, sorted. */
export function namesOf(attributes: { readonly [name: string]: Type }): readonly string[] {
  let names = sorted.get(attributes);
  if (names === undefined) {
    names = Object.keys(attributes).sort();
    sorted.set(attributes, names);
  }
  return names;
}

/** Whether a value is a map or an object. */
export function isPlainObject(value: unknown): value is { [name: string]: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !(value instanceof Decimal) &&
    !(value instanceof Dynamic) &&
    !(value instanceof Uint8Array)
  );
}

/** Sets a key from an untrusted source, which may be `__proto__`. */
export function setKey<T>(target: { [name: string]: T }, name: string, value: T): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[name] = value;
  }
}
