/**
 * Checks the package as users get it: packs it and unpacks it into an empty app. There it follows the links of the documentation,
 * type-checks an import of every sub-path under each module resolution, synthesizes a stack with cdktf and with cdktn, runs the
 * CLI, and deploys README's first stack to the emulator. Needs a build and Terraform but no network: dependencies are linked from this repository.
 */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkFirstStack } from './pack/first-stack.mjs';
import { brokenLinks } from './pack/links.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const version = manifest.version;

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

async function checkContents(files, folder) {
  const allowed = /^(dist|docs|examples)\/|^(package\.json|README\.md|CHANGELOG\.md|CONTRIBUTING\.md|LICENSE)$/;
  const generated = /(^|\/)(cdktf\.out|node_modules|\.terraform)|\.tfstate/;
  const stray = files.filter((path) => !allowed.test(path) || generated.test(path));
  expect(stray.length === 0, `The package contains unexpected files: ${stray.join(', ')}`);
  for (const path of ['dist/terraform-provider-aiven.cjs', 'dist/index.js', 'dist/index.d.ts', 'LICENSE']) {
    expect(files.includes(path), `The package does not contain ${path}.`);
  }
  const broken = await brokenLinks(join(folder, 'node_modules/aiven-byok'), files);
  expect(broken.length === 0, `The package contains broken links:\n${broken.join('\n')}`);
}

async function checkTypes(folder) {
  await run(process.execPath, [join(root, 'scripts/pack/types.mjs'), folder]).catch(({ stdout, stderr }) => {
    throw new Error(`${stdout}${stderr}`);
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

async function checkUse(folder) {
  await checkSynth(folder, 'cdktf', '');
  await checkSynth(folder, 'cdktn', '/cdktn');
  await checkCommand(folder);
  await checkFirstStack(root, folder);
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'aiven-byok-pack-'));
  try {
    await checkContents(await unpackInto(folder), folder);
    const checks = await Promise.allSettled([checkTypes(folder), checkUse(folder)]);
    const problems = checks.flatMap(({ reason }) => (reason === undefined ? [] : reason.message));
    if (problems.length > 0) console.error(problems.join('\n'));
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(error.message);
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
