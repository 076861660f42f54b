import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import packageJson from '../../../package.json';
import { AivenProvider } from '../../../src';
import { temporaryFolder } from '../../support/temporary';
import { newApp, newStack, useEnvironment } from '../../support/terraform/synth';

const emptyConfig = () => {
  const file = join(temporaryFolder(), 'empty.tfrc');
  writeFileSync(file, '');
  return file;
};

useEnvironment({ TF_CLI_CONFIG_FILE: undefined });
beforeEach(() => {
  process.env.TF_CLI_CONFIG_FILE = emptyConfig();
});

const built = readFileSync(join(__dirname, '../../../dist/terraform-provider-aiven.cjs'));

function synthesized(fill: (stack: ReturnType<typeof newStack>) => void) {
  const app = newApp();
  fill(newStack('byok', app));
  app.synth();
  const folder = join(app.outdir, 'stacks', 'byok');
  const plugin = (platform: string) =>
    join(
      folder,
      `terraform.d/plugins/npm.invalid/aiven-byok/aiven/${packageJson.version}/${platform}/terraform-provider-aiven_v${packageJson.version}.cjs`,
    );
  return { app, folder, plugin, lockFile: () => readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8') };
}

test('installs the provider in the stack’s folder, for every platform', () => {
  const { plugin } = synthesized((stack) => new AivenProvider(stack, 'aiven'));
  for (const platform of ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64']) {
    expect(readFileSync(plugin(platform)).equals(built)).toBe(true);
    expect(statSync(plugin(platform)).mode & 0o111).toBe(0o111);
  }
  for (const platform of ['windows_amd64', 'windows_arm64']) {
    expect(readFileSync(join(plugin(platform), '..', 'provider.cjs')).equals(built)).toBe(true);
    expect(existsSync(plugin(platform).replace(/cjs$/, 'cmd'))).toBe(true);
  }
});

test('the lock file pins it and has an entry of every other provider for the CDKTF CLI', () => {
  const { lockFile } = synthesized((stack) => {
    new AivenProvider(stack, 'aiven');
    new NullProvider(stack, 'null');
    stack.addOverride('terraform.required_providers.random', { source: 'hashicorp/random', version: '>= 3' });
  });
  expect(lockFile()).toMatch(/^provider "npm.invalid\/aiven-byok\/aiven" \{$/m);
  expect(lockFile()).toMatch(
    /\/\*[\s\S]*provider "registry.terraform.io\/hashicorp\/null" \{\n {2}constraints = ">= 0"\n\}/,
  );
  expect(lockFile()).toContain('provider "registry.terraform.io/hashicorp/random" {');
});

test('the lock file has one entry for two provider constructs', () => {
  const { lockFile } = synthesized((stack) => {
    new AivenProvider(stack, 'aiven');
    new AivenProvider(stack, 'eu', { alias: 'eu' });
  });
  expect(lockFile().match(/npm\.invalid/g)).toHaveLength(1);
});

test('a second synth changes neither the file nor the lock file', () => {
  const { app, plugin, lockFile } = synthesized((stack) => new AivenProvider(stack, 'aiven'));
  const before = [statSync(plugin('linux_amd64')).ino, lockFile()];
  app.synth();
  expect([statSync(plugin('linux_amd64')).ino, lockFile()]).toEqual(before);
});

test('installs the provider for every stack of an app', () => {
  const app = newApp();
  for (const name of ['one', 'two']) new AivenProvider(newStack(name, app), 'aiven');
  app.synth();
  for (const name of ['one', 'two']) {
    expect(existsSync(join(app.outdir, 'stacks', name, 'terraform.d'))).toBe(true);
    expect(existsSync(join(app.outdir, 'stacks', name, '.terraform.lock.hcl'))).toBe(true);
  }
});

test('installs nothing for the official provider', () => {
  const { folder } = synthesized((stack) => new AivenProvider(stack, 'aiven', { source: 'aiven/aiven' }));
  expect(existsSync(join(folder, 'terraform.d'))).toBe(false);
  expect(existsSync(join(folder, '.terraform.lock.hcl'))).toBe(false);
});

test('warns about a provider_installation block in the CLI configuration and names the fix', () => {
  const file = process.env.TF_CLI_CONFIG_FILE as string;
  writeFileSync(file, 'provider_installation {\n  direct {}\n}\n');
  const { app } = synthesized((stack) => new AivenProvider(stack, 'aiven'));
  const manifest = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
  expect(manifest.stacks.byok.annotations).toMatchObject([
    {
      level: '@cdktf/warn',
      constructPath: 'byok/aiven',
      message: expect.stringContaining('aiven-byok provider install'),
    },
  ]);
  expect(manifest.stacks.byok.annotations[0].message).toContain(file);
});

test('does not warn without such a block', () => {
  const { app } = synthesized((stack) => new AivenProvider(stack, 'aiven'));
  const manifest = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
  expect(manifest.stacks.byok.annotations).toEqual([]);
});

test('reports a folder that cannot be written, with the construct’s path', () => {
  const app = newApp();
  new AivenProvider(newStack('byok', app), 'aiven');
  const folder = join(app.outdir, 'stacks', 'byok');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'terraform.d');
  writeFileSync(file, '');
  expect(() => app.synth()).toThrow(
    `[byok/aiven] Could not install the provider in "${folder}": "${file}" is not a folder`,
  );
});

test('does not follow a linked terraform.d folder out of the stack’s folder', () => {
  const app = newApp();
  new AivenProvider(newStack('byok', app), 'aiven');
  const [folder, elsewhere] = [join(app.outdir, 'stacks', 'byok'), temporaryFolder()];
  mkdirSync(folder, { recursive: true });
  symlinkSync(elsewhere, join(folder, 'terraform.d'));
  expect(() => app.synth()).toThrow(
    `"${join(folder, 'terraform.d')}" is a symbolic link, which the installer does not follow; replace it`,
  );
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('an entry of another provider that no longer fits is dropped with a warning', () => {
  const app = newApp();
  const stack = newStack('byok', app);
  const aiven = new AivenProvider(stack, 'aiven');
  new NullProvider(stack, 'null');
  const folder = join(app.outdir, 'stacks', 'byok');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, '.terraform.lock.hcl'),
    'provider "registry.terraform.io/hashicorp/null" {\n  version = "2.0.0"\n}\n',
  );
  app.synth();
  expect(readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')).not.toContain('2.0.0');
  const warnings = aiven.node.metadata.filter(({ type }) => type.endsWith('warn')).map(({ data }) => data);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^The lock file no longer pins provider "registry\.terraform\.io\/hashicorp\/null": it had version "2\.0\.0", but the stack requires "3\.2\.\d+"/,
    ),
  ]);
});
