/** Reads files that users name. A path may also be a named pipe, where reading would wait forever, or a device without an end. */

import { readFileSync, type Stats, statSync } from 'node:fs';

/** `/dev/null`, and an open file of this process, as a shell passes it for `<(command)`: the command has its other end, so reading it ends. */
const readable = /^\/(dev\/null|dev\/stdin|dev\/fd\/\d+|proc\/self\/fd\/\d+)$/;

/**
 * Reads a whole file. Follows symbolic links.
 * @throws Error of the file system, or one that says what the path is instead of a file: part of a sentence.
 */
export function readFile(path: string): Buffer {
  const stats = statSync(path);
  if (!stats.isFile() && !readable.test(path)) throw new Error(`it is ${nameOf(stats)}, not a file`);
  return readFileSync(path);
}

/**
 * Reads a UTF-8 text, without a byte order mark.
 * @param options.lossy Whether to replace bytes that are not UTF-8, for a file in which only ASCII counts. @default false
 * @throws Error as `readFile`, for UTF-16, which PowerShell 5 writes by default, and for bytes that are not UTF-8: part of a sentence.
 */
export function readText(path: string, { lossy = false } = {}): string {
  const bytes = readFile(path);
  const mark = bytes.toString('hex', 0, 2);
  if (mark === 'fffe' || mark === 'feff') throw new Error('it is encoded in UTF-16, but must be UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: !lossy }).decode(bytes);
  } catch {
    throw new Error('it is not encoded in UTF-8');
  }
}

function nameOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}
