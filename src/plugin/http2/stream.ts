/** One request and its response. What is sent waits here until the client's windows let it through. */

import { ErrorCode } from './error';
import { encodeFrame, Flag, FrameType, MAX_PAYLOAD } from './frames';

/** What a stream needs of its connection. */
export interface StreamConnection {
  /** Of the whole connection, in bytes: how much the client takes at present. */
  sendWindow: number;
  /** False while the socket holds back what was written. */
  write(frames: readonly Buffer[]): boolean;
  reset(stream: Stream, code: number): void;
  /** Both sides have said all that they had to say. */
  finished(stream: Stream): void;
}

/** What the owner of a stream wants to know. */
export interface StreamListener {
  data(chunk: Buffer): void;
  /** The request is complete. */
  end(): void;
  /** What was held back is sent. */
  drain(): void;
  /** Nothing comes any more and nothing can be sent: it is finished, was reset, or the connection is gone. */
  close(): void;
}

export class Stream {
  listener: StreamListener | undefined;
  /** The client has ended its side. */
  isRequestComplete = false;
  isClosed = false;
  /** Bytes that came since the client was last given leave for more. */
  received = 0;
  hasHeaders = false;
  #hasEnded = false;
  #waiting: Buffer[] = [];
  #trailers: Buffer | undefined;

  constructor(
    readonly id: number,
    readonly headers: { readonly [name: string]: string | undefined },
    private readonly connection: StreamConnection,
    /** In bytes: how much of this stream the client takes at present. */
    public sendWindow: number,
  ) {}

  /** The beginning of the response, as an encoded block of headers. */
  respond(headers: Buffer): void {
    this.hasHeaders = true;
    this.connection.write([encodeFrame(FrameType.headers, Flag.endHeaders, this.id, headers)]);
  }

  /** False when some of it is held back: more should only be written after `drain`. */
  write(chunk: Buffer): boolean {
    this.#waiting.push(chunk);
    const out: Buffer[] = [];
    this.#take(out);
    const isThrough = this.connection.write(out);
    return isThrough && this.#waiting.length === 0;
  }

  /** Ends the response after all that was written. */
  end(trailers: Buffer): void {
    this.#trailers = trailers;
    this.flush();
  }

  /** A whole response, in one piece if the client takes it so. */
  respondOnce(headers: Buffer, chunk: Buffer, trailers: Buffer): void {
    this.hasHeaders = true;
    this.#waiting.push(chunk);
    this.#trailers = trailers;
    const out = [encodeFrame(FrameType.headers, Flag.endHeaders, this.id, headers)];
    this.#take(out);
    this.connection.write(out);
    this.#finish();
  }

  /** A response of headers alone. What of the request is still to come is not waited for. */
  refuse(headers: Buffer): void {
    this.hasHeaders = true;
    this.#hasEnded = true;
    this.connection.write([encodeFrame(FrameType.headers, Flag.endHeaders | Flag.endStream, this.id, headers)]);
    this.#finish();
  }

  /** Sends what the windows let through by now. */
  flush(): void {
    const isHeldBack = this.#waiting.length > 0;
    const out: Buffer[] = [];
    this.#take(out);
    if (out.length > 0) this.connection.write(out);
    this.#finish();
    if (isHeldBack && this.#waiting.length === 0 && !this.isClosed) this.listener?.drain();
  }

  /** The client has said all that it had to say. */
  requestIsComplete(): void {
    if (this.isRequestComplete || this.isClosed) return;
    this.isRequestComplete = true;
    this.listener?.end();
    this.#finish();
  }

  /** The socket takes more. */
  socketDrained(): void {
    if (this.#waiting.length === 0) this.listener?.drain();
  }

  /** Called by the connection when nothing can be sent or received any more. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#waiting = [];
    this.listener?.close();
  }

  #take(out: Buffer[]): void {
    while (this.#waiting.length > 0) {
      const chunk = this.#waiting[0] as Buffer;
      const length = Math.min(chunk.length, this.sendWindow, this.connection.sendWindow, MAX_PAYLOAD);
      if (length <= 0) return;
      out.push(encodeFrame(FrameType.data, 0, this.id, chunk.subarray(0, length)));
      this.sendWindow -= length;
      this.connection.sendWindow -= length;
      if (length < chunk.length) this.#waiting[0] = chunk.subarray(length);
      else this.#waiting.shift();
    }
    if (this.#trailers === undefined || this.#hasEnded) return;
    this.#hasEnded = true;
    out.push(encodeFrame(FrameType.headers, Flag.endHeaders | Flag.endStream, this.id, this.#trailers));
  }

  #finish(): void {
    if (!this.#hasEnded || this.isClosed) return;
    if (this.isRequestComplete) this.connection.finished(this);
    else this.connection.reset(this, ErrorCode.none);
  }
}
