/** The hash by which a dependency lock file pins a provider. */

import { createHash } from 'node:crypto';

/**
 * The `h1:` hash of a provider package: SHA-256 over one line a file, sorted by name. Modes do not count, so a script that
 * is the same on every platform has one hash for all.
 * @param files contents by name, relative to the package's folder.
 * @see https://developer.hashicorp.com/terraform/language/files/dependency-lock#checksum-verification
 */
export function packageHash(files: Readonly<Record<string, Uint8Array>>): string {
  const lines = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, contents]) => `${createHash('sha256').update(contents).digest('hex')}  ${name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}
