/** The hash that pins a provider in a dependency lock file. */

import { createHash } from 'node:crypto';
import type { PackageFile } from './package-files';

/**
 * Computes the `h1:` hash of a provider package: SHA-256 over one line per file, sorted by name. It ignores file modes, so a
 * script has the same hash on every platform that starts it directly.
 * @see https://developer.hashicorp.com/terraform/language/files/dependency-lock#checksum-verification
 */
export function packageHash(files: readonly PackageFile[]): string {
  const lines = [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, contents }) => `${createHash('sha256').update(contents).digest('hex')}  ${name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}
