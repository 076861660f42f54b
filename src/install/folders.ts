/** Makes folders, one after the other. */

import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getSystemErrorMap } from 'node:util';

/**
 * Makes a folder and those above it, as far as they are missing. Not by `mkdirSync`'s own `recursive`: Node 20 never returns from
 * that below a file system such as /proc, which says of a folder that it is not there and takes none.
 * @throws Error that says which part of the path is no folder, or why it cannot be made.
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
    if (codeOf(error) === 'ENOTDIR') return false;
    throw refusal(path, error);
  }
  if (isDirectory === false) throw new Error(`${path} is not a folder`);
  return isDirectory === true;
}

function make(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (codeOf(error) !== 'EEXIST' || !isFolder(path)) throw refusal(path, error);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

function refusal(path: string, error: unknown): Error {
  const reason = reasonFor(path, error as NodeJS.ErrnoException);
  return new Error(`the folder ${path} cannot be made: ${reason}`, { cause: error });
}

/** The two codes that would mislead, else the system's own words. */
function reasonFor(path: string, { code, errno = 0, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `${dirname(path)} takes no folders`;
  if (code === 'EEXIST') return 'a link to nowhere has its name';
  return getSystemErrorMap().get(errno)?.[1] ?? message;
}
