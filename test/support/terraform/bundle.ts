/** Bundles a program of the tests into one executable file, as the build does with the provider. */

import { chmod } from 'node:fs/promises';
import { build } from 'esbuild';

export async function bundleProgram(entry: string, file: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'error',
  });
  await chmod(file, 0o755);
}
