/** Equality as Terraform defines it: sets without order, numbers by value, strings in one Unicode form. */

import { parseNumber } from './number';
import { isPlainObject, namesOf, toDynamic } from './type';
import { type Decimal, Dynamic, isUnknown, type ObjectValue, type Type, type Value } from './value';

export function isSame(type: Type, left: Value, right: Value): boolean {
  if (left === right) return true;
  if (isUnknown(left) || isUnknown(right)) return isUnknown(left) && isUnknown(right);
  if (left === null || right === null) return false;
  if (type === 'bool') return false;
  if (typeof type !== 'string' && type[0] === 'object' && isPlainObject(left) && isPlainObject(right)) {
    const [one, other] = [left as ObjectValue, right as ObjectValue];
    return namesOf(type[1]).every((name) => isSame(type[1][name] as Type, one[name] ?? null, other[name] ?? null));
  }
  if (typeof type !== 'string' && type[0] === 'list' && Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((part, index) => isSame(type[1], part, right[index] as Value));
  }
  return keyOf(type, left) === keyOf(type, right);
}

/** A string that two values of a type share if and only if they are equal. Contains the value, so keep it out of messages. */
function keyOf(type: Type, value: Value): string {
  if (value === null || value === undefined) return 'null';
  if (isUnknown(value)) return '?';
  if (type === 'dynamic') {
    const { type: actual, value: inner } = toDynamic(value);
    return actual === 'dynamic' ? keyOf('dynamic', inner) : `${typeKey(actual)}:${keyOf(actual, inner)}`;
  }
  if (value instanceof Dynamic) return keyOf(type, value.value);
  if (type === 'number') return String(parseNumber(String(value as number | bigint | Decimal)));
  if (typeof type === 'string') return JSON.stringify(typeof value === 'string' ? value.normalize('NFC') : value);
  switch (type[0]) {
    case 'list':
      return `[${(value as Value[]).map((element) => keyOf(type[1], element))}]`;
    case 'set': {
      const keys = (value as Value[]).map((element) => keyOf(type[1], element)).sort();
      return `(${keys.filter((key, index) => key !== keys[index - 1] || key.includes('?'))})`;
    }
    case 'tuple':
      return `[${(value as Value[]).map((element, index) => keyOf(type[1][index] ?? 'dynamic', element))}]`;
    case 'map': {
      const entries = Object.entries(value as ObjectValue).map(([key, element]) => entryKey(key, type[1], element));
      return `{${entries.sort()}}`;
    }
    case 'object':
      return `{${namesOf(type[1]).map((name) =>
        entryKey(name, type[1][name] as Type, (value as ObjectValue)[name] as Value),
      )}}`;
  }
}

const entryKey = (key: string, type: Type, value: Value) => `${JSON.stringify(key)}:${keyOf(type, value)}`;

function typeKey(type: Type): string {
  if (typeof type === 'string') return type;
  const [kind, inner] = type;
  if (kind === 'tuple') return `tuple(${inner.map(typeKey)})`;
  if (kind === 'object') {
    return `object(${Object.keys(inner)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${typeKey(inner[name] as Type)}`)})`;
  }
  return `${kind}(${typeKey(inner)})`;
}

/** Whether the value contains nothing unknown, at any depth. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  if (value instanceof Dynamic) return isWhollyKnown(value.value);
  return !isPlainObject(value) || Object.values(value as ObjectValue).every(isWhollyKnown);
}

/** Replaces everything unknown in the value with null. */
export function withoutUnknown(value: Value): Value {
  if (isUnknown(value)) return null;
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (value instanceof Dynamic) return new Dynamic(value.type, withoutUnknown(value.value));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value as ObjectValue).map(([name, part]) => [name, withoutUnknown(part)]));
}

/** Returns an object or map, and null for anything else. */
export function asObject(value: Value | undefined): ObjectValue | null {
  return isPlainObject(value) ? (value as ObjectValue) : null;
}
