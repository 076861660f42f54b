/** Writes a file in one step: a reader, or a crash at any moment, finds the old content or the new one, never a part. */

import {
  appendFileSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

export interface AtomicWriteOptions {
  /** Permission bits of the file. @default those of the file that is replaced; for a new file 0o666 minus the umask */
  mode?: number;
}

/** Its link leads to no path if it is a pipe. */
const openFile = /^\/(?:dev\/(stdout|stderr)|(?:dev|proc\/self)\/fd\/(\d+))$/;

/**
 * Replaces or creates a file. The content goes to a temporary file in the same folder, is flushed to disk, and is renamed
 * into place. On failure the old file is unchanged and the temporary file is removed.
 *
 * A symbolic link stays a link: the file that it points to is replaced, or created. A device or a pipe cannot be
 * replaced and is written directly. An open file of this process (`/dev/stdout`) is written at its current position.
 * @throws Error of the file system (`code` is ENOENT, EACCES, ENOSPC, ...). The folder must exist.
 */
export function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  options: AtomicWriteOptions = {},
): void {
  const open = openFile.exec(path);
  if (open !== null) {
    const [, stream, number] = open;
    const descriptor = Number(number ?? (stream === 'stdout' ? 1 : 2));
    // A file opened again would have another position, so that later output overwrites this. The descriptor of a pipe may not block.
    appendFileSync(statSync(path).isFile() ? descriptor : path, content);
    return;
  }
  const target = resolveLink(path);
  const present = statSync(target, { throwIfNoEntry: false });
  if (present !== undefined && !present.isFile()) {
    writeFileSync(target, content);
    return;
  }
  const temporary = `${target}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
  const file = openSync(temporary, 'wx', options.mode ?? 0o666);
  try {
    try {
      writeContent(file, content, options.mode ?? permissions(present));
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Creates a file that only its owner can read. On failure no part of it remains.
 * @throws Error of the file system; its `code` is EEXIST when there is a file, or a symbolic link.
 */
export function createFile(path: string, content: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    try {
      writeContent(file, content, undefined);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

function writeContent(file: number, content: string | Uint8Array, mode: number | undefined): void {
  writeFileSync(file, content);
  if (mode !== undefined) fchmodSync(file, mode);
  // Without it, some file systems store the rename before the content, and a power failure leaves an empty file.
  fsyncSync(file);
}

const permissions = (stats: Stats | undefined) => (stats === undefined ? undefined : stats.mode & 0o7777);

function resolveLink(path: string): string {
  // readlink resolves a link whose target does not exist yet.
  for (const follow of [realpathSync, (link: string) => resolve(dirname(link), readlinkSync(link))]) {
    try {
      return follow(path);
    } catch {
      // Not a link, or no such file.
    }
  }
  return path;
}
