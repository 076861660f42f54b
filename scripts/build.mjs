/**
 * `npm run build`: builds `dist/`. `npm run build -- PART …` builds only the named parts:
 *
 *   library    dist/**                         the library and its types, for cdktf
 *   cdktn      dist/cdktn/**                   the constructs again, for cdktn
 *   provider   dist/terraform-provider-aiven.cjs   one executable file
 *   cli        dist/cli.js                     one executable file
 *
 * A full build overwrites files in place and deletes stale ones at the end, so a program that runs from `dist/` during the
 * build never finds it empty.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundle } from './build/bundle.mjs';
import { schemaResponses } from './build/schema-responses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const cdktfLibrary = {
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

/** Each part returns the problems it found, as text. */
const parts = {
  library: () => compileLibrary(cdktfLibrary),
  cdktn: () => compileLibrary(cdktnLibrary),
  provider: async () =>
    bundle(root, {
      entry: 'src/provider/main.ts',
      out: 'dist/terraform-provider-aiven.cjs',
      constants: { SCHEMA_RESPONSES: await schemaResponses(root) },
    }),
  cli: () => bundle(root, { entry: 'src/cli/main.ts', out: 'dist/cli.js' }),
};

/** The TypeScript compiler blocks its thread, so each library has a worker thread. */
async function compileLibrary(library) {
  const worker = new Worker(new URL('./build/library.mjs', import.meta.url), { workerData: { root, ...library } });
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
    console.error(`Unknown part "${unknown}"; the parts are ${Object.keys(parts).join(', ')}.`);
    return 2;
  }
  // File times are coarser than the clock: without a margin, a file written right away could look older than the start.
  const start = Date.now() - 1000;
  await mkdir(dist, { recursive: true });
  const selected = names.length === 0 ? Object.keys(parts) : names;
  const results = await Promise.allSettled(selected.map((name) => parts[name]()));
  let failed = false;
  for (const [index, result] of results.entries()) {
    const problems = result.status === 'rejected' ? [String(result.reason?.stack ?? result.reason)] : result.value;
    if (problems.length === 0) continue;
    failed = true;
    console.error(`${selected[index]}:\n${problems.join('\n')}`);
  }
  if (names.length === 0 && !failed) await deleteOlderThan(start, dist);
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
