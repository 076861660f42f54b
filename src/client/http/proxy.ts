/**
 * Chooses the proxy by the environment variables that curl and Terraform read. undici's EnvHttpProxyAgent differs from them: it
 * uses HTTP_PROXY for https URLs, sends loopback requests to the proxy, and knows no address ranges in NO_PROXY.
 */

import { BlockList, isIP } from 'node:net';
import { AivenError } from '../errors/aiven-error';
import { isLoopback } from './loopback';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for `url`: HTTPS_PROXY or HTTP_PROXY, depending on its scheme, unless NO_PROXY lists the host. Each variable may be in
 * lower case. A loopback host never uses a proxy.
 * Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy
 * @throws AivenError if the variable is not an http or https URL
 */
export function proxyFor(url: URL, env: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = env[name] || env[name.toLowerCase()];
  if (!proxy || isLoopback(url.hostname) || isExcepted(url, env.NO_PROXY || env.no_proxy || '')) return undefined;
  return parseProxy(name, proxy);
}

function parseProxy(name: string, text: string): URL {
  // The scheme defaults to http, as in curl.
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const proxy = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (proxy !== undefined && ['http:', 'https:'].includes(proxy.protocol) && proxy.hostname) return proxy;
  // The value may contain a password, so the message leaves it out.
  throw new AivenError({ kind: 'input', summary: `${name} is not a proxy URL, such as "http://host:port".` });
}

/** Entries of NO_PROXY: `*`, a host and its subdomains, `.domain`, an address, or a range. Each may have a port. */
function isExcepted(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(entry, host);
  const [, name = '', entryPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [undefined, entry];
  if (entryPort !== undefined && entryPort !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  if (bare === '') return false;
  return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`));
}

function isInRange(entry: string, host: string): boolean {
  const [address = '', bits] = entry.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const length = Number(bits);
  if (isIP(host) === 0 || isIP(host) !== isIP(address) || !(length >= 0 && length <= (family === 'ipv6' ? 128 : 32))) {
    return false;
  }
  const range = new BlockList();
  range.addSubnet(address, length, family);
  return range.check(host, family);
}
