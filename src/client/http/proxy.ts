/**
 * Chooses the proxy by the environment variables that curl and Terraform read. undici's EnvHttpProxyAgent differs from them: it
 * uses HTTP_PROXY for https URLs, sends loopback requests to the proxy, and knows no address ranges in NO_PROXY.
 */

import { BlockList, isIP } from 'node:net';
import { AivenError } from '../errors/aiven-error';
import { isLoopback } from './loopback';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProxySetting {
  /** Including its credentials. */
  url: URL;
  /** The variable that it comes from. */
  variable: string;
}

/**
 * The proxy for `url`: HTTPS_PROXY or HTTP_PROXY, depending on its scheme, unless NO_PROXY lists the host. Each variable may be in
 * lower case. `localhost` and loopback addresses never use a proxy.
 * Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy
 * @throws AivenError if the variable is not an http or https URL
 */
export function proxyFor(url: URL, env: Environment): ProxySetting | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const variable = env[name] ? name : name.toLowerCase();
  const text = env[variable];
  if (!text || isLoopback(url.hostname) || isExcepted(url, env.NO_PROXY || env.no_proxy || '')) return undefined;
  return { url: parseProxy(variable, text), variable };
}

/** `Basic` credentials for Proxy-Authorization. Undefined if the URL has none. */
export function basicCredentials({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`;
}

/** A percent sign that encodes nothing stands for itself, as in curl. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
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
