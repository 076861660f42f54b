/** One HTTP exchange. Knows nothing of Aiven. */

import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { codeOf } from '../errors/redact';
import { onAbort } from '../time/clock';
import { describeConnectionError, isWrongScheme } from './connection-error';
import { type ConnectionSettings, type Connections, openConnections } from './connections';

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

const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_|ERR_SSL_)/;

export class Transport {
  readonly #settings: ConnectionSettings;
  #connections: Connections | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /** Sends a request and reads the whole answer. @throws TransportError */
  send(request: HttpRequest): Promise<HttpAnswer> {
    this.#connections ??= openConnections(this.#settings);
    return new Exchange(request, this.#settings).run(this.#connections);
  }

  /** Closes the connections. The next request opens new ones. */
  close(): void {
    this.#connections?.close();
    this.#connections = undefined;
  }
}

class Exchange {
  #open: ClientRequest | undefined;
  #sent = false;
  #ended: TransportError | undefined;
  #stage: NodeJS.Timeout | undefined;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #resolve: (answer: HttpAnswer) => void = () => undefined;
  #reject: (error: TransportError) => void = () => undefined;

  constructor(
    readonly request: HttpRequest,
    readonly settings: ConnectionSettings,
  ) {}

  async run(connections: Connections): Promise<HttpAnswer> {
    const { signal, totalMs } = this.request;
    const stopListening = onAbort(signal, () => this.#fail('aborted', 'stopped by the caller'));
    const timer = setTimeout(() => this.#fail('timeout', `no complete answer within ${totalMs} ms`), totalMs);
    try {
      return await new Promise<HttpAnswer>((resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
        if (this.#ended !== undefined) reject(this.#ended);
        else this.#start(connections);
      });
    } finally {
      clearTimeout(timer);
      clearTimeout(this.#stage);
      stopListening();
    }
  }

  #start(connections: Connections): void {
    const { method, path, headers, body } = this.request;
    const { connectMs } = this.settings.timeLimits;
    this.#within(connectMs, `no connection within ${connectMs} ms`);
    const open = connections.open({ method, path, headers });
    this.#open = open;
    open.on('socket', (socket) => {
      if (open.reusedSocket || !(connections.secure || socket.connecting)) this.#connected();
      else this.#whenConnected(socket, connections.secure);
    });
    open.on('response', (response) => this.#read(response));
    open.on('error', (error) => this.#lose(error));
    open.end(body);
  }

  #whenConnected(socket: Socket, secure: boolean): void {
    socket.once(secure ? 'secureConnect' : 'connect', () => this.#connected());
  }

  /** From now on the request is on its way. */
  #connected(): void {
    this.#sent = true;
    const { headersMs } = this.settings.timeLimits;
    this.#within(headersMs, `no answer within ${headersMs} ms`);
  }

  #read(response: IncomingMessage): void {
    if (Number(response.headers['content-length'] ?? 0) > this.settings.largestBodyBytes) this.#refuseBody();
    const { bodyMs } = this.settings.timeLimits;
    const expectMore = () => this.#within(bodyMs, `nothing more of the answer within ${bodyMs} ms`);
    expectMore();
    response.on('data', (chunk: Buffer) => {
      expectMore();
      this.#bytes += chunk.length;
      if (this.#bytes > this.settings.largestBodyBytes) this.#refuseBody();
      else this.#chunks.push(chunk);
    });
    response.on('error', (error) => this.#lose(error));
    response.on('end', () => {
      const text = Buffer.concat(this.#chunks).toString('utf8');
      this.#resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
  }

  #lose(error: Error): void {
    const code = codeOf(error) ?? '';
    const wrongScheme = isWrongScheme(error);
    if (wrongScheme) this.#sent = false;
    const refused = wrongScheme || (!this.#sent && untrusted.test(code));
    const reason = code === 'ETIMEDOUT' ? 'timeout' : refused ? 'refused' : this.#sent ? 'lost' : 'unsent';
    const { proxy, url } = this.settings;
    const plain = proxy === undefined && url.protocol === 'http:';
    this.#fail(reason, describeConnectionError(error, plain), error);
  }

  /** Replaces the limit before: one stage after the other. */
  #within(milliseconds: number, otherwise: string): void {
    clearTimeout(this.#stage);
    this.#stage =
      this.#ended === undefined ? setTimeout(() => this.#fail('timeout', otherwise), milliseconds) : undefined;
  }

  #refuseBody(): void {
    this.#fail('refused', `its body is over the limit of ${this.settings.largestBodyBytes} bytes`);
  }

  #fail(reason: TransportError['reason'], message: string, cause?: unknown): void {
    if (this.#ended !== undefined) return;
    this.#ended = new TransportError(reason, message, this.#sent, cause);
    this.#chunks = [];
    this.#reject(this.#ended);
    this.#open?.destroy();
  }
}
