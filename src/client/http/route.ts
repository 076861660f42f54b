/** Says which server a request was sent to, and which variable named that server. */

import type { ConnectionSettings } from './connections';

/** A sentence. `toProxy`: the connection failed before the proxy could forward anything. */
export function describeRoute({ url, urlVariable, proxy }: ConnectionSettings, toProxy: boolean): string {
  const api = named(url, urlVariable);
  if (proxy === undefined) return `The connection was to ${api}.`;
  const through = `the proxy ${named(proxy.url, proxy.variable)}`;
  return `The connection was to ${toProxy ? through : `${api} through ${through}`}.`;
}

/** Only the origin: the rest of a URL may contain a password. */
function named({ origin }: URL, variable: string | undefined): string {
  return `"${origin}"${variable === undefined ? '' : ` (from ${variable})`}`;
}
