import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { installProvider, packageHash, platforms, providerSource } from '../../src/install';
import { temporaryFolder } from '../support/temporary';

function providerFile(text = '#!/usr/bin/env node\n'): string {
  const file = join(temporaryFolder(), 'terraform-provider-aiven.cjs');
  writeFileSync(file, text);
  return file;
}

const typeFolder = (root: string) => join(root, 'npm.invalid', 'aiven-byok', 'aiven');

test('installs an executable file for Linux and macOS on both architectures', () => {
  const root = join(temporaryFolder(), 'terraform.d', 'plugins');
  const { files } = installProvider(root, { file: providerFile('text'), version: '1.2.3' });
  expect(files).toEqual(
    ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'].map((platform) =>
      join(typeFolder(root), '1.2.3', platform, 'terraform-provider-aiven_v1.2.3.cjs'),
    ),
  );
  for (const file of files) {
    expect(readFileSync(file, 'utf8')).toBe('text');
    expect(statSync(file).mode & 0o777).toBe(0o755);
  }
});

test('the first file is a copy, the others are hard links to it', () => {
  const file = providerFile();
  const { files } = installProvider(temporaryFolder(), { file });
  const inodes = files.map((path) => statSync(path).ino);
  expect(new Set(inodes).size).toBe(1);
  expect(inodes[0]).not.toBe(statSync(file).ino);
});

test('is idempotent', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const first = installProvider(root, { file });
  const before = first.files.map((path) => statSync(path).ino);
  expect(installProvider(root, { file })).toEqual(first);
  expect(first.files.map((path) => statSync(path).ino)).toEqual(before);
});

test('replaces the files of all platforms when the provider file changes', () => {
  const root = temporaryFolder();
  installProvider(root, { file: providerFile('one') });
  const { files } = installProvider(root, { file: providerFile('two') });
  expect(files.map((path) => readFileSync(path, 'utf8'))).toEqual(['two', 'two', 'two', 'two']);
});

test('restores the mode of a file', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const { files } = installProvider(root, { file });
  for (const path of files) chmodSync(path, 0o600);
  installProvider(root, { file });
  expect(files.map((path) => statSync(path).mode & 0o777)).toEqual([0o755, 0o755, 0o755, 0o755]);
});

test('deletes older versions unless keepOthers is set', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  installProvider(root, { file, version: '0.0.1' });
  installProvider(root, { file, version: '0.0.2', keepOthers: true });
  expect(readdirSync(typeFolder(root)).sort()).toEqual(['0.0.1', '0.0.2']);
  installProvider(root, { file, version: '0.0.3' });
  expect(readdirSync(typeFolder(root))).toEqual(['0.0.3']);
});

test('deletes .DS_Store from the package folder, because it would be hashed too', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const { files } = installProvider(root, { file });
  const stray = join(dirname(files[0] ?? ''), '.DS_Store');
  writeFileSync(stray, '');
  installProvider(root, { file });
  expect(existsSync(stray)).toBe(false);
});

test('does not touch other providers in the mirror and leaves no temporary file', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const other = join(root, 'registry.terraform.io', 'hashicorp', 'null', '3.2.4');
  mkdirSync(other, { recursive: true });
  installProvider(root, { file });
  expect(existsSync(other)).toBe(true);
  expect(readdirSync(root).sort()).toEqual(['npm.invalid', 'registry.terraform.io']);
});

test('computes the same hash as Terraform', () => {
  const { hash } = installProvider(temporaryFolder(), { file: providerFile('text'), version: '0.1.0' });
  const sha = (text: string) => createHash('sha256').update(text);
  expect(hash).toBe(
    `h1:${sha(`${sha('text').digest('hex')}  terraform-provider-aiven_v0.1.0.cjs\n`).digest('base64')}`,
  );
});

test('hashes files in the order of their names', () => {
  const [a, b] = [Buffer.from('a'), Buffer.from('b')];
  expect(packageHash({ b, a })).toBe(packageHash({ a, b }));
  expect(packageHash({ a, b })).not.toBe(packageHash({ a: b, b: a }));
});

test('installs every platform of the list', () => {
  const { files } = installProvider(temporaryFolder(), { file: providerFile() });
  expect(files).toHaveLength(platforms.length);
});

