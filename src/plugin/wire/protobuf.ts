/** Encodes and decodes protobuf messages by their tables. */

import { setKey } from '../value/type';
import type { Decoded, Encodable, Field, MessageType, ScalarType } from './field';
import { fieldsByNumber, fieldsOf } from './field-list';
import { MAX_MESSAGE_DEPTH, ProtobufReader, WireType } from './protobuf-reader';
import { ProtobufWriter } from './protobuf-writer';
import { Code, StatusError } from './status';

/** A message: its fields by name. */
type Message = { [field: string]: unknown };

/** @throws StatusError (internal) when the value of a field does not fit its type. */
export function encodeMessage<M extends MessageType>(type: M, value: Encodable<M>): Buffer {
  const writer = new ProtobufWriter();
  writeFields(writer, type, value as Message);
  return writer.finish();
}

/**
 * Skips unknown fields. When a field occurs twice, the last one wins, except that messages are merged and lists appended. Bytes are views
 * of the input.
 *
 * @throws StatusError (invalid argument) when the bytes are malformed.
 */
export function decodeMessage<M extends MessageType>(type: M, bytes: Uint8Array): Decoded<M> {
  return readMessage(type, bytes, createEmpty(type), 0) as Decoded<M>;
}

/** Caches the encoding of frozen messages: the thirteen service types share most of their schema. */
const frozen = new WeakMap<Message, Buffer>();

function encodeFrozen(type: MessageType, message: Message): Buffer {
  const known = frozen.get(message);
  if (known !== undefined) return known;
  const bytes = encodeMessage(type, message as Encodable<MessageType>);
  frozen.set(message, bytes);
  return bytes;
}

function writeFields(writer: ProtobufWriter, type: MessageType, value: Message): void {
  for (const { name, field, place } of fieldsOf(type)) {
    const content = value[name];
    if (content === undefined || content === null) continue;
    if (field.shape === 'repeated') writeRepeated(writer, field, requireKind(place, content, Array.isArray), place);
    else if (field.shape === 'map') writeMap(writer, field, requireKind(place, content, isObject), place);
    else if (field.explicit || !isDefault(content)) writeElement(writer, field.number, field.type, content, place);
  }
}

function writeRepeated(writer: ProtobufWriter, field: Field, elements: unknown[], place: string): void {
  if (typeof field.type === 'function' || field.type === 'string' || field.type === 'bytes') {
    for (const element of elements) writeElement(writer, field.number, field.type, element, place);
  } else if (elements.length > 0) {
    const { type } = field;
    writer.tag(field.number, WireType.length);
    writer.delimited(() => {
      for (const element of elements) writer.varint(toVarint(type, element, place));
    });
  }
}

function writeMap(writer: ProtobufWriter, field: Field, entries: Message, place: string): void {
  for (const [key, element] of Object.entries(entries)) {
    writer.tag(field.number, WireType.length);
    writer.delimited(() => {
      writeElement(writer, 1, 'string', key, place);
      writeElement(writer, 2, field.type, element, place);
    });
  }
}

function writeElement(
  writer: ProtobufWriter,
  number: number,
  type: Field['type'],
  value: unknown,
  place: string,
): void {
  if (typeof type === 'function') {
    const message = requireKind(place, value, isObject);
    writer.tag(number, WireType.length);
    if (Object.isFrozen(message)) writer.bytes(encodeFrozen(type(), message));
    else writer.delimited(() => writeFields(writer, type(), message));
  } else if (type === 'string') {
    const text = requireKind(place, value, (part): part is string => typeof part === 'string');
    writer.tag(number, WireType.length);
    writer.string(text);
  } else if (type === 'bytes') {
    const bytes = requireKind(place, value, (part): part is Uint8Array => part instanceof Uint8Array);
    writer.tag(number, WireType.length);
    writer.bytes(bytes);
  } else {
    const varint = toVarint(type, value, place);
    writer.tag(number, WireType.varint);
    writer.varint(varint);
  }
}

function toVarint(type: ScalarType, value: unknown, place: string): number | bigint {
  if (type === 'bool' && typeof value === 'boolean') return value ? 1 : 0;
  if (type !== 'bool' && (Number.isSafeInteger(value) || typeof value === 'bigint')) return value as number | bigint;
  return fail(place, value);
}

