/** The files of `provider package`. That Terraform installs from them is tested in test/terraform/packages.test.ts. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { installProvider, platforms } from '../../src/install';
import { executableName, writePackages } from '../../src/install/packages';
import { executableFile } from '../support/executable';
import { temporaryFolder } from '../support/temporary';

function scriptFile(text = '#!/bin/sh\n'): string {
  const file = join(temporaryFolder(), 'terraform-provider-aiven.cjs');
  writeFileSync(file, text);
  return file;
}

/** A folder with an executable for linux_arm64 under this name. */
const executables = (name: string) => dirname(executableFile('linux_arm64', '#!/bin/sh\n', { name }));

const contentsOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')]));

test('writes a zip file per platform, the index, hashes, checksums and the manifest', () => {
  const { folder, packages } = writePackages(temporaryFolder(), { file: scriptFile(), version: '1.2.3' });
  const zips = platforms.map((platform) => `terraform-provider-aiven_1.2.3_${platform}.zip`);
  expect(readdirSync(folder).sort()).toEqual(
    [
      ...zips,
      'index.json',
      '1.2.3.json',
      'terraform-provider-aiven_1.2.3_SHA256SUMS',
      'terraform-provider-aiven_1.2.3_manifest.json',
    ].sort(),
  );
  const sums = readFileSync(join(folder, 'terraform-provider-aiven_1.2.3_SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums).toHaveLength(zips.length + 1);
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ).toBe(sum);
  }
  const { archives } = JSON.parse(readFileSync(join(folder, '1.2.3.json'), 'utf8'));
  expect(Object.keys(archives)).toEqual([...platforms]);
  for (const [index, { platform, hash }] of packages.entries()) {
    expect(archives[platform]).toEqual({ url: zips[index], hashes: [hash, `zh:${sums[index]?.split('  ')[0]}`] });
  }
});

test('the packages have the hashes of an installation, which lock files of CDKTF apps pin', () => {
  const file = scriptFile();
  const { packages } = writePackages(temporaryFolder(), { file });
  const { hashes } = installProvider(temporaryFolder(), { file });
  expect(new Set(packages.map(({ hash }) => hash))).toEqual(new Set(hashes));
});

test('the same input gives the same bytes', () => {
  const file = scriptFile();
  const [one, two] = [writePackages(temporaryFolder(), { file }), writePackages(temporaryFolder(), { file })];
  expect(contentsOf(one.folder)).toEqual(contentsOf(two.folder));
});

test('keeps other versions in the index', () => {
  const root = temporaryFolder();
  writePackages(root, { file: scriptFile(), version: '1.2.3' });
  const { folder } = writePackages(root, { file: scriptFile(), version: '1.2.4' });
  expect(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))).toEqual({
    versions: { '1.2.3': {}, '1.2.4': {} },
  });
  expect(existsSync(join(folder, 'terraform-provider-aiven_1.2.3_linux_amd64.zip'))).toBe(true);
});

test('refuses to replace an index that it does not understand', () => {
  const root = temporaryFolder();
  const folder = join(root, 'npm.invalid', 'aiven-byok', 'aiven');
  mkdirSync(folder, { recursive: true });
  for (const text of ['<html>', '{"versions": ["0.0.1"]}']) {
    writeFileSync(join(folder, 'index.json'), text);
    expect(() => writePackages(root, { file: scriptFile() })).toThrow(
      `"${join(folder, 'index.json')}" is not the index of a network mirror`,
    );
  }
});

test('packages executables in place of the script', () => {
  const folder = executables(executableName('linux_arm64', '1.2.3'));
  const { packages } = writePackages(temporaryFolder(), { file: scriptFile(), version: '1.2.3', executables: folder });
  expect(packages.filter(({ standalone }) => standalone).map(({ platform }) => platform)).toEqual(['linux_arm64']);
  const zip = packages.find(({ platform }) => platform === 'linux_arm64')?.path ?? '';
  expect(Object.keys(unzipSync(readFileSync(zip)))).toEqual(['terraform-provider-aiven_v1.2.3']);
});

test('refuses to replace a package of the same version with other contents, and changes nothing', () => {
  const [root, version] = [temporaryFolder(), '1.2.3'];
  const folder = executables(executableName('linux_arm64', version));
  const first = writePackages(root, { file: scriptFile(), version, executables: folder });
  const before = contentsOf(first.folder);
  const path = join(first.folder, 'terraform-provider-aiven_1.2.3_linux_arm64.zip');
  expect(() => writePackages(root, { file: scriptFile(), version })).toThrow(
    `"${path}" exists with other contents, and replacing it would change the hash that lock files have; choose the same --executables as before or another --out, or delete it first`,
  );
  expect(contentsOf(first.folder)).toEqual(before);
});

test.each([
  ['of another version', executableName('linux_arm64', '1.2.2'), 'has no executable of version 1.2.3'],
  [
    'for another platform than its name says',
    executableName('linux_amd64', '1.2.3'),
    'is an executable for linux_arm64',
  ],
])('refuses an executable %s, before it writes anything', (_, name, message) => {
  const root = temporaryFolder();
  expect(() => writePackages(root, { file: scriptFile(), version: '1.2.3', executables: executables(name) })).toThrow(
    message,
  );
  expect(readdirSync(root)).toEqual([]);
});

test('writes nothing through a symbolic link', () => {
  const [root, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const { folder, packages } = writePackages(root, { file: scriptFile(), version: '1.2.3' });
  const next = packages[0]?.path.replace('1.2.3', '1.2.4') ?? '';
  symlinkSync(join(elsewhere, 'target'), next);
  const before = readdirSync(folder);
  expect(() => writePackages(root, { file: scriptFile(), version: '1.2.4' })).toThrow(`"${next}" is a symbolic link`);
  expect([readdirSync(elsewhere), readdirSync(folder)]).toEqual([[], before]);
});
