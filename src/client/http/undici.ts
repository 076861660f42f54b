/** The parts of undici that the client uses. Loaded with the first request, and kept as text until then (scripts/build/bundle.mjs). */

// Single files, because undici's index also loads fetch, WebSocket, caches, and mocks: 111 files instead of 23.
export const Pool = require('undici/lib/dispatcher/pool') as typeof import('undici').Pool;

/** Loads the proxy agent, which most users do not need. */
export function loadProxyAgent(): typeof import('undici').ProxyAgent {
  const Dispatcher = require('undici/lib/dispatcher/dispatcher') as typeof import('undici').Dispatcher;
  // As undici's index does.
  Dispatcher.prototype.connect = require('undici/lib/api/api-connect');
  return require('undici/lib/dispatcher/proxy-agent');
}
