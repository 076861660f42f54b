/** A gRPC call while it runs: its abort signal and its flow control. */

import type { ServerHttp2Stream } from 'node:http2';
import type { Call } from './service';
import { Code, StatusError } from './status';

/** Most handlers never ask for the signal, so it is created on first use. */
export class RunningCall implements Call {
  /** The response is complete, so there is nothing left to abort. */
  isAnswered = false;
  private controller: AbortController | undefined;
  private reason: Error | undefined;
  private wake: () => void = () => {};

  constructor(readonly stream: ServerHttp2Stream) {}

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController();
      if (this.reason !== undefined) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }

  abort(reason: Error): void {
    this.reason ??= reason;
    this.controller?.abort(reason);
    this.wake();
  }

  /** Called when the stream is closed. */
  close(): void {
    if (!this.isAnswered) this.abort(new StatusError(Code.cancelled, 'The client closed the stream.'));
  }

  /** Resolves when the client has received what was written, or the call was aborted. */
  async untilDrained(): Promise<void> {
    if (this.reason !== undefined) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.stream.once('drain', resolve);
    });
  }

  whenClosed(): Promise<void> {
    return new Promise((resolve) => this.stream.once('close', resolve));
  }
}
