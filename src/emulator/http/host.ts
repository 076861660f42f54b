/**
 * Checks the `Host` header, so that a web page cannot reach an emulator on this machine under a name of its own (DNS rebinding).
 * An emulator that listens on other addresses than loopback accepts every name, because other machines use it.
 */

import { isIP } from 'node:net';

const hostnameOf = (host: string) =>
  host
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();

const isLoopback = (address: string) => address === 'localhost' || address === '::1' || address.startsWith('127.');

/** @param listensOn the address given to `start` */
export function isAllowedHost(host: string | undefined, listensOn: string): boolean {
  if (host === undefined || !isLoopback(listensOn)) return true;
  const name = hostnameOf(host);
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost');
}
