/** Bundles one entry into one executable CommonJS file, put in place by a rename: whoever starts it never sees half of it. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { deferred, inputsOf } from './deferred.mjs';

/** The provider itself, while Terraform connects (src/provider/main.ts). */
const provider = deferred('provider', { paths: ['../provider/provider'], shared: '../plugin' });
/** What the command line requires when a command needs it (src/cli/session/session.ts, src/cli/commands/emulator.ts). */
const client = deferred('client', { paths: ['../../client'] });
const emulator = deferred('emulator', { paths: ['../../emulator'] });

/** What of a program is kept as text, by its entry. */
const kept = { 'src/cli/main.ts': [client, emulator] };

/**
 * @param {string} root the repository
 * @param {object} options
 * @param {string} options.entry path from the root
 * @param {string} options.out path from the root
 * @param {{ [name: string]: string }} [options.constants] JSON by name, for what the sources only declare
 * @returns {Promise<string[]>} problems as text; none when the entry does not exist
 */
export async function bundle(root, { entry, out, constants = {} }) {
  if (!existsSync(join(root, entry))) return [];
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    write: false,
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    define: constants,
    plugins: kept[entry] ?? [provider],
    banner: { js: '#!/usr/bin/env node' },
    // Names stay: they are what a stack in a log can be read by.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  }).catch((error) => error);
  if (!result.outputFiles) return [String(result.message ?? result)];
  const path = join(root, out);
  await replace(path, result.outputFiles[0].contents, 0o755);
  if (out.startsWith('dist/')) {
    const notices = join(dirname(path), 'licenses', `${basename(out, '.js')}.txt`);
    await replace(notices, await licenses(root, result.metafile));
  }
  return [];
}

async function replace(path, contents, mode = 0o644) {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.tmp`;
  await writeFile(beside, contents);
  await chmod(beside, mode);
  await rename(beside, path);
}

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The licences of the packages that went into the bundle, which ask to go wherever their code goes. */
async function licenses(root, metafile) {
  const inputs = Object.keys(metafile.inputs);
  const deferredInputs = [...inputsOf].flatMap(([namespace, paths]) =>
    inputs.some((path) => path.startsWith(`${namespace}:`)) ? paths : [],
  );
  const folders = [...inputs, ...deferredInputs].map((path) => packageFolder.exec(path)?.[0]);
  const texts = [];
  for (const folder of [...new Set(folders)].filter(Boolean).sort()) {
    const file = (await readdir(join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const text = file === undefined ? license : await readFile(join(root, folder, file), 'utf8');
    texts.push(`${name} ${version}\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