test('concurrent installations all succeed, and no reader ever finds a partial file', async () => {
  const root = temporaryFolder();
  const file = providerFile('x'.repeat(200_000));
  const script = `
    const { installProvider, platforms } = require(${JSON.stringify(resolve(__dirname, '../../dist/install'))});
    const { readFileSync } = require('node:fs');
    for (let round = 0; round < 20; round += 1) {
      const { files } = installProvider(${JSON.stringify(root)}, { file: ${JSON.stringify(file)} });
      for (const path of files) if (readFileSync(path).length !== 200000) throw new Error(path);
    }
  `;
  const run = promisify(execFile);
  await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, ['-e', script])));
  expect(readdirSync(root)).toEqual(['npm.invalid']);
});

describe('files of others', () => {
  const install = (root: string, options = {}) =>
    installProvider(root, { file: providerFile(), version: '1.2.3', ...options });
  const platformFolder = (root: string, platform = 'linux_arm64') => join(typeFolder(root), '1.2.3', platform);

  test.each(['linux_arm64', '.', '..', '../..', '../../..'])(
    'a symbolic link at "%s" of a package folder is refused and its target untouched',
    (below) => {
      const [root, target] = [temporaryFolder(), temporaryFolder()];
      writeFileSync(join(target, 'terraform-provider-aiven_v0.0.1'), 'precious', { mode: 0o600 });
      const link = below === 'linux_arm64' ? platformFolder(root) : resolve(platformFolder(root), '..', below);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(target, link);
      expect(() => install(root)).toThrow(`"${link}" is a symbolic link, which the installer does not follow`);
      expect(readdirSync(target)).toEqual(['terraform-provider-aiven_v0.0.1']);
    },
  );

  test('a symbolic link is refused also below a mirror that is given as "./plugins"', () => {
    const [parent, target] = [temporaryFolder(), temporaryFolder()];
    const root = `./${relative(process.cwd(), parent)}`;
    mkdirSync(dirname(platformFolder(root)), { recursive: true });
    symlinkSync(target, platformFolder(root));
    expect(() => install(root)).toThrow('is a symbolic link');
    expect(readdirSync(target)).toEqual([]);
  });

  test('the mirror itself may be a symbolic link', () => {
    const [parent, target] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(target, join(parent, 'plugins'));
    install(join(parent, 'plugins'));
    expect(readdirSync(target)).toEqual([providerSource.split('/')[0]]);
  });

  test('a link in place of the provider file is replaced; its target keeps content and mode', () => {
    const [root, target] = [temporaryFolder(), join(temporaryFolder(), 'own')];
    writeFileSync(target, '#!/usr/bin/env node\n', { mode: 0o600 });
    mkdirSync(platformFolder(root, 'linux_amd64'), { recursive: true });
    symlinkSync(target, join(platformFolder(root, 'linux_amd64'), 'terraform-provider-aiven_v1.2.3.cjs'));
    const { files } = install(root);
    expect(lstatSync(files[0] ?? '').isFile()).toBe(true);
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test.each(['notes.txt', 'provider', 'terraform-provider-aiven.d/'])(
    '"%s" in a package folder is refused and kept',
    (name) => {
      const root = temporaryFolder();
      const path = join(platformFolder(root), name);
      mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
      if (!name.endsWith('/')) writeFileSync(path, 'mine');
      expect(() => install(root)).toThrow(/does not belong to the provider package and would change its hash/);
      expect(existsSync(path)).toBe(true);
      expect(existsSync(join(platformFolder(root, 'linux_amd64'), 'terraform-provider-aiven_v1.2.3.cjs'))).toBe(false);
    },
  );

  test('files of others next to an older version stay', () => {
    const root = temporaryFolder();
    install(root, { version: '0.0.1' });
    const notes = join(typeFolder(root), '0.0.1', 'linux_amd64', 'notes.txt');
    writeFileSync(notes, 'mine');
    mkdirSync(join(typeFolder(root), 'backup'));
    install(root);
    expect(readdirSync(typeFolder(root)).sort()).toEqual(['0.0.1', '1.2.3', 'backup']);
    expect(readdirSync(join(typeFolder(root), '0.0.1'), { recursive: true }).sort()).toEqual([
      'linux_amd64',
      'linux_amd64/notes.txt',
    ]);
  });

  test('an older provider file in the same folder, which Terraform would start first, is deleted', () => {
    const root = temporaryFolder();
    const { files } = install(root);
    writeFileSync(join(dirname(files[0] ?? ''), 'terraform-provider-aiven_v0.1.0'), 'old');
    install(root);
    expect(readdirSync(dirname(files[0] ?? ''))).toEqual(['terraform-provider-aiven_v1.2.3.cjs']);
  });
});
