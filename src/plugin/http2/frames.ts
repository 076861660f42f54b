/** HTTP/2's frames ([RFC 9113, section 4](https://www.rfc-editor.org/rfc/rfc9113#section-4)): nine bytes of header, then the payload. */

import { ConnectionError, ErrorCode } from './error';

export const FrameType = {
  data: 0,
  headers: 1,
  priority: 2,
  resetStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

export const Flag = { acknowledge: 0x1, endStream: 0x1, endHeaders: 0x4, padded: 0x8, priority: 0x20 } as const;

const HEADER_LENGTH = 9;

/** Longest payload that is taken and sent, in bytes: what every implementation has to take. */
export const MAX_PAYLOAD = 16_384;

/** What a client sends before its first frame. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** 0 for the connection itself. */
  readonly streamId: number;
  readonly payload: Buffer;
}

export function encodeFrame(type: number, flags: number, streamId: number, payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_LENGTH + payload.length);
  frame.writeUIntBE(payload.length, 0, 3);
  frame[3] = type;
  frame[4] = flags;
  frame.writeUInt32BE(streamId, 5);
  frame.set(payload, HEADER_LENGTH);
  return frame;
}

/** A payload of 32-bit numbers. */
export function words(...numbers: number[]): Buffer {
  const payload = Buffer.allocUnsafe(4 * numbers.length);
  for (const [index, number] of numbers.entries()) payload.writeUInt32BE(number, 4 * index);
  return payload;
}

/** Cuts what a client sends into frames, wherever the chunks begin and end. Payloads are views of the chunks where they can be. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  #isGreeted = false;

  constructor(private readonly onFrame: (frame: Frame) => void) {}

  /** @throws ConnectionError when the client does not speak HTTP/2, or a frame is longer than allowed. */
  add(chunk: Buffer): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#isGreeted) {
      const greeting = bytes.subarray(0, PREFACE.length);
      if (!greeting.equals(PREFACE.subarray(0, greeting.length))) {
        throw new ConnectionError(ErrorCode.protocol, 'The client does not speak HTTP/2.');
      }
      this.#isGreeted = greeting.length === PREFACE.length;
      if (this.#isGreeted) bytes = bytes.subarray(PREFACE.length);
    }
    let position = 0;
    while (this.#isGreeted && bytes.length - position >= HEADER_LENGTH) {
      const length = bytes.readUIntBE(position, 3);
      if (length > MAX_PAYLOAD) throw new ConnectionError(ErrorCode.frameSize, 'A frame is too long.');
      const start = position + HEADER_LENGTH;
      if (bytes.length < start + length) break;
      const type = bytes[position + 3] as number;
      const flags = bytes[position + 4] as number;
      const streamId = bytes.readUInt32BE(position + 5) & 0x7fffffff;
      position = start + length;
      this.onFrame({ type, flags, streamId, payload: bytes.subarray(start, position) });
    }
    this.#rest = bytes.subarray(position);
  }
}

/** What a type of frame speaks of, and how long its payload is where that is fixed. */
const rules: {
  readonly [type: number]: { readonly of: 'connection' | 'stream' | 'either'; readonly length?: number };
} = {
  [FrameType.data]: { of: 'stream' },
  [FrameType.headers]: { of: 'stream' },
  [FrameType.priority]: { of: 'stream', length: 5 },
  [FrameType.resetStream]: { of: 'stream', length: 4 },
  [FrameType.settings]: { of: 'connection' },
  [FrameType.ping]: { of: 'connection', length: 8 },
  [FrameType.goAway]: { of: 'connection' },
  [FrameType.windowUpdate]: { of: 'either', length: 4 },
  [FrameType.continuation]: { of: 'stream' },
};

/** @throws ConnectionError when the frame is not what its type demands. A type that nobody knows demands nothing. */
export function checkFrame({ type, streamId, payload }: Frame): void {
  const rule = rules[type];
  if (rule === undefined) return;
  if (rule.length !== undefined && payload.length !== rule.length) {
    throw new ConnectionError(ErrorCode.frameSize, 'A frame has the wrong length.');
  }
  if (rule.of === (streamId === 0 ? 'stream' : 'connection')) {
    throw new ConnectionError(ErrorCode.protocol, 'A frame is on the wrong stream.');
  }
}

/** The payload of a DATA or HEADERS frame without what may lie around it. @throws ConnectionError when that is longer than the frame. */
export function unwrap({ type, flags, payload }: Frame): Buffer {
  const isPadded = (flags & Flag.padded) !== 0;
  const hasPriority = type === FrameType.headers && (flags & Flag.priority) !== 0;
  const start = (isPadded ? 1 : 0) + (hasPriority ? 5 : 0);
  const end = payload.length - (isPadded ? (payload[0] ?? 0) : 0);
  if (start > end) throw new ConnectionError(ErrorCode.protocol, 'A frame has more padding than payload.');
  return payload.subarray(start, end);
}
