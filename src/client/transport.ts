/** One HTTP exchange over undici, which loads at the first one. Knows nothing of Aiven. */

import type { IncomingHttpHeaders } from 'node:http';
import type Dispatcher from 'undici/types/dispatcher';
import { onAbort } from './clock';
import { type ConnectionSettings, openDispatcher } from './dispatcher';
import { codeOf } from './redact';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /** Milliseconds for the whole exchange. */
  totalMs: number;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** No usable answer. */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  constructor(
    /** `refused`: we will not read this answer, or the other side's certificate is not trusted; trying again is no use. */
    readonly reason: 'unsent' | 'lost' | 'timeout' | 'refused' | 'aborted',
    message: string,
    /** Whether the request was written to a socket. */
    readonly sent: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const untrusted =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_|UND_ERR_PRX_TLS|ERR_SSL_)/;
const timeoutCode = /^(UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT|ETIMEDOUT)$/;

export class Transport {
  readonly #settings: ConnectionSettings;
  #dispatcher: Dispatcher | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /** Sends a request and reads the whole answer. @throws TransportError */
  send(request: HttpRequest): Promise<HttpAnswer> {
    this.#dispatcher ??= openDispatcher(this.#settings);
    return new Exchange(request, this.#settings).run(this.#dispatcher);
  }

  /** Closes the connections. The next request opens new ones. */
  async close(): Promise<void> {
    const dispatcher = this.#dispatcher;
    this.#dispatcher = undefined;
    await dispatcher?.destroy();
  }
}

/** What undici calls back during one exchange. */
class Exchange implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #ended: TransportError | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #chunks: Buffer[] = [];
  #bytes = 0;
  #resolve: (answer: HttpAnswer) => void = () => undefined;
  #reject: (error: TransportError) => void = () => undefined;

  constructor(
    readonly request: HttpRequest,
    readonly settings: ConnectionSettings,
  ) {}

  async run(dispatcher: Dispatcher): Promise<HttpAnswer> {
    const { method, path, headers, body, signal, totalMs } = this.request;
    const { headersMs, bodyMs } = this.settings.timeLimits;
    const stopListening = onAbort(signal, () => this.#fail('aborted', 'stopped by the caller'));
    const timer = setTimeout(() => this.#fail('timeout', `no complete answer within ${totalMs} ms`), totalMs);
    try {
      return await new Promise<HttpAnswer>((resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
        if (this.#ended !== undefined) return reject(this.#ended);
        const { origin } = this.settings.url;
        dispatcher.dispatch(
          { origin, method, path, headers, body, headersTimeout: headersMs, bodyTimeout: bodyMs },
          this,
        );
      });
    } finally {
      clearTimeout(timer);
      stopListening();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#ended !== undefined) controller.abort(this.#ended);
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
    if (Number(headers['content-length'] ?? 0) > this.settings.largestBodyBytes) this.#refuseBody();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.settings.largestBodyBytes) this.#refuseBody();
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const text = Buffer.concat(this.#chunks).toString('utf8');
    this.#resolve({ status: this.#status, headers: this.#headers, text });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const code = codeOf(error) ?? '';
    const distrusted = !this.#sent && untrusted.test(code);
    const reason = timeoutCode.test(code) ? 'timeout' : distrusted ? 'refused' : this.#sent ? 'lost' : 'unsent';
    this.#fail(reason, error.message || code, error);
  }

  get #sent(): boolean {
    return this.#controller !== undefined;
  }

  #refuseBody(): void {
    this.#fail('refused', `its body is over the limit of ${this.settings.largestBodyBytes} bytes`);
  }

  #fail(reason: TransportError['reason'], message: string, cause?: unknown): void {
    if (this.#ended !== undefined) return;
    this.#ended = new TransportError(reason, message, this.#sent, cause);
    this.#chunks = [];
    this.#reject(this.#ended);
    this.#controller?.abort(this.#ended);
  }
}
