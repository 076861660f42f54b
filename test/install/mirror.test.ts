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
import { version } from '../../src/version';
import { executableFile as anyExecutable, type Format } from '../support/executable';
import { namedPipe, temporaryFolder } from '../support/temporary';

function providerFile(text = '#!/usr/bin/env node\n'): string {
  const file = join(temporaryFolder(), 'terraform-provider-aiven.cjs');
  writeFileSync(file, text);
  return file;
}

const typeFolder = (root: string) => join(root, 'npm.invalid', 'aiven-byok', 'aiven');

/** An executable that contains what `providerFile` writes. */
const executableFile = (platform: Format) => anyExecutable(platform, '#!/usr/bin/env node\n');

test('installs an executable file for Linux and macOS, and one with a launcher for Windows, on both architectures', () => {
  const root = join(temporaryFolder(), 'terraform.d', 'plugins');
  const { files } = installProvider(root, { file: providerFile('text'), version: '1.2.3' });
  const fileIn = (platform: string, extension: string) =>
    join(typeFolder(root), '1.2.3', platform, `terraform-provider-aiven_v1.2.3.${extension}`);
  const unix = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'].map((name) => fileIn(name, 'cjs'));
  const windows = ['windows_amd64', 'windows_arm64'].map((name) => fileIn(name, 'cmd'));
  expect(files).toEqual([...unix, ...windows]);
  for (const file of [...unix, ...windows.map((path) => join(dirname(path), 'provider.cjs'))]) {
    expect(readFileSync(file, 'utf8')).toBe('text');
    expect(statSync(file).mode & 0o777).toBe(0o755);
  }
  for (const file of windows) {
    const launcher = readFileSync(file, 'utf8').split('\r\n');
    expect(launcher.slice(1, 4)).toEqual(['set NODE_OPTIONS=', 'set NODE_DEBUG=', 'node "%~dp0provider.cjs" %*']);
    // Terraform takes the first name that begins with the provider's.
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('terraform-provider-aiven'))).toHaveLength(1);
  }
});

test('the package for Windows has its own hash', () => {
  const { hashes } = installProvider(temporaryFolder(), { file: providerFile() });
  expect(new Set(hashes).size).toBe(2);
});

describe('a standalone executable', () => {
  test.each([
    ['linux_arm64', ''],
    ['darwin_amd64', ''],
    ['windows_amd64', '.exe'],
  ] as const)('replaces the script on %s only, and adds a hash', (platform, extension) => {
    const root = temporaryFolder();
    installProvider(root, { file: providerFile(), version: '1.2.3' });
    const executable = executableFile(platform);
    const { files, hashes } = installProvider(root, { file: providerFile(), version: '1.2.3', executable });
    const path = files.find((file) => file.includes(platform)) as string;
    expect(readFileSync(path).equals(readFileSync(executable))).toBe(true);
    expect(readdirSync(dirname(path))).toEqual([`terraform-provider-aiven_v1.2.3${extension}`]);
    expect(files.filter((file) => /\.(cjs|cmd)$/.test(file))).toHaveLength(5);
    expect(hashes).toHaveLength(3);
    expect(hashes).toContain(
      packageHash([{ name: `terraform-provider-aiven_v1.2.3${extension}`, contents: readFileSync(executable) }]),
    );
  });

  test('gives way to the script again', () => {
    const root = temporaryFolder();
    installProvider(root, { file: providerFile(), version: '1.2.3', executable: executableFile('windows_amd64') });
    const { files } = installProvider(root, { file: providerFile(), version: '1.2.3' });
    const folder = dirname(files[4] as string);
    expect(readdirSync(folder)).toEqual(['provider.cjs', 'terraform-provider-aiven_v1.2.3.cmd']);
  });

  test.each([
    ['a script', () => providerFile()],
    ['an executable of another platform', () => executableFile('linux_riscv64')],
    ['a named pipe', () => namedPipe()],
  ])('%s is refused before anything is installed', (_, file) => {
    const root = temporaryFolder();
    const executable = file();
    expect(() => installProvider(root, { file: providerFile(), executable })).toThrow(
      `"${executable}" is not an executable for linux_amd64, linux_arm64, darwin_amd64, darwin_arm64, windows_amd64 or windows_arm64`,
    );
    expect(readdirSync(root)).toEqual([]);
  });

  test.each(['linux_arm64', 'darwin_amd64', 'windows_amd64'] as const)(
    'for %s is refused if it contains another provider or was cut off',
    (platform) => {
      const root = temporaryFolder();
      const other = anyExecutable(platform, 'another script');
      expect(() => installProvider(root, { file: providerFile(), executable: other })).toThrow(
        `"${other}" does not contain the provider of this package (version ${version}); build one with "aiven-byok provider build"`,
      );
      const broken = anyExecutable(platform, '#!/usr/bin/env node\n', { missing: 1 });
      expect(() => installProvider(root, { file: providerFile(), executable: broken })).toThrow(
        `"${broken}" is incomplete; copy it again`,
      );
      expect(readdirSync(root)).toEqual([]);
    },
  );

  test('is written once for all mirrors of a process, and linked into the others', () => {
    const [file, executable] = [providerFile(), executableFile('linux_arm64')];
    const files = [1, 2, 3].map(() => installProvider(temporaryFolder(), { file, executable }).files[1] as string);
    expect(new Set(files.map((path) => statSync(path).ino)).size).toBe(1);
    expect(statSync(executable).ino).not.toBe(statSync(files[0] as string).ino);
    writeFileSync(files[2] as string, 'changed');
    const again = installProvider(temporaryFolder(), { file, executable }).files[1] as string;
    expect(readFileSync(again).equals(readFileSync(executable))).toBe(true);
  });

  test('changes the hash of its platform only', () => {
    const [root, file] = [temporaryFolder(), providerFile()];
    const executable = executableFile('windows_amd64');
    expect(installProvider(root, { file }).changed).toEqual([]);
    expect(installProvider(root, { file, executable }).changed).toEqual(['windows_amd64']);
    expect(installProvider(root, { file, executable }).changed).toEqual([]);
    expect(installProvider(root, { file }).changed).toEqual(['windows_amd64']);
    expect(installProvider(root, { file: providerFile('other') }).changed).toEqual([...platforms]);
  });
});

