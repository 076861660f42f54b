/** Checks a value against its type, completes it, and turns it into the tree that msgpack encodes. */

import { formatNumber, parseNumber } from '../value/number';
import { isPlainObject, MAX_DEPTH, setKey, toDynamic } from '../value/type';
import { Decimal, Dynamic, isUnknown, type Type, type Value } from '../value/value';
import type { AttributePathStep } from './messages/shared';
import { Code, ValueError } from './status';
import { isWellFormed } from './utf8';

const INT64_MIN = -(2n ** 63n);
const UINT64_MAX = 2n ** 64n - 1n;

/**
 * Missing attributes become null, equal elements of a set one element. Unknown stays an `Unknown` in the tree.
 *
 * @throws ValueError (internal) that names the place and never shows the value, which may be a secret.
 */
export function writeValue(type: Type, value: Value): unknown {
  return write({ path: [], depth: 0 }, type, value);
}

interface Writing {
  readonly path: AttributePathStep[];
  depth: number;
}

function write(writing: Writing, type: Type, value: Value | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return value;
  if (type !== 'dynamic' && value instanceof Dynamic) return write(writing, type, value.value);
  if (typeof type === 'string') return writeScalar(writing, type, value);
  if (++writing.depth > MAX_DEPTH) fail(writing, `a value may be nested ${MAX_DEPTH} levels deep at most.`);
  const tree = writeStructure(writing, type, value);
  writing.depth--;
  return tree;
}

function writeScalar(writing: Writing, type: Extract<Type, string>, value: Value): unknown {
  switch (type) {
    case 'string':
      if (typeof value !== 'string') return mismatch(writing, 'a string', value);
      if (!isWellFormed(value)) fail(writing, 'the string is not valid Unicode.');
      return value;
    case 'bool':
      return typeof value === 'boolean' ? value : mismatch(writing, 'a bool', value);
    case 'number':
      return writeNumber(writing, value);
    case 'dynamic':
      return writeDynamic(writing, value);
  }
}

/** Integers of 64 bits go as such; everything else as decimal text, which Terraform reads with its full precision. */
function writeNumber(writing: Writing, value: Value): unknown {
  if (value === Infinity || value === -Infinity) return value;
  if (typeof value !== 'number' && typeof value !== 'bigint' && !(value instanceof Decimal)) {
    return mismatch(writing, 'a number', value);
  }
  const text = formatNumber(value);
  const plain = text === undefined ? undefined : parseNumber(text);
  if (plain === undefined) return fail(writing, 'the number is not a number.');
  if (typeof plain === 'number' && Number.isInteger(plain)) return plain;
  if (typeof plain === 'bigint' && plain >= INT64_MIN && plain <= UINT64_MAX) return plain;
  return String(plain);
}

function writeDynamic(writing: Writing, value: Value): unknown {
  if (++writing.depth > MAX_DEPTH) fail(writing, `a value may be nested ${MAX_DEPTH} levels deep at most.`);
  const dynamic = toTyped(writing, value);
  const tree =
    dynamic.type === 'dynamic'
      ? write(writing, 'dynamic', dynamic.value)
      : [Buffer.from(JSON.stringify(dynamic.type)), write(writing, dynamic.type, dynamic.value)];
  writing.depth--;
  return tree;
}

function toTyped(writing: Writing, value: Value): Dynamic {
  try {
    return toDynamic(value);
  } catch (error) {
    return fail(writing, `${(error as Error).message}.`);
  }
}

function writeStructure(writing: Writing, type: Exclude<Type, string>, value: Value): unknown {
  switch (type[0]) {
    case 'list':
      return requireArray(writing, 'a list', value).map((element, index) =>
        at(writing, { elementKeyInt: index }, () => write(writing, type[1], element)),
      );
    case 'set':
      return withoutDuplicates(
        requireArray(writing, 'a set', value).map((element) => write(writing, type[1], element)),
      );
    case 'tuple': {
      const elements = requireArray(writing, 'a tuple', value);
      if (elements.length !== type[1].length) {
        fail(writing, `a tuple of ${type[1].length} elements is required, got ${elements.length}.`);
      }
      return type[1].map((element, index) =>
        at(writing, { elementKeyInt: index }, () => write(writing, element, elements[index])),
      );
    }
    case 'map': {
      if (!isPlainObject(value)) return mismatch(writing, 'a map', value);
      const tree: { [key: string]: unknown } = {};
      for (const key of Object.keys(value).sort()) {
        const element = value[key] as Value;
        const written = at(writing, { elementKeyString: key }, () => {
          if (!isWellFormed(key)) fail(writing, 'the key is not valid Unicode.');
          return write(writing, type[1], element);
        });
        setKey(tree, key, written);
      }
      return tree;
    }
    case 'object':
      if (!isPlainObject(value)) return mismatch(writing, 'an object', value);
      return writeObject(writing, type[1], value as { [name: string]: Value });
  }
}

function writeObject(
  writing: Writing,
  attributes: { readonly [name: string]: Type },
  value: { [name: string]: Value },
): unknown {
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(attributes, name)) {
      at(writing, { attributeName: name }, () => fail(writing, 'the schema has no such attribute.'));
    }
  }
  const tree: { [name: string]: unknown } = {};
  for (const name of Object.keys(attributes).sort()) {
    const attribute = Object.hasOwn(value, name) ? value[name] : null;
    setKey(
      tree,
      name,
      at(writing, { attributeName: name }, () => write(writing, attributes[name] as Type, attribute)),
    );
  }
  return tree;
}

/** Two unknown elements may yet turn out different: they all stay. */
function withoutDuplicates(elements: unknown[]): unknown[] {
  const seen = new Set<string>();
  return elements.filter((element) => {
    let hasUnknown = false;
    const key = JSON.stringify(element, (_, part) => {
      hasUnknown ||= isUnknown(part);
      return typeof part === 'bigint' ? { bigint: String(part) } : part;
    });
    const isNew = hasUnknown || !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function at<T>(writing: Writing, step: AttributePathStep, run: () => T): T {
  writing.path.push(step);
  const result = run();
  writing.path.pop();
  return result;
}

function requireArray(writing: Writing, wanted: string, value: Value): Value[] {
  return Array.isArray(value) ? value : mismatch(writing, wanted, value);
}

function mismatch(writing: Writing, wanted: string, value: unknown): never {
  return fail(writing, `${wanted} is required, got ${describe(value)}.`);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Dynamic) return 'a dynamic value';
  if (value instanceof Decimal || typeof value === 'number' || typeof value === 'bigint') return 'a number';
  if (typeof value === 'boolean') return 'a bool';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function fail(writing: Writing, reason: string): never {
  throw new ValueError(Code.internal, [...writing.path], reason);
}
