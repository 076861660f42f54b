/** Opens undici's connection pool for the API, directly or through a proxy. */

import { setMaxListeners } from 'node:events';
import type { Dispatcher, Pool } from 'undici';
import { codeOf } from '../errors/redact';
import type { TimeLimits } from './time-limits';

export interface ConnectionSettings {
  /** The API's base URL. */
  url: URL;
  /** The proxy to use, including its credentials. Undefined for a direct connection. */
  proxy?: URL;
  /** Trusted certificates in PEM form. Undefined for Node's defaults. */
  ca?: readonly string[];
  timeLimits: TimeLimits;
  requestsAtOnce: number;
  largestBodyBytes: number;
}

export interface Connections {
  readonly dispatcher: Dispatcher & { readonly destroyed?: boolean };
  /** Closes all connections, including those still being established. Requests in flight fail. */
  close(): void;
}

/** How long an idle connection is kept, unless the server asks for less. In milliseconds. */
const idleMs = 4_000;

export function openConnections(settings: ConnectionSettings): Connections {
  const closing = new AbortController();
  // Each connection listens to the signal.
  setMaxListeners(0, closing.signal);
  const dispatcher = openDispatcher(settings, closing.signal);
  return {
    dispatcher,
    close() {
      // undici itself leaves sockets alone that are not connected yet.
      closing.abort();
      void dispatcher.destroy();
    },
  };
}

function openDispatcher(
  { url, proxy, ca, timeLimits, ...limits }: ConnectionSettings,
  signal: AbortSignal,
): Dispatcher {
  const connect = { ca: ca && [...ca], timeout: timeLimits.connectMs, signal };
  const poolOptions: Pool.Options = {
    connections: limits.requestsAtOnce,
    headersTimeout: timeLimits.headersMs,
    bodyTimeout: timeLimits.bodyMs,
    maxResponseSize: limits.largestBodyBytes,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
  };
  if (proxy === undefined) return openPool(url.origin, { ...poolOptions, connect });
  return new (undici().loadProxyAgent())({
    uri: proxy.origin,
    token: basicCredentials(proxy),
    requestTls: connect,
    proxyTls: connect,
    proxyTunnel: url.protocol === 'https:',
    factory: (origin, options) => openPool(origin, { ...options, ...poolOptions }),
    // The proxy has to open the tunnel within the time for a connection.
    clientFactory: (origin, options) => openPool(origin, { ...options, headersTimeout: timeLimits.connectMs }),
  });
}

function openPool(origin: string | URL, options: Pool.Options): Pool {
  const pool = new (undici().Pool)(origin, options);
  // After a certificate for another host name, undici would never answer the requests that wait for a connection.
  pool.on('connectionError', (_origin, _targets, error) => {
    if (codeOf(error) === 'ERR_TLS_CERT_ALTNAME_INVALID') void pool.destroy(error);
  });
  return pool;
}

const undici = () => require('./undici') as typeof import('./undici');

function basicCredentials({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
