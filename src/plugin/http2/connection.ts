/**
 * The server's side of one HTTP/2 connection ([RFC 9113](https://www.rfc-editor.org/rfc/rfc9113)) with one known client. What it
 * would break is checked; what only helps proxies and strangers (the wording of headers, priorities) is not.
 */

import type { Socket } from 'node:net';
import { ConnectionError, ErrorCode } from './error';
import { checkFrame, encodeFrame, Flag, type Frame, FrameReader, FrameType, unwrap, words } from './frames';
import { type HeaderBlock, HeaderBlocks } from './header-blocks';
import { encodeSettings, MAX_WINDOW, readStreamWindow, Setting } from './settings';
import { Stream, type StreamConnection } from './stream';

/** What either side may send before anything else was agreed on, in bytes. */
const DEFAULT_WINDOW = 65_535;
/** What the client may send ahead, in bytes: a state of many megabytes comes through without waiting. */
const STREAM_WINDOW = 4 * 1024 * 1024;
const CONNECTION_WINDOW = 16 * 1024 * 1024;
const MAX_STREAMS = 1024;

export interface ConnectionListener {
  /** A request has begun. Its listener has to be set before this returns. */
  stream(stream: Stream): void;
  /** What the client sent cannot be gone on with: the connection is about to be closed. */
  broken?(reason: unknown): void;
  /** The connection is gone, and every stream of it. */
  close(): void;
}

export class Http2Connection implements StreamConnection {
  sendWindow = DEFAULT_WINDOW;
  readonly #streams = new Map<number, Stream>();
  readonly #blocks = new HeaderBlocks();
  /** Of streams that begin: the client's setting. */
  #streamSendWindow = DEFAULT_WINDOW;
  /** Bytes that came since the client was last given leave for more. */
  #received = 0;
  #lastStreamId = 0;

