/**
 * Checks the package as users get it: packs it and unpacks it into an empty app. There it type-checks an import of every sub-path
 * under each module resolution, synthesizes a stack with cdktf and with cdktn, runs the CLI, and deploys README's first stack to
 * the emulator. Needs a build and Terraform but no network: dependencies are linked from this repository.
 */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkFirstStack } from './first-stack.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const version = manifest.version;

/** The settings of a default CDKTF project, a current Node project, and a bundled one. */
const resolutions = {
  node10: { module: 'commonjs', moduleResolution: 'node10' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

const everySubPath = `
import { AivenProvider, CustomerManagedKey, KmsKey, parseCmkImportId } from 'aiven-byok';
import { cmk } from 'aiven-byok/l1';
import { AivenClient } from 'aiven-byok/client';
import { Emulator } from 'aiven-byok/emulator';
import { defineProvider, serve } from 'aiven-byok/plugin';
import { AivenProvider as CdktnProvider } from 'aiven-byok/cdktn';
import { cmk as cdktnCmk } from 'aiven-byok/cdktn/l1';
export const all = [AivenProvider, CustomerManagedKey, KmsKey, parseCmkImportId, cmk.Cmk, AivenClient, Emulator, defineProvider, serve, CdktnProvider, cdktnCmk.Cmk];
export const typed: { project: string; cmkId: string } = parseCmkImportId('acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341');
// @ts-expect-error: an untyped import would accept any argument.
new KmsKey(42);
`;

const app = (framework, subPath) => `
import { App, TerraformStack } from '${framework}';
import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok${subPath}';
const app = new App({ outdir: '${framework}.out' });
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { enableBeta: true });
const kmsKey = KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders');
new CustomerManagedKey(stack, 'orders', { project: 'acme-prod', kmsKey });
CustomerManagedKey.import(stack, 'legacy', 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341', { kmsKey });
app.synth();
`;

async function unpackInto(folder) {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
  });
  const [{ filename, files }] = JSON.parse(stdout);
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, 'aiven-byok'), { recursive: true });
  await run('tar', ['-xzf', join(folder, filename), '-C', join(modules, 'aiven-byok'), '--strip-components=1']);
  const needed = [...Object.keys(manifest.dependencies), 'cdktf', 'cdktn', 'constructs', '@types/node', 'undici-types'];
  for (const name of needed) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  return files.map(({ path }) => path);
}

function checkContents(files) {
  const stray = files.filter(
    (path) => !/^(dist\/|docs\/|package\.json$|README\.md$|CHANGELOG\.md$|LICENSE$)/.test(path),
  );
  expect(stray.length === 0, `The package contains unexpected files: ${stray.join(', ')}`);
  for (const path of ['dist/terraform-provider-aiven.cjs', 'dist/index.js', 'dist/index.d.ts', 'LICENSE']) {
    expect(files.includes(path), `The package does not contain ${path}.`);
  }
}

async function checkTypes(folder, name) {
  const compilerOptions = { ...resolutions[name], target: 'es2022', strict: true, noEmit: true, types: ['node'] };
  const project = join(folder, `tsconfig.${name}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: ['types.ts'] }));
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project]).catch(({ stdout }) => {
    throw new Error(`The package does not type-check under ${name}:\n${stdout}`);
  });
}

async function checkSynth(folder, framework, subPath) {
  await writeFile(join(folder, `${framework}.mjs`), app(framework, subPath));
  // An empty home, so that a provider_installation block on this machine adds no warning.
  const env = { PATH: '', HOME: folder };
  await run(process.execPath, [`${framework}.mjs`], { cwd: folder, env });
  const stack = join(folder, `${framework}.out/stacks/byok`);
  const { resource, import: imports } = JSON.parse(await readFile(join(stack, 'cdk.tf.json'), 'utf8'));
  expect(
    Object.keys(resource.aiven_cmk).length === 2 && imports.length === 1,
    `${framework}: expected two aiven_cmk resources and one import`,
  );
  const file = `terraform.d/plugins/npm.invalid/aiven-byok/aiven/${version}/linux_amd64/terraform-provider-aiven_v${version}.cjs`;
  expect((statSync(join(stack, file)).mode & 0o777) === 0o755, `${framework}: the provider file is not executable`);
  expect(existsSync(join(stack, '.terraform.lock.hcl')), `${framework}: the lock file is missing`);
}

async function checkCommand(folder) {
  const file = join(folder, 'node_modules/aiven-byok', manifest.bin['aiven-byok']);
  const { stdout } = await run(process.execPath, [file, '--version']);
  expect(stdout.includes(version), `aiven-byok --version printed ${stdout}`);
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'aiven-byok-pack-'));
  try {
    checkContents(await unpackInto(folder));
    await writeFile(join(folder, 'types.ts'), everySubPath);
    await Promise.all(Object.keys(resolutions).map((name) => checkTypes(folder, name)));
    await checkSynth(folder, 'cdktf', '');
    await checkSynth(folder, 'cdktn', '/cdktn');
    await checkCommand(folder);
    await checkFirstStack(root, folder);
    return 0;
  } catch (error) {
    console.error(error.message);
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
