/** Sends HTTP requests through undici. Knows nothing about Aiven. */

import { type ConnectionSettings, type Connections, openConnections } from './connections';
import { Exchange, type HttpRequest, type HttpResponse } from './exchange';

export type { HttpRequest, HttpResponse } from './exchange';
export { TransportError } from './transport-error';

export class Transport {
  private connections: Connections | undefined;
  private unfinished = 0;

  constructor(private readonly settings: ConnectionSettings) {}

  /**
   * Sends a request once and reads the whole response. undici does not retry a request that it has started to write.
   * @throws TransportError
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const isQueued = this.unfinished >= this.settings.maxConcurrentRequests;
    this.unfinished += 1;
    try {
      return await new Exchange(request, this.settings).run(this.open(), isQueued);
    } finally {
      this.unfinished -= 1;
    }
  }

  /** Closes all connections. Requests in flight fail, and the next request opens new connections. */
  close(): void {
    this.connections?.close();
    this.connections = undefined;
  }

  private open(): Connections['dispatcher'] {
    if (this.connections === undefined || this.connections.dispatcher.destroyed) {
      this.connections = openConnections(this.settings);
    }
    return this.connections.dispatcher;
  }
}
