/** Checks that a value returned by the provider author fits its schema, and completes it. */

import { DiagnosticError } from '../diagnostics';
import { formatPath, type Path } from '../path';
import type { Attribute, Block } from '../schema';
import { asObject } from '../value/compare';
import { formatNumber } from '../value/number';
import { isPlainObject, setKey, toDynamic } from '../value/type';
import { Decimal, Dynamic, isUnknown, type ObjectValue, type Type, type Value } from '../value/value';
import { entriesOf } from './block-entries';
import type { Nested } from './elements';
import { typeOfAttribute } from './schema-type';

/**
 * Completes an object with the attributes of `fallback` (null where it has none), inside nested objects too. Bare values of dynamic
 * attributes get their type.
 *
 * @throws DiagnosticError that names the attribute: one that the schema does not have, or whose value has another type. It never shows values.
 */
export function conformToSchema(
  block: Block,
  value: unknown,
  fallback: ObjectValue | null,
  path: Path = [],
): ObjectValue {
  if (!isPlainObject(value)) throw misfit(path, `expected an object, got ${describe(value)}`);
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(block.attributes, name) && !Object.hasOwn(block.blocks ?? {}, name)) {
      throw misfit([...path, name], 'the schema has no such attribute');
    }
  }
  const { attributes, blocks } = entriesOf(block);
  const complete: { [name: string]: Value } = {};
  for (const [name, attribute] of attributes) {
    setKey(complete, name, conformAttribute(attribute, value[name], fallback?.[name] ?? null, path, name));
  }
  for (const [name, nested] of blocks) {
    const instead = fallback?.[name] ?? (nested.nesting === 'single' ? null : []);
    const given = value[name];
    setKey(complete, name, given === undefined ? instead : conformNested(nested, given, instead, [...path, name]));
  }
  return complete;
}

function conformAttribute(attribute: Attribute, given: unknown, instead: Value, above: Path, name: string): Value {
  if (given === undefined) return instead;
  if (given === null || isUnknown(given)) return given;
  const path = [...above, name];
  return attribute.nested === undefined
    ? conformToType(typeOfAttribute(attribute), given, path)
    : conformNested(attribute.nested, given, instead, path);
}

function conformNested(nested: Nested, value: unknown, fallback: Value, path: Path): Value {
  if (value === null || isUnknown(value)) return value;
  if (nested.nesting === 'single') return conformToSchema(nested, value, asObject(fallback), path);
  if (nested.nesting === 'map') {
    return mapEntries(requireObject(value, 'a map', path), (element, key) =>
      conformElement(nested, element, asObject(fallback)?.[key], [...path, requireWellFormed(key, 'a key', path)]),
    );
  }
  const before = nested.nesting === 'list' && Array.isArray(fallback) ? fallback : [];
  return requireArray(value, `a ${nested.nesting}`, path).map((element, index) =>
    conformElement(nested, element, before[index], nested.nesting === 'list' ? [...path, index] : path),
  );
}

function conformElement(nested: Nested, value: unknown, fallback: Value | undefined, path: Path): Value {
  if (value === null || isUnknown(value)) return value;
  return conformToSchema(nested, value, asObject(fallback), path);
}

/**
 * As `conformToSchema`, for a value of a type that belongs to no attribute, such as an identity.
 *
 * @throws DiagnosticError with this summary, without a path
 */
export function conformValue(type: Type, value: unknown, summary: string): Value {
  try {
    return conformToType(type, value, []);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(summary, error.detail);
  }
}

function conformToType(type: Type, value: unknown, path: Path): Value {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return value;
  if (type === 'dynamic') return conformDynamic(value, path);
  if (value instanceof Dynamic) return conformToType(type, value.value, path);
  switch (type) {
    case 'string':
      if (typeof value !== 'string') return mismatch('a string', value, path);
      return requireWellFormed(value, 'the string', path);
    case 'bool':
      return typeof value === 'boolean' ? value : mismatch('a bool', value, path);
    case 'number':
      return isNumber(value) ? value : mismatch('a number', value, path);
  }
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
      return requireArray(value, 'a list', path).map((part, index) => conformToType(inner, part, [...path, index]));
    case 'set':
      return requireArray(value, 'a set', path).map((part) => conformToType(inner, part, path));
    case 'tuple': {
      const parts = requireArray(value, 'a tuple', path);
      if (parts.length !== inner.length) {
        throw misfit(path, `expected a tuple of ${inner.length} elements, got ${parts.length}`);
      }
      return parts.map((part, index) => conformToType(inner[index] as Type, part, [...path, index]));
    }
    case 'map':
      return mapEntries(requireObject(value, 'a map', path), (part, key) =>
        conformToType(inner, part, [...path, requireWellFormed(key, 'a key', path)]),
      );
    case 'object': {
      const object = requireObject(value, 'an object', path);
      for (const name of Object.keys(object)) {
        if (!Object.hasOwn(inner, name)) throw misfit([...path, name], 'the type has no such attribute');
      }
      return mapEntries(inner, (part, name) => conformToType(part as Type, object[name], [...path, name]));
    }
  }
}

function conformDynamic(value: unknown, path: Path): Value {
  try {
    const dynamic = toDynamic(value as Value);
    return dynamic.type === 'dynamic'
      ? (dynamic.value as Value)
      : new Dynamic(dynamic.type, conformToType(dynamic.type, dynamic.value, path));
  } catch (error) {
    throw error instanceof RangeError ? misfit(path, error.message) : error;
  }
}

const isNumber = (value: unknown): value is number | bigint | Decimal =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  typeof value === 'bigint' ||
  (value instanceof Decimal && formatNumber(value) !== undefined);

/** A lone surrogate has no UTF-8 form. */
function requireWellFormed(text: string, what: string, path: Path): string {
  if (/\p{Surrogate}/u.test(text)) throw misfit(path, `${what} is not valid Unicode`);
  return text;
}

function mapEntries(
  object: { readonly [name: string]: unknown },
  map: (part: unknown, name: string) => Value,
): ObjectValue {
  return Object.fromEntries(Object.entries(object).map(([name, part]) => [name, map(part, name)]));
}

const requireArray = (value: unknown, wanted: string, path: Path): unknown[] =>
  Array.isArray(value) ? value : mismatch(wanted, value, path);

const requireObject = (value: unknown, wanted: string, path: Path): { [name: string]: unknown } =>
  isPlainObject(value) ? value : mismatch(wanted, value, path);

function mismatch(wanted: string, value: unknown, path: Path): never {
  throw misfit(path, `expected ${wanted}, got ${describe(value)}`);
}

function misfit(path: Path, reason: string): DiagnosticError {
  const place = path.length === 0 ? 'The value' : `Attribute ${formatPath(path)}`;
  return new DiagnosticError(
    'Provider returned an invalid value',
    `${place}: ${reason}. This is a bug in the provider.`,
    path,
  );
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return 'a bool';
  if (isNumber(value)) return 'a number';
  if (value instanceof Decimal) return 'a malformed number';
  if (value instanceof Dynamic) return 'a dynamic value';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