  constructor(
    private readonly socket: Socket,
    private readonly listener: ConnectionListener,
  ) {
    const reader = new FrameReader((frame) => this.#receive(frame));
    const take = (chunk: Buffer) => {
      try {
        reader.add(chunk);
      } catch (error) {
        socket.off('data', take);
        listener.broken?.(error);
        this.#giveUp(error instanceof ConnectionError ? error.code : ErrorCode.internal);
      }
    };
    socket.setNoDelay();
    socket.on('data', take);
    socket.on('drain', () => {
      for (const stream of this.#streams.values()) stream.socketDrained();
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      for (const stream of this.#streams.values()) stream.close();
      listener.close();
    });
    const settings = encodeSettings([
      [Setting.maxConcurrentStreams, MAX_STREAMS],
      [Setting.initialWindowSize, STREAM_WINDOW],
    ]);
    this.write([
      encodeFrame(FrameType.settings, 0, 0, settings),
      encodeFrame(FrameType.windowUpdate, 0, 0, words(CONNECTION_WINDOW - DEFAULT_WINDOW)),
    ]);
  }

  write(frames: readonly Buffer[]): boolean {
    if (!this.socket.writable) return true;
    return this.socket.write(frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames));
  }

  reset(stream: Stream, code: number): void {
    this.write([encodeFrame(FrameType.resetStream, 0, stream.id, words(code))]);
    this.finished(stream);
  }

  finished(stream: Stream): void {
    this.#streams.delete(stream.id);
    stream.close();
  }

  /** Resolves when all that was answered so far is with the system, which delivers it even if this process ends. */
  sent(): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.writableLength === 0 || this.socket.destroyed) resolve();
      else this.socket.write(Buffer.alloc(0), () => resolve());
    });
  }

  #giveUp(code: number): void {
    this.write([encodeFrame(FrameType.goAway, 0, 0, words(this.#lastStreamId, code))]);
    this.socket.destroySoon();
  }

  #receive(frame: Frame): void {
    const { type, flags, streamId, payload } = frame;
    checkFrame(frame);
    this.#blocks.check(frame);
    if (type === FrameType.headers || type === FrameType.continuation) {
      const block = this.#blocks.add(frame);
      if (block !== undefined) this.#receiveHeaders(block);
    } else if (type === FrameType.data) this.#receiveData(frame);
    else if (type === FrameType.windowUpdate) this.#openWindow(streamId, payload.readUInt32BE() & MAX_WINDOW);
    else if (type === FrameType.ping) {
      if ((flags & Flag.acknowledge) === 0) this.write([encodeFrame(FrameType.ping, Flag.acknowledge, 0, payload)]);
    } else if (type === FrameType.settings) {
      if ((flags & Flag.acknowledge) === 0) this.#receiveSettings(payload);
    } else if (type === FrameType.resetStream) {
      const stream = this.#known(streamId);
      if (stream !== undefined) this.finished(stream);
    } else if (type === FrameType.pushPromise) throw violation('A client cannot push.');
  }

  /** Undefined for a stream that is over: the client may not know yet. */
  #known(streamId: number): Stream | undefined {
    if (streamId > this.#lastStreamId) throw violation('A stream is spoken of that has not begun.');
    return this.#streams.get(streamId);
  }

  #receiveHeaders({ streamId, headers, isLast }: HeaderBlock): void {
    const known = this.#streams.get(streamId);
    if (known !== undefined && isLast) known.requestIsComplete();
    if (streamId % 2 === 0) throw violation(`A request cannot have the number ${streamId}.`);
    if (streamId <= this.#lastStreamId) return;
    this.#lastStreamId = streamId;
    const stream = new Stream(streamId, headers, this, this.#streamSendWindow);
    if (this.#streams.size >= MAX_STREAMS) {
      this.reset(stream, ErrorCode.refusedStream);
      return;
    }
    this.#streams.set(streamId, stream);
    this.listener.stream(stream);
    if (isLast) stream.requestIsComplete();
  }

  #receiveData(frame: Frame): void {
    const { streamId, flags, payload } = frame;
    const stream = this.#known(streamId);
    this.#received = this.#giveLeave(0, this.#received + payload.length, CONNECTION_WINDOW);
    const data = unwrap(frame);
    if (stream === undefined) return;
    if (stream.isRequestComplete) throw violation('Data came after the end of its request.');
    stream.received = this.#giveLeave(streamId, stream.received + payload.length, STREAM_WINDOW);
    if (data.length > 0) stream.listener?.data(data);
    if ((flags & Flag.endStream) !== 0) stream.requestIsComplete();
  }

  /** Lets the client go on when half of a window is used up; returns how much is used then. */
  #giveLeave(streamId: number, received: number, window: number): number {
    if (received < window / 2) return received;
    this.write([encodeFrame(FrameType.windowUpdate, 0, streamId, words(received))]);
    return 0;
  }

  #receiveSettings(payload: Buffer): void {
    const window = readStreamWindow(payload);
    this.write([encodeFrame(FrameType.settings, Flag.acknowledge, 0, Buffer.alloc(0))]);
    if (window === undefined) return;
    const change = window - this.#streamSendWindow;
    this.#streamSendWindow = window;
    for (const stream of this.#streams.values()) {
      stream.sendWindow = checkWindow(stream.sendWindow + change);
      if (change > 0) stream.flush();
    }
  }

  #openWindow(streamId: number, increment: number): void {
    if (increment === 0) throw violation('A window is opened by nothing.');
    const stream = this.#known(streamId);
    if (streamId === 0) {
      this.sendWindow = checkWindow(this.sendWindow + increment);
      for (const waiting of this.#streams.values()) waiting.flush();
    } else if (stream !== undefined) {
      stream.sendWindow = checkWindow(stream.sendWindow + increment);
      stream.flush();
    }
  }
}

function checkWindow(window: number): number {
  if (window > MAX_WINDOW) throw new ConnectionError(ErrorCode.flowControl, 'A window is too large.');
  return window;
}

function violation(message: string): ConnectionError {
  return new ConnectionError(ErrorCode.protocol, message);
}
