/** One HTTP request and its response, as a handler of undici's events. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import { codeOf } from '../errors/redact';
import { onAbort } from '../time/clock';
import { connectionError, type RequestProgress } from './connection-error';
import type { ConnectionSettings } from './connections';
import { TransportError, type TransportErrorDetails } from './transport-error';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /**
   * Called once, when the request no longer waits for other requests to finish. Returns the milliseconds left for it, if they are
   * fewer than `timeLimits.totalMs`.
   */
  begin(): number;
}

export interface HttpResponse {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
}

const sendHeaders = 'undici:client:sendHeaders';

export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private socket: Socket | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failure: TransportError | undefined;
  private response: Omit<HttpResponse, 'text'> | undefined;
  private readonly chunks: Buffer[] = [];
  private resolve: (response: HttpResponse) => void = () => undefined;
  private reject: (error: TransportError) => void = () => undefined;

  constructor(
    private readonly request: HttpRequest,
    private readonly settings: ConnectionSettings,
  ) {}

  async run(dispatcher: Dispatcher, isQueued: boolean): Promise<HttpResponse> {
    const { signal, method, path, headers, body } = this.request;
    const result = new Promise<HttpResponse>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const stopListening = onAbort(signal, () => this.stop('aborted', 'the caller aborted the request'));
    try {
      if (this.failure === undefined) {
        if (!isQueued) this.begin();
        dispatcher.dispatch({ origin: this.settings.url.origin, method, path, headers, body }, this);
      }
      const response = await result;
      this.requireNoExcess();
      return response;
    } finally {
      clearTimeout(this.timer);
      stopListening();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.failure !== undefined) {
      controller.abort(this.failure);
      return;
    }
    this.begin();
    // undici publishes the socket and writes the request as soon as this method returns.
    this.controller = controller;
    subscribe(sendHeaders, this.recordSocket);
  }

  onResponseStart(_controller: unknown, status: number, headers: HttpResponse['headers']): void {
    this.response = { status, headers };
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.response) this.resolve({ ...this.response, text: Buffer.concat(this.chunks).toString('utf8') });
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.failure !== undefined) return;
    // A queued request may fail to connect.
    this.begin();
    this.fail(connectionError(error, this.progress, this.settings));
  }

  private readonly recordSocket = (message: unknown): void => {
    unsubscribe(sendHeaders, this.recordSocket);
    this.socket = (message as { socket: Socket }).socket;
  };

  /** Rejects a response that is longer than its Content-Length: undici fails the socket for it, but not the response. */
  private requireNoExcess(): void {
    const error = this.socket?.errored;
    if (!error || codeOf(error) === 'UND_ERR_INFO') return;
    const message = 'the response is longer than its Content-Length';
    throw new TransportError({ reason: 'lost', message, sent: true, cause: error });
  }

  private get progress(): RequestProgress {
    return { sent: this.controller !== undefined, responding: this.response !== undefined };
  }

  private begin(): void {
    if (this.timer !== undefined) return;
    const { totalMs: limitMs } = this.settings.timeLimits;
    const totalMs = Math.max(1, Math.round(Math.min(limitMs, this.request.begin())));
    this.timer = setTimeout(() => this.stop('timeout', `no complete response within ${totalMs} ms`), totalMs);
  }

  private stop(reason: TransportErrorDetails['reason'], message: string): void {
    this.fail(new TransportError({ reason, message, sent: this.progress.sent }));
  }

  private fail(error: TransportError): void {
    if (this.failure !== undefined) return;
    this.failure = error;
    this.reject(error);
    this.controller?.abort(error);
  }
}
