/** Checks and cleans the folders of a mirror. */

import { lstatSync, readdirSync, rmdirSync, rmSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listBounded } from '../support/quote';
import { windowsScript } from './package-files';

/** The file that macOS adds to every folder it displays. */
const macFile = '.DS_Store';

/** Files of an installation of this package, and that file. */
const isOwnName = (name: string) =>
  /^terraform-provider-aiven(_v.*)?$/.test(name) || name === macFile || name === windowsScript;

const versionName = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/**
 * Rejects folders that an installation cannot use without touching other files.
 * @param root The mirror. It and the folders above it may be symbolic links.
 * @param folders The package folders below `root`, one per platform.
 * @throws Error when a folder between `root` and a package is a symbolic link, or when a package folder contains a file of
 *   someone else, which would change the hash of the package.
 */
export function requireOwnFolders(root: string, folders: readonly string[]): void {
  requireNoLinks(root, folders);
  for (const folder of folders) {
    const foreign = namesIn(folder).filter((name) => !isOwn(folder, name));
    if (foreign.length === 0) continue;
    const names = foreign.map((name) => `"${join(folder, name)}"`);
    const verb =
      foreign.length > 1
        ? 'do not belong to the provider package and would change its hash; move them'
        : 'does not belong to the provider package and would change its hash; move it';
    throw new Error(`${listBounded(names, 3)} ${verb} elsewhere`);
  }
}

/**
 * @param root The mirror. It and the folders above it may be symbolic links.
 * @throws Error when a path below `root`, or a folder between, is a symbolic link
 */
export function requireNoLinks(root: string, paths: readonly string[]): void {
  for (const start of paths) {
    for (let path = resolve(start); path !== resolve(root) && path !== dirname(path); path = dirname(path)) {
      if (statsOf(path)?.isSymbolicLink()) {
        throw new Error(`"${path}" is a symbolic link, which the installer does not follow; replace it`);
      }
    }
  }
}

/** The names of the provider's files in a package folder. */
export function ownNamesIn(folder: string): string[] {
  return namesIn(folder).filter((name) => name !== macFile && isOwn(folder, name));
}

/** Deletes the files of earlier installations from a package folder: Terraform hashes all files and starts the first that looks like the provider. */
export function deleteStaleFiles(folder: string, current: readonly string[]): void {
  for (const name of namesIn(folder)) {
    if (!current.includes(name) && isOwn(folder, name)) rmSync(join(folder, name), { force: true });
  }
}

/** Deletes the files of other versions. A folder with any other file is kept. */
export function deleteOtherVersions(provider: string, current: string): void {
  for (const version of namesIn(provider).filter((name) => name !== current && versionName.test(name))) {
    const folder = join(provider, version);
    if (!isFolder(folder)) continue;
    for (const platform of namesIn(folder)
      .map((name) => join(folder, name))
      .filter(isFolder)) {
      deleteStaleFiles(platform, []);
      deleteIfEmpty(platform);
    }
    deleteIfEmpty(folder);
  }
}

/** A symbolic link with such a name may be deleted. The file that it points to is not touched. */
function isOwn(folder: string, name: string): boolean {
  return isOwnName(name) && !isFolder(join(folder, name));
}

function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() === true;
}

/** Undefined also if a parent is not a folder, which `makeFolders` reports better. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder) : [];
}

function deleteIfEmpty(folder: string): void {
  if (namesIn(folder).length === 0) rmdirSync(folder);
}
