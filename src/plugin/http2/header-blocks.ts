/** Header blocks, which may be cut into several frames, put together and read. */

import { ConnectionError, ErrorCode } from './error';
import { Flag, type Frame, FrameType, unwrap } from './frames';
import { HeaderDecoder } from './hpack';

/** The headers of one request as they are sent, in bytes; and the frames that they may be cut into. */
const MAX_LENGTH = 64 * 1024;
const MAX_FRAMES = 64;

export interface HeaderBlock {
  readonly streamId: number;
  readonly headers: { readonly [name: string]: string | undefined };
  /** Nothing follows on this stream. */
  readonly isLast: boolean;
}

export class HeaderBlocks {
  readonly #decoder = new HeaderDecoder();
  /** What has come of a block that is not complete. */
  #partial:
    | { readonly streamId: number; readonly isLast: boolean; readonly parts: Buffer[]; length: number }
    | undefined;

  /** @throws ConnectionError when a block has begun that this frame does not go on with, or goes on with none. */
  check({ type, streamId }: Frame): void {
    const isContinuation = type === FrameType.continuation;
    if (isContinuation === (this.#partial !== undefined) && (!isContinuation || streamId === this.#partial?.streamId)) {
      return;
    }
    throw new ConnectionError(ErrorCode.protocol, 'The parts of a header block do not come one after the other.');
  }

  /**
   * Takes a frame of headers; undefined as long as the block is not complete. Every block has to pass here, since later ones lean
   * on it.
   *
   * @throws ConnectionError when it cannot be read.
   */
  add(frame: Frame): HeaderBlock | undefined {
    const { streamId, flags } = frame;
    const part = frame.type === FrameType.headers ? unwrap(frame) : frame.payload;
    const isLast = this.#partial?.isLast ?? (flags & Flag.endStream) !== 0;
    const isComplete = (flags & Flag.endHeaders) !== 0;
    if (isComplete && this.#partial === undefined) return { streamId, isLast, headers: this.#decoder.decode(part) };
    const partial = this.#partial ?? { streamId, isLast, parts: [], length: 0 };
    partial.parts.push(part);
    partial.length += part.length;
    if (partial.length > MAX_LENGTH || partial.parts.length > MAX_FRAMES) {
      throw new ConnectionError(ErrorCode.enhanceYourCalm, 'The headers are too long.');
    }
    this.#partial = isComplete ? undefined : partial;
    return isComplete ? { streamId, isLast, headers: this.#decoder.decode(Buffer.concat(partial.parts)) } : undefined;
  }
}
