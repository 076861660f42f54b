/** Connections to the API's host: a pool, directly or through a proxy. undici is required here and only here. */

import type Dispatcher from 'undici/types/dispatcher';
import type { default as PoolType } from 'undici/types/pool';
import type { default as ProxyAgentType } from 'undici/types/proxy-agent';
import type { TimeLimits } from './settings';

export interface ConnectionSettings {
  /** The API's base URL. */
  url: URL;
  /** The proxy to go through, credentials included; undefined for none. */
  proxy?: URL;
  /** Certificates to trust, as PEM; undefined for Node's own. */
  ca?: readonly string[];
  timeLimits: TimeLimits;
  requestsAtOnce: number;
  largestBodyBytes: number;
}

/**
 * Opens the pool. The parts of undici that this needs are required by their own paths:
 * its index loads three times as much (fetch, WebSocket, caches), which every start of the provider would pay for.
 */
export function openDispatcher(settings: ConnectionSettings): Dispatcher {
  const tls = settings.ca === undefined ? undefined : { ca: [...settings.ca] };
  const timeout = settings.timeLimits.connectMs;
  if (settings.proxy === undefined) {
    const Pool = require('undici/lib/dispatcher/pool') as typeof PoolType;
    return new Pool(settings.url.origin, {
      connections: settings.requestsAtOnce,
      pipelining: 1,
      allowH2: false,
      connect: { ...tls, timeout },
    });
  }
  // undici's index gives every dispatcher its API; a proxy agent needs this part of it for its own CONNECT.
  const Base = require('undici/lib/dispatcher/dispatcher') as { prototype: { connect?: unknown } };
  Base.prototype.connect ??= require('undici/lib/api/api-connect');
  const ProxyAgent = require('undici/lib/dispatcher/proxy-agent') as typeof ProxyAgentType;
  return new ProxyAgent({
    uri: proxyWithoutCredentials(settings.proxy),
    token: proxyAuthorization(settings.proxy),
    connections: settings.requestsAtOnce,
    proxyTunnel: settings.url.protocol === 'https:',
    requestTls: { ...tls, timeout },
    proxyTls: { ...tls, timeout },
  });
}

function proxyWithoutCredentials(proxy: URL): string {
  const plain = new URL(proxy);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
