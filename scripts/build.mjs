/**
 * `npm run build`: everything that `dist/` holds. With arguments, only those parts: `npm run build -- provider cli`.
 *
 *   library    dist/**            the library and its types, for cdktf
 *   cdktn      dist/cdktn/**      the constructs once more, for cdktn
 *   provider   dist/terraform-provider-aiven      one executable file
 *   cli        dist/cli.js
 *   example    the stand-in for `hashicorp/null` that examples/scheduled-rotation is tried with, in its `terraform.d`
 *
 * Files are replaced one by one and what no part has written is deleted at the end, so that something that runs from
 * `dist/` meanwhile never finds it empty.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundle } from './build/bundle.mjs';
import { schemaResponses } from './build/schema-responses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const library = {
  framework: 'cdktf',
  outDir: dist,
  entries: [
    'src/index.ts',
    'src/constructs/l1/index.ts',
    'src/client/index.ts',
    'src/emulator/index.ts',
    'src/plugin/index.ts',
  ],
};
const cdktnLibrary = {
  framework: 'cdktn',
  outDir: join(dist, 'cdktn'),
  entries: ['src/index.ts', 'src/constructs/l1/index.ts'],
};

/** Where Terraform looks for it when the CDKTF CLI runs it on the example's stack. */
const nullProviderFile = join(
  'examples/scheduled-rotation/cdktf.out/stacks/scheduled-rotation/terraform.d/plugins',
  `registry.terraform.io/hashicorp/null/3.2.4/${platform()}_${arch() === 'x64' ? 'amd64' : arch()}`,
  'terraform-provider-null_v3.2.4',
);

const parts = {
  library: () => emitLibrary(library),
  cdktn: () => emitLibrary(cdktnLibrary),
  provider: async () =>
    bundle(root, {
      entry: 'src/provider/main.ts',
      out: 'dist/terraform-provider-aiven',
      constants: { SCHEMA_RESPONSES: await schemaResponses(root) },
    }),
  cli: () => bundle(root, { entry: 'src/cli/main.ts', out: 'dist/cli.js' }),
  example: () => bundle(root, { entry: 'examples/scheduled-rotation/null-provider.ts', out: nullProviderFile }),
};

/** TypeScript blocks its thread: each library is compiled in a thread of its own, beside the bundles. */
async function emitLibrary({ framework, outDir, entries }) {
  const present = entries.filter((entry) => existsSync(join(root, entry)));
  if (present.length === 0) return [];
  const worker = new Worker(new URL('./build/library.mjs', import.meta.url), {
    workerData: { root, framework, outDir, entries: present },
  });
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function deleteOlderThan(start, folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await deleteOlderThan(start, path);
      if ((await readdir(path)).length === 0) await rm(path, { recursive: true });
    } else if ((await stat(path)).mtimeMs < start) {
      await rm(path);
    }
  }
}

async function main(names) {
  const unknown = names.find((name) => !(name in parts));
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}" to build; there are ${Object.keys(parts).join(', ')}.`);
    return 2;
  }
  // File times are coarser than the clock: without the margin a file written at once could look older than the start.
  const start = Date.now() - 1000;
  await mkdir(dist, { recursive: true });
  const wanted = names.length === 0 ? Object.keys(parts) : names;
  const results = await Promise.allSettled(wanted.map((name) => parts[name]()));
  let failed = false;
  for (const [index, result] of results.entries()) {
    const problems = result.status === 'rejected' ? [String(result.reason?.stack ?? result.reason)] : result.value;
    if (problems.length === 0) continue;
    failed = true;
    console.error(`${wanted[index]}:\n${problems.join('\n')}`);
  }
  if (names.length === 0 && !failed) await deleteOlderThan(start, dist);
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
