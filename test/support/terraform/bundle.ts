/** Bundles a test program into one executable file, as the build does with the provider. */

import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles the stub providers (stub-providers.ts). The file must be copied or linked to the name of the provider to stub. */
export async function bundleStubProviders(file: string): Promise<void> {
  await bundleProgram(join(__dirname, 'stub-providers.ts'), file);
}

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
