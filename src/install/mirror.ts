/** Installs the provider file in a local mirror, where Terraform and OpenTofu look for it. */

import { chmodSync, linkSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { providerSource } from '../provider-source';
import { version as ownVersion } from '../version';
import { readExecutable } from './executable-format';
import { makeFolders } from './folders';
import { packageHash } from './hash';
import { deleteOtherVersions, deleteStaleFiles, ownNamesIn, requireOwnFolders } from './mirror-folders';
import { type PackageFile, type Platform, packageFiles, platforms } from './package-files';
import { findProviderFile } from './provider-file';

export interface InstalledProvider {
  /** Paths of the files that Terraform starts, in the order of `platforms`. */
  files: string[];
  /** The `h1:` hashes of the packages. Platforms with the same files share one. */
  hashes: string[];
  version: string;
  /** The platforms on which other files of this version were replaced, so that its hash changed. */
  changed: Platform[];
}

export interface InstallOptions {
  /** The path of the provider file. @default the one of this package */
  file?: string;
  /** The path of a standalone executable. It is installed instead of the script on the platform that it was built for. @default none */
  executable?: string | undefined;
  /** The version to install the file as. @default the version of this package */
  version?: string;
  /** Whether to keep other versions of the provider in this mirror. @default false */
  keepOthers?: boolean;
}

/**
 * Installs the provider below `root`, an implied local mirror such as `terraform.d/plugins` or the path of a
 * `filesystem_mirror`. Does not touch files that are up to date. Several processes may install at the same time, because each
 * file is renamed into place. Deletes only files of earlier installations, and follows no symbolic link below `root`.
 * @throws Error when the package has no provider file, when `executable` is not an executable of this provider, when a folder of
 *   the mirror is a symbolic link or contains other files, or when it cannot be written.
 */
export function installProvider(root: string, options: InstallOptions = {}): InstalledProvider {
  const { file = findProviderFile(), executable, version = ownVersion, keepOthers = false } = options;
  const provider = join(root, ...providerSource.split('/'));
  const script = readFileSync(file);
  const executables = new Map(executable === undefined ? [] : [readExecutable(executable, script)]);
  const packages = platforms.map((platform) => {
    const files = packageFiles(platform, { version, script, executables });
    return { platform, folder: join(provider, version, platform), files, hash: packageHash(files) };
  });
  requireOwnFolders(
    root,
    packages.map(({ folder }) => folder),
  );
  for (const { folder } of packages) makeFolders(folder);

  const changed = packages.filter(({ folder, files }) => hasOther(folder, files)).map(({ platform }) => platform);
  for (const { folder, files, hash } of packages) for (const part of files) placeFile(root, folder, part, hash);
  for (const { folder, files } of packages) {
    const names = files.map(({ name }) => name);
    deleteStaleFiles(folder, names);
  }
  if (!keepOthers) deleteOtherVersions(provider, version);
  return {
    files: packages.map(({ folder, files }) => join(folder, files[0]?.name ?? '')),
    hashes: [...new Set(packages.map(({ hash }) => hash))],
    changed,
    version,
  };
}

/** Whether a package folder has files of the provider, but not these. */
function hasOther(folder: string, files: readonly PackageFile[]): boolean {
  const found = ownNamesIn(folder);
  if (found.length === 0) return false;
  return (
    found.length !== files.length || !files.every(({ name, contents }) => isUpToDate(join(folder, name), contents))
  );
}

/** Paths of files that this process has placed, by the hash of their package and their name, to link to: an executable has 90 MB. */
const placed = new Map<string, string>();

function placeFile(root: string, folder: string, file: PackageFile, hash: string): void {
  const path = join(folder, file.name);
  const key = `${hash} ${file.name}`;
  const first = placed.get(key);
  if (!isUpToDate(path, file.contents)) {
    place(root, path, (temporary) =>
      first !== undefined && isUpToDate(first, file.contents)
        ? linkOrWrite(first, temporary, file.contents)
        : writeFileSync(temporary, file.contents),
    );
  }
  chmodSync(path, 0o755);
  placed.set(key, path);
}

/**
 * Writes a temporary file in `root` and renames it. Not in the package's folder: Terraform hashes every file there, and may
 * be doing so now.
 */
function place(root: string, path: string, write: (temporary: string) => void): void {
  makeFolders(dirname(path));
  const temporary = join(root, `.aiven-byok-${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    write(temporary);
    chmodSync(temporary, 0o755);
    renameSync(temporary, path);
  } finally {
    // Renaming a file to another hard link of itself does nothing, so the source still exists.
    rmSync(temporary, { force: true });
  }
}

function linkOrWrite(existing: string, path: string, contents: Uint8Array): void {
  try {
    linkSync(existing, path);
  } catch {
    writeFileSync(path, contents);
  }
}

/** A symbolic link is never up to date: it is replaced, and the file that it points to is not touched. */
function isUpToDate(path: string, contents: Uint8Array): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === contents.length && readFileSync(path).equals(contents);
}
