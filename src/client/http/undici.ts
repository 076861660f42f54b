/** The parts of undici that the client uses. The first request loads them; bundles keep them as text until then. */

// By file, because undici's index also loads fetch, WebSocket, caches, and mocks: 111 files instead of 23.
export const Pool = require('undici/lib/dispatcher/pool') as typeof import('undici').Pool;

/** Most users need no proxy. */
export function loadProxyAgent(): typeof import('undici').ProxyAgent {
  const Dispatcher = require('undici/lib/dispatcher/dispatcher') as typeof import('undici').Dispatcher;
  // undici's index adds this method, which the proxy agent calls.
  Dispatcher.prototype.connect = require('undici/lib/api/api-connect');
  return require('undici/lib/dispatcher/proxy-agent');
}
