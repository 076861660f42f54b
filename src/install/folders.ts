/** Creates folders recursively. */

import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getSystemErrorMap } from 'node:util';

/**
 * Creates a folder and all missing folders above it. Does not use `recursive` of `mkdirSync`, which never returns in Node 20
 * below /proc and similar file systems, where a folder neither exists nor can be created.
 * @throws Error that names the part of the path that is not a folder, or the reason why it cannot be created.
 */
export function makeFolders(path: string): void {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!isFolder(folder)) {
    missing.unshift(folder);
    folder = dirname(folder);
  }
  for (const name of missing) create(name);
}

function isFolder(path: string): boolean {
  let isDirectory: boolean | undefined;
  try {
    isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  } catch (error) {
    // A file in place of a parent folder; `makeFolders` reports it when it gets there.
    if (codeOf(error) === 'ENOTDIR') return false;
    throw creationError(path, error);
  }
  if (isDirectory === false) throw new Error(`"${path}" is not a folder`);
  return isDirectory === true;
}

function create(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have created it at the same time.
    if (codeOf(error) !== 'EEXIST' || !isFolder(path)) throw creationError(path, error);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

function creationError(path: string, error: unknown): Error {
  const reason = reasonFor(path, error as NodeJS.ErrnoException);
  return new Error(`cannot create the folder "${path}": ${reason}`, { cause: error });
}

/** Explains two error codes that would be misleading here; all others in the system's words. */
function reasonFor(path: string, { code, errno = 0, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `"${dirname(path)}" does not allow new folders`;
  if (code === 'EEXIST') return 'a dangling symbolic link has this name';
  return getSystemErrorMap().get(errno)?.[1] ?? message;
}
