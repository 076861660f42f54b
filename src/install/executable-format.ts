/** Recognizes for which platform an executable file was built, from its first bytes. */

import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { type Platform, platforms } from './package-files';

/** Machine numbers of each format, as its specification lists them. */
const elfMachines: Readonly<Record<number, Platform>> = { 62: 'linux_amd64', 183: 'linux_arm64' };
const machOMachines: Readonly<Record<number, Platform>> = { 16777223: 'darwin_amd64', 16777228: 'darwin_arm64' };
const peMachines: Readonly<Record<number, Platform>> = { 34404: 'windows_amd64', 43620: 'windows_arm64' };

/**
 * The platform of an executable (ELF, Mach-O or PE); undefined if it is none, or for another platform.
 * @throws Error of the file system when the file cannot be read.
 */
export function platformOfExecutable(path: string): Platform | undefined {
  // Opening a named pipe would wait forever.
  if (!statSync(path).isFile()) return undefined;
  const start = Buffer.alloc(4096);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  if (start.toString('latin1', 0, 6) === '\x7fELF\x02\x01') return elfMachines[start.readUInt16LE(18)];
  if (start.readUInt32LE(0) === 0xfeedfacf) return machOMachines[start.readUInt32LE(4)];
  if (start.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const header = start.readUInt32LE(60);
  const isPe = header + 6 <= start.length && start.toString('latin1', header, header + 4) === 'PE\0\0';
  return isPe ? peMachines[start.readUInt16LE(header + 4)] : undefined;
}

/**
 * Reads a standalone executable for `PackageContents.executables`.
 * @throws Error when it cannot be read or is not an executable of a supported platform.
 */
export function readExecutable(path: string): [Platform, Uint8Array] {
  const platform = platformOfExecutable(path);
  if (platform !== undefined) return [platform, readFileSync(path)];
  throw new Error(
    `"${path}" is not an executable for ${platforms.slice(0, -1).join(', ')} or ${platforms.at(-1)}; build one with "aiven-byok provider build"`,
  );
}