function readMessage(type: MessageType, bytes: Uint8Array, target: Message, depth: number): Message {
  const reader = new ProtobufReader(bytes, type.name);
  if (depth > MAX_MESSAGE_DEPTH) reader.fail(`messages are nested more than ${MAX_MESSAGE_DEPTH} levels deep`);
  const fields = fieldsByNumber(type);
  while (!reader.isAtEnd) {
    const { number, wireType } = reader.tag();
    const known = fields.get(number);
    if (known === undefined) reader.skip(number, wireType);
    else readField(reader, known.name, known.field, wireType, target, depth);
    if (known?.field.oneof !== undefined) clearOthers(type, known.field.oneof, known.name, target);
  }
  return target;
}

function readField(
  reader: ProtobufReader,
  name: string,
  field: Field,
  wireType: number,
  target: Message,
  depth: number,
): void {
  if (field.shape === 'map') {
    requireWireType(reader, name, wireType, WireType.length);
    readEntry(reader, name, field, target[name] as Message, depth);
  } else if (field.shape === 'single') {
    target[name] = readElement(reader, name, field.type, wireType, target[name], depth);
  } else if (wireType === WireType.length && isVarint(field.type)) {
    const packed = new ProtobufReader(reader.delimited(), name);
    while (!packed.isAtEnd) (target[name] as unknown[]).push(fromVarint(field.type, packed.varint()));
  } else {
    (target[name] as unknown[]).push(readElement(reader, name, field.type, wireType, undefined, depth));
  }
}

function readEntry(reader: ProtobufReader, name: string, field: Field, entries: Message, depth: number): void {
  const entry = new ProtobufReader(reader.delimited(), name);
  let key = '';
  let value = typeof field.type === 'function' ? createEmpty(field.type()) : defaultOf(field.type);
  while (!entry.isAtEnd) {
    const { number, wireType } = entry.tag();
    if (number === 1) key = readElement(entry, name, 'string', wireType, undefined, depth) as string;
    else if (number === 2) value = readElement(entry, name, field.type, wireType, value, depth) as typeof value;
    else entry.skip(number, wireType);
  }
  setKey(entries, key, value as unknown);
}

function readElement(
  reader: ProtobufReader,
  name: string,
  type: Field['type'],
  wireType: number,
  before: unknown,
  depth: number,
): unknown {
  requireWireType(reader, name, wireType, isVarint(type) ? WireType.varint : WireType.length);
  if (typeof type === 'function') {
    const target = (before as Message | undefined) ?? createEmpty(type());
    return readMessage(type(), reader.delimited(), target, depth + 1);
  }
  if (type === 'string') return reader.string(name);
  if (type === 'bytes') return reader.delimited();
  return fromVarint(type, reader.varint());
}

function requireWireType(reader: ProtobufReader, name: string, wireType: number, wanted: number): void {
  if (wireType !== wanted) reader.fail(`${name} has wire type ${wireType}, expected ${wanted}`);
}

function isVarint(type: Field['type']): type is 'bool' | 'int64' | 'enum' {
  return type === 'bool' || type === 'int64' || type === 'enum';
}

function fromVarint(type: ScalarType, value: number | bigint): unknown {
  if (type === 'bool') return Number(value) !== 0;
  if (typeof value === 'number') return value;
  if (type === 'enum') return Number(BigInt.asIntN(32, value));
  const signed = BigInt.asIntN(64, value);
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
}

function clearOthers(type: MessageType, group: string, winner: string, target: Message): void {
  for (const { name, field } of fieldsOf(type)) {
    if (field.oneof === group && name !== winner) delete target[name];
  }
}

/** A message whose scalars, lists and maps have their defaults. */
function createEmpty(type: MessageType): Message {
  const message: Message = {};
  for (const { name, field } of fieldsOf(type)) {
    if (field.shape === 'repeated') message[name] = [];
    else if (field.shape === 'map') message[name] = {};
    else if (!field.explicit) message[name] = defaultOf(field.type as ScalarType);
  }
  return message;
}

function defaultOf(type: ScalarType): string | Uint8Array | boolean | number {
  if (type === 'string') return '';
  if (type === 'bytes') return new Uint8Array(0);
  return type === 'bool' ? false : 0;
}

function isDefault(value: unknown): boolean {
  return (
    value === '' ||
    value === false ||
    value === 0 ||
    value === 0n ||
    (value instanceof Uint8Array && value.length === 0)
  );
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function requireKind<T>(place: string, value: unknown, isKind: (value: unknown) => value is T): T {
  return isKind(value) ? value : fail(place, value);
}

function fail(place: string, value: unknown): never {
  throw new StatusError(Code.internal, `${place} cannot be encoded: got ${value === null ? 'null' : typeof value}.`);
}