test('the first file is a copy, the others are hard links to it', () => {
  const file = providerFile();
  const { files } = installProvider(temporaryFolder(), { file });
  const inodes = files.slice(0, 4).map((path) => statSync(path).ino);
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
  const scripts = files.map((path) => path.replace(/[^/]*\.cmd$/, 'provider.cjs'));
  expect(scripts.map((path) => readFileSync(path, 'utf8'))).toEqual(Array(6).fill('two'));
});

test('restores the mode of a file', () => {
  const [root, file] = [temporaryFolder(), providerFile()];
  const { files } = installProvider(root, { file });
  for (const path of files) chmodSync(path, 0o600);
  installProvider(root, { file });
  expect(files.map((path) => statSync(path).mode & 0o777)).toEqual(Array(6).fill(0o755));
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
  const { hashes } = installProvider(temporaryFolder(), { file: providerFile('text'), version: '0.1.0' });
  const sha = (text: string) => createHash('sha256').update(text);
  expect(hashes).toContain(
    `h1:${sha(`${sha('text').digest('hex')}  terraform-provider-aiven_v0.1.0.cjs\n`).digest('base64')}`,
  );
});

test('hashes files in the order of their names', () => {
  const [a, b] = [
    { name: 'a', contents: Buffer.from('a') },
    { name: 'b', contents: Buffer.from('b') },
  ];
  expect(packageHash([b, a])).toBe(packageHash([a, b]));
  expect(packageHash([a, b])).not.toBe(
    packageHash([
      { ...a, name: 'b' },
      { ...b, name: 'a' },
    ]),
  );
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
      for (const path of files) if (path.endsWith('.cjs') && readFileSync(path).length !== 200000) throw new Error(path);
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

  test.each(['notes.txt', 'provider', 'provider.cjs/', 'terraform-provider-aiven.d/'])(
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

  test('up to three files of others are named', () => {
    const root = temporaryFolder();
    const folder = platformFolder(root);
    mkdirSync(folder, { recursive: true });
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(folder, name), 'mine');
    expect(() => install(root)).toThrow(
      `"${join(folder, 'a')}", "${join(folder, 'b')}", "${join(folder, 'c')}" and 1 more do not belong to the provider package and would change its hash; move them elsewhere`,
    );
  });

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
