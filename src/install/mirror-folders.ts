/** What an installation may find, and delete, in the folders of a mirror. */

import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Names that an installation of this package has written, and the one that macOS adds to any folder it shows. */
const ownNames = /^terraform-provider-aiven(_v[^/]*)?$|^\.DS_Store$/;

const versionName = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/**
 * Refuses folders that an installation cannot use without touching other files.
 * @param root the mirror. It may be a symbolic link itself, and so may the folders above it.
 * @param folders the package folders below `root`, one a platform.
 * @throws Error naming the path, when one of the folders down to a package is a symbolic link, or a package folder
 *   holds a file that no installation wrote: it would change the hash of the package.
 */
export function requireOwnFolders(root: string, folders: readonly string[]): void {
  for (const folder of folders) {
    for (let path = folder; path.length > root.length && path.startsWith(root); path = dirname(path)) {
      if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
        throw new Error(`"${path}" is a symbolic link, which an installation does not follow; replace it by a folder`);
      }
    }
    const foreign = namesIn(folder).find((name) => !isOwn(folder, name));
    if (foreign !== undefined) {
      throw new Error(
        `"${join(folder, foreign)}" does not belong to the provider package and would change its hash; move it elsewhere`,
      );
    }
  }
}

/** Deletes what earlier installations left in a package folder: Terraform hashes every file, and starts the first that it takes for the provider. */
export function deleteStaleFiles(folder: string, current: string): void {
  for (const name of namesIn(folder)) {
    if (name !== current && isOwn(folder, name)) rmSync(join(folder, name), { force: true });
  }
}

/** Deletes the files of other versions. A folder that holds anything else stays, with it. */
export function deleteOtherVersions(provider: string, current: string): void {
  for (const version of namesIn(provider).filter((name) => name !== current && versionName.test(name))) {
    const folder = join(provider, version);
    if (!isFolder(folder)) continue;
    for (const platform of namesIn(folder)
      .map((name) => join(folder, name))
      .filter(isFolder)) {
      deleteStaleFiles(platform, '');
      deleteIfEmpty(platform);
    }
    deleteIfEmpty(folder);
  }
}

/** A link with such a name is ours to delete, what it points to is not. */
function isOwn(folder: string, name: string): boolean {
  return ownNames.test(name) && !isFolder(join(folder, name));
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function namesIn(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder) : [];
}

function deleteIfEmpty(folder: string): void {
  if (namesIn(folder).length === 0) rmdirSync(folder);
}
