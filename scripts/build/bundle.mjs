/** Bundles an entry into one executable CommonJS file. A rename puts it in place, so nobody starts a half-written file. */
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { build } from 'esbuild';
import { deferred, inputsOf } from './deferred.mjs';
import { commandLine, provider } from './first-lines.mjs';

/** esbuild options of everything that runs in Node. */
export const nodeBundle = {
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'silent',
};

/** Required for the first request (src/client/http/connections.ts). */
const undici = deferred('undici', { paths: ['./undici'], minifyIdentifiers: true });

/** The lines that start a bundle, by entry. */
const firstLines = { 'src/provider/main.ts': provider, 'src/cli/main.ts': commandLine };

/** Modules that a bundle keeps as text until they are required, by entry. */
const deferredModules = {
  // Required while Terraform connects (src/provider/main.ts).
  'src/provider/main.ts': [
    deferred('provider', { paths: ['../provider/provider', '../provider/functions'], shared: '../plugin' }),
    undici,
  ],
  // Required by the commands that need them (src/cli/session/session.ts, src/cli/commands/emulator.ts).
  'src/cli/main.ts': [
    deferred('client', { paths: ['../../client'] }),
    deferred('emulator', { paths: ['../../emulator'] }),
    undici,
  ],
};

/**
 * @param {string} root the repository
 * @param {object} options
 * @param {string} options.entry path from the root
 * @param {string} options.out path from the root
 * @param {{ [name: string]: string }} [options.constants] JSON by name, for constants that the sources only declare
 * @returns {Promise<string[]>} problems as text
 */
export async function bundle(root, { entry, out, constants = {} }) {
  const result = await build({
    ...nodeBundle,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    metafile: true,
    define: constants,
    plugins: deferredModules[entry],
    // An older Node has to parse the file before its first lines can refuse it.
    target: 'node12',
    // Class fields as assignments: for Node 12, esbuild would define each with a call.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    banner: { js: firstLines[entry] ?? commandLine },
    // Identifiers are not minified: they make a stack trace readable.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
  }).catch((error) => error);
  if (!result.outputFiles) return [String(result.message ?? result)];
  const path = join(root, out);
  await replaceFile(path, result.outputFiles[0].contents, 0o755);
  const notices = join(dirname(path), 'licenses', `${parse(out).name}.txt`);
  await replaceFile(notices, await licenses(root, result.metafile));
  return [];
}

async function replaceFile(path, contents, mode = 0o644) {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, contents);
  await chmod(temporary, mode);
  await rename(temporary, path);
}

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The licenses of the bundled packages. They require that every copy of the code includes them. */
async function licenses(root, metafile) {
  const folders = allInputs(Object.keys(metafile.inputs)).map((path) => packageFolder.exec(path)?.[0]);
  const texts = [];
  for (const folder of [...new Set(folders)].filter(Boolean).sort()) {
    const file = (await readdir(join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const text = file === undefined ? license : await readFile(join(root, folder, file), 'utf8');
    texts.push(`${name} ${version}\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** With the inputs of the deferred modules among them. */
function allInputs(inputs) {
  const namespaces = [...inputsOf.keys()].filter((namespace) =>
    inputs.some((path) => path.startsWith(`${namespace}:`)),
  );
  return [...inputs, ...namespaces.flatMap((namespace) => allInputs(inputsOf.get(namespace)))];
}
