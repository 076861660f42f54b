/** Makes folders, one after the other. */

import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, as far as they are missing. Not by `mkdirSync`'s own `recursive`: Node 20 never returns from
 * that below a file system such as /proc, which says of a folder that it is not there and takes none.
 * @throws Error when a part of the path is no folder, or cannot be made.
 */
export function makeFolders(path: string): void {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!isFolder(folder)) {
    missing.unshift(folder);
    folder = dirname(folder);
  }
  for (const name of missing) make(name);
}

function isFolder(path: string): boolean {
  let isDirectory: boolean | undefined;
  try {
    isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  } catch (error) {
    // A file stands where a folder has to be: found when its turn comes.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
  if (isDirectory === false) throw new Error(`${path} is not a folder`);
  return isDirectory === true;
}

function make(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(path)) throw error;
  }
}
