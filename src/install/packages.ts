/** Writes the packages that a company puts on its internal server: a packed filesystem mirror that is a network mirror too. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { providerSource } from '../provider-source';
import { writeFileAtomically } from '../support/atomic-file';
import { readFile } from '../support/read-file';
import { systemReason } from '../support/system-reason';
import { version as ownVersion } from '../version';
import { readExecutable } from './executable-format';
import { makeFolders } from './folders';
import { packageHash } from './hash';
import { requireNoLinks } from './mirror-folders';
import { type PackageFile, type Platform, packageFiles, platforms } from './package-files';
import { findProviderFile } from './provider-file';

export interface PackageOptions {
  /** The path of the provider file. @default the one of this package */
  file?: string;
  /** A folder with standalone executables, named as `executableName` returns. They replace the script on their platforms. @default none */
  executables?: string | undefined;
  /** @default the version of this package */
  version?: string;
}

export interface WrittenPackages {
  /** The folder of this provider below the mirror. */
  folder: string;
  /** One package per platform. */
  packages: { platform: Platform; path: string; hash: string; standalone: boolean }[];
  version: string;
}

const typeName = 'terraform-provider-aiven';

/** The major version of Terraform's plugin protocol, for the registry. */
const manifest = { version: 1, metadata: { protocol_versions: ['6.0'] } };

/** The name of a standalone executable that `provider build` writes and that `writePackages` finds. */
export function executableName(platform: Platform, version = ownVersion): string {
  return `${typeName}_v${version}_${platform}${platform.startsWith('windows_') ? '.exe' : ''}`;
}

/**
 * Writes the packages below `root`, with their hashes, checksums and the registry's manifest. Packages of other versions stay, and
 * stay in the index. The same input gives the same bytes.
 * @throws Error when the package has no provider file, when `executables` has no executable of this version or one for another
 *   platform than its name says, when a package of this version exists with other contents, or when `root` cannot be read or written.
 */
export function writePackages(root: string, options: PackageOptions = {}): WrittenPackages {
  const { file = findProviderFile(), executables: from, version = ownVersion } = options;
  const script = readFileSync(file);
  const executables = new Map(from === undefined ? [] : executablesIn(from, version, script));
  const contents = { version, script, executables };
  const folder = join(root, ...providerSource.split('/'));
  const ownNames = [
    `${version}.json`,
    'index.json',
    ...['manifest.json', 'SHA256SUMS'].map((end) => `${typeName}_${version}_${end}`),
  ];
  const zipName = (platform: Platform) => `${typeName}_${version}_${platform}.zip`;
  // Before anything is written: a link would lead out of the folder.
  requireNoLinks(
    root,
    [...ownNames, ...platforms.map(zipName)].map((name) => join(folder, name)),
  );
  const zips = platforms.map((platform) => {
    const files = packageFiles(platform, contents);
    return { platform, name: zipName(platform), files, zip: zipped(files) };
  });
  for (const { name, zip } of zips) requireSame(join(folder, name), zip);
  makeFolders(folder);

  const written = zips.map(({ platform, name, files, zip }) => {
    writeFileAtomically(join(folder, name), zip);
    return { platform, name, hash: packageHash(files), sum: createHash('sha256').update(zip).digest('hex') };
  });
  const manifestName = `${typeName}_${version}_manifest.json`;
  const manifestText = json(manifest);
  const sums = [
    ...written.map(({ name, sum }) => [name, sum]),
    [manifestName, createHash('sha256').update(manifestText).digest('hex')],
  ];
  writeFileAtomically(join(folder, manifestName), manifestText);
  writeFileAtomically(
    join(folder, `${typeName}_${version}_SHA256SUMS`),
    sums.map(([name, sum]) => `${sum}  ${name}\n`).join(''),
  );
  const archives = written.map(({ platform, name, hash, sum }) => [
    platform,
    { url: name, hashes: [hash, `zh:${sum}`] },
  ]);
  writeFileAtomically(join(folder, `${version}.json`), json({ archives: Object.fromEntries(archives) }));
  // Last, so that nobody is sent to a version whose files are not there yet.
  writeIndex(join(folder, 'index.json'), version);
  return {
    folder,
    packages: written.map(({ platform, name, hash }) => ({
      platform,
      path: join(folder, name),
      hash,
      standalone: executables.has(platform),
    })),
    version,
  };
}

/** Lock files pin the hash of what was there first. */
function requireSame(path: string, zip: Uint8Array): void {
  if (!existsSync(path) || contentsOf(path).equals(zip)) return;
  throw new Error(
    `"${path}" exists with other contents, and replacing it would change the hash that lock files have; choose the same --executables as before or another --out, or delete it first`,
  );
}

function executablesIn(folder: string, version: string, script: Buffer): [Platform, Uint8Array][] {
  const names = new Set(namesIn(folder));
  const found = platforms.filter((platform) => names.has(executableName(platform, version)));
  if (found.length === 0) {
    throw new Error(
      `"${folder}" has no executable of version ${version}, such as "${executableName('linux_amd64', version)}"; build one with "aiven-byok provider build --out ${folder}"`,
    );
  }
  return found.map((platform) => {
    const path = join(folder, executableName(platform, version));
    const [actual, contents] = readExecutable(path, script);
    if (actual !== platform) throw new Error(`"${path}" is an executable for ${actual}, but its name says ${platform}`);
    return [platform, contents];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new Error(`cannot read the folder "${folder}": ${systemReason(error)}`, { cause: error });
  }
}

/** Terraform extracts the Unix mode with the files: without it, they would not be executable. */
function zipped(files: readonly PackageFile[]): Uint8Array {
  const unix = 3;
  const mode = 0o100755;
  const options = { os: unix, attrs: mode << 16, mtime: new Date(1980, 0, 1), level: 9 } as const;
  return zipSync(Object.fromEntries(files.map(({ name, contents }) => [name, [contents, options]])));
}

function writeIndex(path: string, version: string): void {
  const present = existsSync(path) ? parseIndex(path) : {};
  writeFileAtomically(path, json({ versions: { ...present, [version]: {} } }));
}

function parseIndex(path: string): object {
  try {
    const { versions } = JSON.parse(contentsOf(path).toString('utf8'));
    if (typeof versions === 'object' && versions !== null && !Array.isArray(versions)) return versions;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(`"${path}" is not the index of a network mirror; delete it to write a new one`);
}

function contentsOf(path: string): Buffer {
  try {
    return readFile(path);
  } catch (error) {
    throw new Error(`cannot read "${path}": ${systemReason(error)}`, { cause: error });
  }
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
