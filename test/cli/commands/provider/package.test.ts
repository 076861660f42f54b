/** `provider package`: what it writes and prints. The packages themselves are in test/install/packages.test.ts. */

import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platforms, providerSource } from '../../../../src/install';
import { version } from '../../../../src/version';
import { temporaryFolder } from '../../../support/temporary';
import { Terminal } from '../../terminal';

const packagesIn = (root: string) => join(root, ...providerSource.split('/'));
const pathIn = (root: string, platform: string) =>
  join(packagesIn(root), `terraform-provider-aiven_${version}_${platform}.zip`);

test('prints the path of each package on stdout, and how to install from the folder on stderr', async () => {
  const root = join(temporaryFolder(), 'mirror');
  const terminal = new Terminal();
  expect(await terminal.run('provider', 'package', '--out', root)).toBe(0);
  expect(terminal.out).toBe(platforms.map((platform) => `${pathIn(root, platform)}\n`).join(''));
  for (const platform of platforms) expect(existsSync(pathIn(root, platform))).toBe(true);
  expect(terminal.err).toContain(`Packaged provider ${version}. To install from a copy of "${root}"`);
  expect(terminal.err).toContain(`provider_installation {\n  # On a server: network_mirror`);
  expect(terminal.err).toContain(`    path    = "${root}"\n    include = ["npm.invalid/*/*"]\n`);
});

test('prints hashes as JSON, which the index of the version has too', async () => {
  const root = temporaryFolder();
  const terminal = new Terminal();
  expect(await terminal.run('provider', 'package', '--out', root, '--json')).toBe(0);
  const { packages, ...printed } = JSON.parse(terminal.out);
  expect(printed).toEqual({ source: providerSource, version, folder: packagesIn(root) });
  const { archives } = JSON.parse(readFileSync(join(packagesIn(root), `${version}.json`), 'utf8'));
  expect(packages).toEqual(
    platforms.map((platform) => ({
      platform,
      path: pathIn(root, platform),
      hash: archives[platform].hashes[0],
      standalone: false,
    })),
  );
});

test('writes nothing through a link, into a file, or without the executables that it should package', async () => {
  const [root, elsewhere] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(elsewhere, join(root, 'npm.invalid'));
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const empty = join(temporaryFolder(), 'empty');
  const occupied = temporaryFolder();
  mkdirSync(pathIn(occupied, 'linux_arm64'), { recursive: true });
  mkdirSync(empty);
  for (const [argv, problem] of [
    [['--out', root], `Cannot write the packages to "${root}": "${join(root, 'npm.invalid')}" is a symbolic link`],
    [['--out', file], `"${file}" is not a folder.`],
    [
      ['--out', elsewhere, '--executables', join(empty, 'no')],
      `cannot read the folder "${join(empty, 'no')}": no such`,
    ],
    [['--out', elsewhere, '--executables', empty], `"${empty}" has no executable of version ${version}`],
  ] as const) {
    const terminal = new Terminal();
    expect(await terminal.run('provider', 'package', ...argv)).toBe(1);
    expect([terminal.out, terminal.err]).toEqual(['', expect.stringContaining(problem)]);
  }
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('requires --out', async () => {
  const terminal = new Terminal();
  expect(await terminal.run('provider', 'package')).toBe(2);
  expect(terminal.err).toContain('--out');
});
