/** Values as Terraform sends them: msgpack, laid out by the type that the schema gives. */

import type { Decoder, Encoder } from '@msgpack/msgpack';
import { parseNumber } from '../value/number';
import { MAX_DEPTH, toType } from '../value/type';
import { isUnknown, type Type, unknown, type Value } from '../value/value';
import { type Format, readValue } from './read-value';
import { Code, ValueError } from './status';
import { decodeUtf8 } from './utf8';
import { writeValue } from './write-value';

type Library = typeof import('@msgpack/msgpack');

/**
 * Encodes a value of a type. Objects are completed (a missing attribute is null), sets lose duplicates, and a value of type
 * `dynamic` without a type of its own gets the one that the same literal has in Terraform.
 *
 * @throws ValueError with the path of the place that does not fit the type.
 */
export function encodeValue(type: Type, value: Value): Uint8Array {
  const tree = writeValue(type, value);
  encoder ??= createEncoder();
  return encoder.encode(tree);
}

/**
 * Decodes a value of a type. Unknown of any kind, refined or not, is `unknown`; numbers are `number`, `bigint` or `Decimal`,
 * whichever holds them exactly; an attribute that is not there is null.
 *
 * @throws ValueError for bytes that are not msgpack or do not fit the type.
 */
export function decodeValue(type: Type, bytes: Uint8Array): Value {
  return readValue(msgpackFormat, type, decodeTree(bytes));
}

const msgpackFormat: Format = {
  string: (raw) => (raw instanceof Uint8Array ? decodeUtf8(raw) : undefined),
  number(raw) {
    if (typeof raw === 'number') return raw === 0 || Number.isNaN(raw) ? 0 : integerOf(raw);
    if (typeof raw === 'bigint') return parseNumber(String(raw));
    return raw instanceof Uint8Array ? parseNumber(decodeUtf8(raw) ?? '') : undefined;
  },
  dynamic(raw) {
    if (!Array.isArray(raw) || raw.length !== 2 || !(raw[0] instanceof Uint8Array)) return undefined;
    const type = parseType(raw[0]);
    return type === undefined ? undefined : { type, raw: raw[1] };
  },
  dropsUnknownAttributes: false,
};

/** A float beyond 2^53 holds an integer, and holds it exactly. */
function integerOf(value: number): number | bigint {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

function parseType(json: Uint8Array): Type | undefined {
  try {
    return toType(JSON.parse(decodeUtf8(json) ?? ''));
  } catch {
    return undefined;
  }
}

function decodeTree(bytes: Uint8Array): unknown {
  try {
    return createDecoder(bytes.length).decode(bytes);
  } catch (error) {
    throw new ValueError(Code.invalidArgument, [], `the value is not valid msgpack: ${(error as Error).message}`);
  }
}

/** Loaded at the first value: the process that only answers for the schema never needs it. */
function loadLibrary(): Library {
  return require('@msgpack/msgpack') as Library;
}

/** Kept, since each one lays a buffer in; it hands out copies. */
let encoder: Encoder | undefined;

function createEncoder(): Encoder {
  const { Encoder, ExtData } = loadLibrary();
  const unknownOnWire = new ExtData(0, new Uint8Array(1));
  return new Encoder({
    useBigInt64: true,
    maxDepth: 4 * MAX_DEPTH,
    extensionCodec: { tryToEncode: (object) => (isUnknown(object) ? unknownOnWire : null), decode: () => unknown },
  });
}

/** Strings are read as bytes, so that invalid UTF-8 is noticed; no element can be shorter than one byte. */
function createDecoder(length: number): Decoder {
  const { Decoder } = loadLibrary();
  return new Decoder({
    useBigInt64: true,
    rawStrings: true,
    maxArrayLength: length,
    maxMapLength: length,
    keyDecoder: { canBeCached: () => true, decode: decodeKey },
    mapKeyConverter(key) {
      if (typeof key === 'string') return key;
      throw new TypeError('the key of a map must be a string.');
    },
    extensionCodec: { tryToEncode: () => null, decode: () => unknown },
  });
}

function decodeKey(bytes: Uint8Array, offset: number, length: number): string {
  const key = decodeUtf8(bytes.subarray(offset, offset + length));
  if (key === undefined) throw new TypeError('a key is not valid UTF-8.');
  return key;
}
