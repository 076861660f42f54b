/** Values as Terraform sends them: msgpack, laid out by their type. */

import type { Decoder, Encoder } from '@msgpack/msgpack';
import { parseNumber } from '../value/number';
import { MAX_DEPTH, toType } from '../value/type';
import { isUnknown, type Type, unknown, type Value } from '../value/value';
import { type Format, protoKey, readValue } from './read-value';
import { ValueError } from './status';
import { decodeUtf8 } from './utf8';
import { writeValue } from './write-value';

type Library = typeof import('@msgpack/msgpack');

/**
 * Encodes a value that fits its type. Missing attributes become null, sets lose duplicates, and a bare value of type `dynamic` gets the
 * type that the same literal has in Terraform.
 */
export function encodeValue(type: Type, value: Value): Uint8Array {
  const tree = writeValue(type, value);
  encoder ??= createEncoder();
  return encoder.encode(tree);
}

/**
 * Decodes a value of a type. Every unknown value, refined or not, is `unknown`. A number is a `number`, `bigint` or `Decimal`, whichever
 * is exact. A missing attribute is null.
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

/** A float beyond 2^53 is an exact integer. */
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
    throw new ValueError([], `the value is not valid msgpack: ${(error as Error).message}`);
  }
}

/** Loaded with the first value: a process that only returns schemas never needs it. */
function loadLibrary(): Library {
  return require('@msgpack/msgpack') as Library;
}

/** Reused, because each encoder allocates a buffer. It returns copies. */
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

/** Reads strings as bytes to detect invalid UTF-8. The limits hold because no element is shorter than one byte. */
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
      throw new TypeError('a map key is not a string.');
    },
    extensionCodec: { tryToEncode: () => null, decode: () => unknown },
  });
}

function decodeKey(bytes: Uint8Array, offset: number, length: number): string {
  const key = decodeUtf8(bytes.subarray(offset, offset + length));
  if (key === undefined) throw new TypeError('a map key is not valid UTF-8.');
  return key === '__proto__' ? protoKey : key;
}
