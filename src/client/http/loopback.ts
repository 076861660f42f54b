/** Addresses of the local machine. */

import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Whether a URL's hostname is `localhost`, in 127.0.0.0/8, or ::1. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || isLoopbackAddress(host);
}

/** `name.localhost` is a loopback host only if it resolves to one: RFC 6761 recommends that, and not every resolver follows it. */
export function endsInLocalhost(hostname: string): boolean {
  return hostname.toLowerCase().endsWith('.localhost');
}

type Found = (error: Error | null, addresses: string | LookupAddress[], family?: number) => void;

/** A `lookup` for sockets that fails for a name with another address than the loopback. */
export function lookupLoopback(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    const other = addresses?.find(({ address }) => !isLoopbackAddress(address));
    if (error !== null || first === undefined) found(error ?? new Error(`"${hostname}" has no address`), []);
    else if (other !== undefined) found(notLoopback(hostname, other.address), []);
    else if (options.all) found(null, addresses);
    else found(null, first.address, first.family);
  });
}

function notLoopback(hostname: string, address: string): Error {
  const message = `"${hostname}" resolves to "${address}", and the token would be sent there over plain http`;
  return Object.assign(new Error(message), { code: 'ERR_NOT_LOOPBACK' });
}

function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
