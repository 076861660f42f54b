/** Installs the provider file in a local mirror, where Terraform and OpenTofu look for it. */

import { chmodSync, copyFileSync, linkSync, lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { providerSource } from '../provider-source';
import { version as ownVersion } from '../version';
import { makeFolders } from './folders';
import { packageHash } from './hash';
import { deleteOtherVersions, deleteStaleFiles, requireOwnFolders } from './mirror-folders';
import { findProviderFile } from './provider-file';

/** The platforms to install for, as Terraform names them. The file is a script, so it is the same for all of them. */
export const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'] as const;

export interface InstalledProvider {
  /** Paths of the files, in the order of `platforms`. */
  files: string[];
  /** The package's `h1:` hash, one for all platforms. */
  hash: string;
  version: string;
}

export interface InstallOptions {
  /** The path of the provider file. @default the one of this package */
  file?: string;
  /** The version to install the file as. @default the version of this package */
  version?: string;
  /** Whether to keep other versions of the provider in this mirror. @default false */
  keepOthers?: boolean;
}

/**
 * Installs the provider below `root`, an implied local mirror such as `terraform.d/plugins` or the path of a
 * `filesystem_mirror`. Does not touch files that are up to date. Several processes may install at the same time, because each
 * file is renamed into place. Deletes only files of earlier installations, and follows no symbolic link below `root`.
 * @throws Error when the package has no provider file, when a folder of the mirror is a symbolic link or contains other
 *   files, or when it cannot be written.
 */
export function installProvider(root: string, options: InstallOptions = {}): InstalledProvider {
  const { file = findProviderFile(), version = ownVersion, keepOthers = false } = options;
  const provider = join(root, ...providerSource.split('/'));
  const name = `terraform-provider-aiven_v${version}.cjs`;
  const files = platforms.map((platform) => join(provider, version, platform, name));
  const [first = '', ...others] = files;
  const contents = readFileSync(file);
  requireOwnFolders(root, files.map(dirname));
  makeFolders(root);

  if (!isUpToDate(first, contents)) place(root, first, (temporary) => copyExecutable(file, temporary));
  chmodSync(first, 0o755);
  for (const other of others) {
    if (!isUpToDate(other, contents)) place(root, other, (temporary) => linkOrCopy(first, temporary));
    chmodSync(other, 0o755);
  }

  for (const path of files) deleteStaleFiles(dirname(path), name);
  if (!keepOthers) deleteOtherVersions(provider, version);
  return { files, hash: packageHash({ [name]: contents }), version };
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
    renameSync(temporary, path);
  } finally {
    // Renaming a file to another hard link of itself does nothing, so the source still exists.
    rmSync(temporary, { force: true });
  }
}

function copyExecutable(from: string, to: string): void {
  // Not a hard link, because package stores share files between projects.
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyExecutable(from, to);
  }
}

/** A symbolic link is never up to date: it is replaced, and the file that it points to is not touched. */
function isUpToDate(path: string, contents: Buffer): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === contents.length && readFileSync(path).equals(contents);
}
