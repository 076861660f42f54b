/** Connections to the API's host, directly or through a proxy, kept open between requests. */

import { type Agent, type ClientRequest, Agent as HttpAgent, request as requestOverHttp } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions, request as requestOverHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { TimeLimits } from './time-limits';

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

export interface Connections {
  /** Whether a connection begins with TLS: to the API, or to the proxy that is asked for it. */
  readonly secure: boolean;
  open(request: { method: string; path: string; headers: Record<string, string> }): ClientRequest;
  /** Closes them, and fails the requests that are under way. */
  close(): void;
}

/** How long an idle connection is kept, unless the server asks for less. In milliseconds. */
const idleMs = 4_000;

export function openConnections({ url, proxy, ca, requestsAtOnce }: ConnectionSettings): Connections {
  const keeping = { keepAlive: true, timeout: idleMs, maxFreeSockets: requestsAtOnce };
  const trusted = ca === undefined ? {} : { ca: [...ca] };
  if (url.protocol === 'https:') {
    const agent =
      proxy === undefined ? new HttpsAgent({ ...keeping, ...trusted }) : tunnelAgent(proxy, keeping, trusted);
    return connections(url, agent, (request) => request);
  }
  if (proxy === undefined) return connections(url, new HttpAgent(keeping), (request) => request);
  // Plain http is asked of the proxy itself, by the whole address.
  const agent = proxy.protocol === 'https:' ? new HttpsAgent({ ...keeping, ...trusted }) : new HttpAgent(keeping);
  const credentials = proxyAuthorization(proxy);
  return connections(proxy, agent, ({ path, headers, ...rest }) => ({
    ...rest,
    path: `${url.origin}${path}`,
    headers: { ...headers, host: url.host, ...credentials },
  }));
}

function connections(target: URL, agent: Agent, address: (request: RequestOptions) => RequestOptions): Connections {
  const secure = target.protocol === 'https:';
  const request = secure ? requestOverHttps : requestOverHttp;
  const { protocol, hostname, port } = urlToHttpOptions(target);
  return {
    secure,
    open: (asked) => request({ protocol, hostname, port, agent, ...address(asked) }),
    close: () => agent.destroy(),
  };
}

/** Loaded by those who have a proxy. */
function tunnelAgent(proxy: URL, keeping: object, trusted: object): Agent {
  const { HttpsProxyAgent } = require('hpagent') as typeof import('hpagent');
  return new HttpsProxyAgent({ ...keeping, ...trusted, proxy, proxyRequestOptions: trusted });
}

function proxyAuthorization({ username, password }: URL): { 'proxy-authorization'?: string } {
  if (username === '' && password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
