/** gRPC framing: each message has a prefix of a flag byte and a 4-byte length, and may be split into chunks anywhere. */

import { Code, StatusError } from './status';

/** Longest message in bytes, as in the official plugin servers. */
const MAX_MESSAGE_LENGTH = 256 * 1024 * 1024;

const HEADER_LENGTH = 5;

/** Encodes an uncompressed message. */
export function encodeFrame(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_LENGTH + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, HEADER_LENGTH);
  return frame;
}

/** Collects the chunks of a request that is exactly one message. */
export class RequestCollector {
  private readonly chunks: Buffer[] = [];
  private received = 0;
  private announced: number | undefined;

  constructor(private readonly maxLength = MAX_MESSAGE_LENGTH) {}

  /** @throws StatusError as soon as the chunks cannot be one uncompressed message of allowed size. */
  add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    if (this.announced === undefined && this.received >= HEADER_LENGTH) this.announced = this.readHeader();
    if (this.announced !== undefined && this.received > HEADER_LENGTH + this.announced) {
      throw new StatusError(Code.invalidArgument, 'The call has more than one message. Send exactly one.');
    }
  }

  /** @throws StatusError when the message is missing or incomplete. */
  finish(): Buffer {
    if (this.received === 0) throw new StatusError(Code.invalidArgument, 'The call has no message. Send exactly one.');
    if (this.announced === undefined || this.received < HEADER_LENGTH + this.announced) {
      const wanted =
        this.announced === undefined ? `${HEADER_LENGTH} of the header` : `${this.announced} of the message`;
      throw new StatusError(Code.invalidArgument, `The call ended after ${this.received} bytes, before the ${wanted}.`);
    }
    return (this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks)).subarray(HEADER_LENGTH);
  }

  private readHeader(): number {
    const header = Buffer.concat(this.chunks, HEADER_LENGTH);
    if (header[0] !== 0) {
      throw new StatusError(Code.unimplemented, 'The message is compressed, which is not supported.');
    }
    const length = header.readUInt32BE(1);
    if (length > this.maxLength) {
      throw new StatusError(
        Code.resourceExhausted,
        `The message has ${length} bytes. At most ${this.maxLength} are allowed.`,
      );
    }
    return length;
  }
}
