/** Reads the elements of the protobuf wire format. Throws a StatusError for malformed input. */

import { Code, StatusError } from './status';
import { decodeUtf8 } from './utf8';

export const WireType = { varint: 0, fixed64: 1, length: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;

/** Deepest nesting of messages, as in the official implementations. */
export const MAX_MESSAGE_DEPTH = 100;

const MAX_FIELD_NUMBER = 2 ** 29 - 1;

export class ProtobufReader {
  private position = 0;

  constructor(
    private readonly bytes: Uint8Array,
    /** The message type, for errors. */
    private readonly place: string,
  ) {}

  get isAtEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  /** The number and the wire type of the next field. */
  tag(): { number: number; wireType: number } {
    const tag = Number(this.varint());
    const number = Math.floor(tag / 8);
    if (number < 1 || number > MAX_FIELD_NUMBER) this.fail(`${number} is not a field number`);
    return { number, wireType: tag % 8 };
  }

  /** An unsigned integer of up to 64 bits: a number where it is small, for speed, else a bigint. */
  varint(): number | bigint {
    let result = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return result;
    }
    let wide = BigInt(result);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      wide |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, wide);
    }
    return this.fail('a varint is longer than 10 bytes');
  }

  /** The bytes of a length-delimited element, as a view. */
  delimited(): Uint8Array {
    const length = this.varint();
    const end = this.position + Number(length);
    if (end > this.bytes.length) this.fail(`expected ${length} bytes, got ${this.bytes.length - this.position}`);
    const view = this.bytes.subarray(this.position, end);
    this.position = end;
    return view;
  }

  string(field: string): string {
    const text = decodeUtf8(this.delimited());
    return text ?? this.fail(`${field} is not valid UTF-8`);
  }

  /** Skips an unknown field. */
  skip(number: number, wireType: number, depth = 0): void {
    if (wireType === WireType.varint) this.varint();
    else if (wireType === WireType.fixed64) this.advance(8);
    else if (wireType === WireType.length) this.delimited();
    else if (wireType === WireType.fixed32) this.advance(4);
    else if (wireType === WireType.groupStart) this.skipGroup(number, depth + 1);
    else this.fail(`field ${number} has the invalid wire type ${wireType}`);
  }

  fail(reason: string): never {
    throw new StatusError(Code.invalidArgument, `The message ${this.place} is malformed: ${reason}.`);
  }

  private skipGroup(number: number, depth: number): void {
    if (depth > MAX_MESSAGE_DEPTH) this.fail(`groups are nested more than ${MAX_MESSAGE_DEPTH} levels deep`);
    for (;;) {
      const tag = this.tag();
      if (tag.wireType !== WireType.groupEnd) this.skip(tag.number, tag.wireType, depth);
      else if (tag.number === number) return;
      else this.fail(`group ${number} ends as group ${tag.number}`);
    }
  }

  private byte(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) return this.fail('it ends in the middle of a field');
    this.position++;
    return byte;
  }

  private advance(length: number): void {
    if (this.position + length > this.bytes.length) this.fail('it ends in the middle of a field');
    this.position += length;
  }
}
