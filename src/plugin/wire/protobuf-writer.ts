/** Writes the elements of the protobuf wire format into one growing buffer. */

export class ProtobufWriter {
  private buffer = Buffer.allocUnsafe(1024);
  private length = 0;

  tag(number: number, wireType: number): void {
    this.varint(number * 8 + wireType);
  }

  /** Any safe integer or 64-bit bigint. Negative ones as 64-bit two's complement. */
  varint(value: number | bigint): void {
    this.reserve(10);
    if (typeof value === 'number' && value >= 0 && value < 0x80000000) {
      let rest = value;
      while (rest > 0x7f) {
        this.buffer[this.length++] = (rest & 0x7f) | 0x80;
        rest >>>= 7;
      }
      this.buffer[this.length++] = rest;
      return;
    }
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 0x7fn) {
      this.buffer[this.length++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.buffer[this.length++] = Number(rest);
  }

  bytes(value: Uint8Array): void {
    this.varint(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  string(value: string): void {
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.reserve(length);
    this.length += this.buffer.write(value, this.length, length, 'utf8');
  }

  /** Writes what `write` writes, prefixed with its length. */
  delimited(write: () => void): void {
    const start = this.length;
    this.reserve(1);
    this.length++;
    write();
    const size = this.length - start - 1;
    const extra = lengthOfVarint(size) - 1;
    if (extra > 0) {
      this.reserve(extra);
      this.buffer.copyWithin(start + 1 + extra, start + 1, this.length);
    }
    this.length = start;
    this.varint(size);
    this.length += size;
  }

  /** Returns a view of the buffer. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }
}

function lengthOfVarint(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 0x80)) length++;
  return length;
}
