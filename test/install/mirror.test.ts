import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { installProvider, packageHash, platforms } from '../../src/install';
import { temporaryFolder } from '../support/temporary';

function providerFile(text = '#!/usr/bin/env node\n'): string {
  const file = join(temporaryFolder(), 'terraform-provider-aiven');
  writeFileSync(file, text);
  return file;
}

const typeFolder = (root: string) => join(root, 'npm.internal', 'aiven-byok', 'aiven');

test('the file lies where Terraform looks for it, executable, for Linux and macOS on both architectures', () => {
  const root = join(temporaryFolder(), 'terraform.d', 'plugins');
  const { files } = installProvider(root, { file: providerFile('text'), version: '1.2.3' });
  expect(files).toEqual(
    ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'].map((platform) =>
      join(typeFolder(root), '1.2.3', platform, 'terraform-provider-aiven_v1.2.3'),
    ),
  );
  for (const file of files) {
    expect(readFileSync(file, 'utf8')).toBe('text');
    expect(statSync(file).mode & 0o777).toBe(0o755);
  }
});

test('the first is a copy of the package file, the others are links to the first', () => {
  const file = providerFile();
  const { files } = installProvider(temporaryFolder(), { file });
  const inodes = files.map((path) => statSync(path).ino);
  expect(new Set(inodes).size).toBe(1);
  expect(inodes[0]).not.toBe(statSync(file).ino);
});

test('a second time leaves everything as it is', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const first = installProvider(root, { file });
  const before = first.files.map((path) => statSync(path).ino);
  expect(installProvider(root, { file })).toEqual(first);
  expect(first.files.map((path) => statSync(path).ino)).toEqual(before);
});

test('a changed provider file replaces the old one everywhere', () => {
  const root = temporaryFolder();
  installProvider(root, { file: providerFile('one') });
  const { files } = installProvider(root, { file: providerFile('two') });
  expect(files.map((path) => readFileSync(path, 'utf8'))).toEqual(['two', 'two', 'two', 'two']);
});

test('a file that lost its mode gets it back', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const { files } = installProvider(root, { file });
  for (const path of files) chmodSync(path, 0o600);
  installProvider(root, { file });
  expect(files.map((path) => statSync(path).mode & 0o777)).toEqual([0o755, 0o755, 0o755, 0o755]);
});

test('older versions of ours go away, unless they are asked to stay', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  installProvider(root, { file, version: '0.0.1' });
  installProvider(root, { file, version: '0.0.2', keepOthers: true });
  expect(readdirSync(typeFolder(root)).sort()).toEqual(['0.0.1', '0.0.2']);
  installProvider(root, { file, version: '0.0.3' });
  expect(readdirSync(typeFolder(root))).toEqual(['0.0.3']);
});

test('what strayed into the package folder is removed, because it would be hashed too', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const { files } = installProvider(root, { file });
  const stray = join(dirname(files[0] ?? ''), '.DS_Store');
  writeFileSync(stray, '');
  installProvider(root, { file });
  expect(existsSync(stray)).toBe(false);
});

test('nothing of another provider in the same mirror is touched, and no temporary file is left', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const other = join(root, 'registry.terraform.io', 'hashicorp', 'null', '3.2.4');
  mkdirSync(other, { recursive: true });
  installProvider(root, { file });
  expect(existsSync(other)).toBe(true);
  expect(readdirSync(root).sort()).toEqual(['npm.internal', 'registry.terraform.io']);
});

test('the hash is that of the package as Terraform computes it', () => {
  const { hash } = installProvider(temporaryFolder(), { file: providerFile('text'), version: '0.1.0' });
  const sha = (text: string) => createHash('sha256').update(text);
  expect(hash).toBe(`h1:${sha(`${sha('text').digest('hex')}  terraform-provider-aiven_v0.1.0\n`).digest('base64')}`);
});

test('several files are hashed in the order of their names', () => {
  const [a, b] = [Buffer.from('a'), Buffer.from('b')];
  expect(packageHash({ b, a })).toBe(packageHash({ a, b }));
  expect(packageHash({ a, b })).not.toBe(packageHash({ a: b, b: a }));
});

test('every platform that is promised is written', () => {
  const { files } = installProvider(temporaryFolder(), { file: providerFile() });
  expect(files).toHaveLength(platforms.length);
});

test('many processes that install at once all succeed, and nobody ever finds half a file', async () => {
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
  expect(readdirSync(root)).toEqual(['npm.internal']);
});
