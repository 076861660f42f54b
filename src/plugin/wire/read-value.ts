/** Reads a value of a given type from a parsed tree of msgpack or JSON. */

import { isPlainObject, MAX_DEPTH, setKey } from '../value/type';
import { type Decimal, Dynamic, isUnknown, type Type, type Value } from '../value/value';
import { ValueError } from './status';

/** The differences between the formats. Each function returns undefined where the tree holds something else. */
export interface Format {
  string(raw: unknown): string | undefined;
  number(raw: unknown): number | bigint | Decimal | undefined;
  /** The type and the tree of a dynamic value. Not called for null and unknown. */
  dynamic(raw: unknown): { type: Type; raw: unknown } | undefined;
  /** Whether attributes that the type does not have are dropped instead of rejected. */
  readonly dropsUnknownAttributes: boolean;
}

/** Stands for the key `__proto__`, which the msgpack library refuses. No text in UTF-8 has it: it is half of a character. */
export const protoKey = '\ud800';

/** @throws ValueError with the path of the part that does not fit the type. It never shows values. */
export function readValue(format: Format, type: Type, raw: unknown): Value {
  return read({ format, path: [], depth: 0 }, type, raw);
}

interface Reading {
  readonly format: Format;
  readonly path: (string | number)[];
  depth: number;
}

function read(reading: Reading, type: Type, raw: unknown): Value {
  if (raw === null || raw === undefined) return null;
  if (isUnknown(raw)) return raw;
  if (typeof type === 'string') return readScalar(reading, type, raw);
  if (++reading.depth > MAX_DEPTH) fail(reading, `the value is nested more than ${MAX_DEPTH} levels deep.`);
  const value = readStructure(reading, type, raw);
  reading.depth--;
  return value;
}

function readScalar(reading: Reading, type: Extract<Type, string>, raw: unknown): Value {
  const { format } = reading;
  switch (type) {
    case 'string':
      return format.string(raw) ?? fail(reading, 'expected a string in valid UTF-8.');
    case 'number':
      return format.number(raw) ?? fail(reading, 'expected a number.');
    case 'bool':
      return typeof raw === 'boolean' ? raw : fail(reading, 'expected true or false.');
    case 'dynamic':
      return readDynamic(reading, raw);
  }
}

function readDynamic(reading: Reading, raw: unknown): Value {
  const dynamic = reading.format.dynamic(raw);
  if (dynamic === undefined) return fail(reading, 'expected a value together with its type.');
  if (++reading.depth > MAX_DEPTH) fail(reading, `the value is nested more than ${MAX_DEPTH} levels deep.`);
  const value = new Dynamic(dynamic.type, read(reading, dynamic.type, dynamic.raw));
  reading.depth--;
  return value;
}

function readStructure(reading: Reading, type: Exclude<Type, string>, raw: unknown): Value {
  switch (type[0]) {
    case 'list':
      return requireArray(reading, raw).map((element, index) =>
        at(reading, index, () => read(reading, type[1], element)),
      );
    case 'set':
      return requireArray(reading, raw).map((element) => read(reading, type[1], element));
    case 'tuple': {
      const elements = requireArray(reading, raw);
      if (elements.length !== type[1].length) {
        fail(reading, `expected a tuple of ${type[1].length} elements, got ${elements.length}.`);
      }
      return type[1].map((element, index) => at(reading, index, () => read(reading, element, elements[index])));
    }
    case 'map': {
      const map: { [name: string]: Value } = {};
      for (const [key, element] of Object.entries(requireObject(reading, raw))) {
        const value = at(reading, key, () => read(reading, type[1], element));
        setKey(map, key, value);
      }
      return map;
    }
    case 'object':
      return readObject(reading, type[1], requireObject(reading, raw));
  }
}

function readObject(
  reading: Reading,
  attributes: { readonly [name: string]: Type },
  raw: { [name: string]: unknown },
): Value {
  const object: { [name: string]: Value } = {};
  for (const [name, type] of Object.entries(attributes)) {
    const attribute = Object.hasOwn(raw, name) ? raw[name] : null;
    const value = at(reading, name, () => read(reading, type, attribute));
    setKey(object, name, value);
  }
  if (!reading.format.dropsUnknownAttributes) {
    for (const name of Object.keys(raw)) {
      if (!Object.hasOwn(attributes, name)) at(reading, name, () => fail(reading, 'the type has no such attribute.'));
    }
  }
  return object;
}

function at<T>(reading: Reading, step: string | number, run: () => T): T {
  reading.path.push(step);
  const result = run();
  reading.path.pop();
  return result;
}

function requireArray(reading: Reading, raw: unknown): unknown[] {
  return Array.isArray(raw) ? raw : fail(reading, 'expected a list.');
}

function requireObject(reading: Reading, raw: unknown): { [name: string]: unknown } {
  if (!isPlainObject(raw)) return fail(reading, 'expected an object or a map.');
  if (!Object.hasOwn(raw, protoKey)) return raw;
  const { [protoKey]: proto, ...others } = raw;
  setKey(others, '__proto__', proto);
  return others;
}

function fail(reading: Reading, reason: string): never {
  throw new ValueError([...reading.path], reason);
}
