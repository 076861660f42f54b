/** Recognizes for which platform an executable file was built, and whether it is our provider. */

import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { systemReason } from '../support/system-reason';
import { version } from '../version';
import { type Platform, platforms } from './package-files';

/** Machine numbers of each format, as its specification lists them. */
const elfMachines: Readonly<Record<number, Platform>> = { 62: 'linux_amd64', 183: 'linux_arm64' };
const machOMachines: Readonly<Record<number, Platform>> = { 16777223: 'darwin_amd64', 16777228: 'darwin_arm64' };
const peMachines: Readonly<Record<number, Platform>> = { 34404: 'windows_amd64', 43620: 'windows_arm64' };

/**
 * The platform of an executable (ELF, Mach-O or PE); undefined if it is none, or for another platform.
 * @throws Error that names the file when it cannot be read.
 */
export function platformOfExecutable(path: string): Platform | undefined {
  try {
    return platformOf(path);
  } catch (error) {
    throw new Error(`cannot read "${path}": ${systemReason(error)}`, { cause: error });
  }
}

function platformOf(path: string): Platform | undefined {
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
 * @param script The provider as a script, which the executable must contain.
 * @throws Error when it cannot be read, is not an executable of a supported platform, is incomplete, or contains another provider.
 */
export function readExecutable(path: string, script: Buffer): [Platform, Buffer] {
  const platform = platformOfExecutable(path);
  if (platform === undefined) {
    throw new Error(
      `"${path}" is not an executable for ${platforms.slice(0, -1).join(', ')} or ${platforms.at(-1)}; build one with "aiven-byok provider build"`,
    );
  }
  const contents = readFileSync(path);
  if (contents.length < endOfParts(contents, platform)) {
    throw new Error(`"${path}" is incomplete; copy it again, or build it again with "aiven-byok provider build"`);
  }
  if (!contents.includes(script)) {
    throw new Error(
      `"${path}" does not contain the provider of this package (version ${version}); build one with "aiven-byok provider build"`,
    );
  }
  return [platform, contents];
}

/** How long an executable must be to contain all parts that its headers list; infinite if the headers are incomplete. */
function endOfParts(file: Buffer, platform: Platform): number {
  const long = (at: number) => Number(file.readBigUInt64LE(at));
  try {
    if (platform.startsWith('linux_')) {
      const segments = headers(long(32), file.readUInt16LE(56), file.readUInt16LE(54));
      const sections = long(40) + file.readUInt16LE(58) * file.readUInt16LE(60);
      return Math.max(sections, ...segments.map((at) => long(at + 8) + long(at + 32)));
    }
    if (platform.startsWith('windows_')) {
      const start = file.readUInt32LE(60);
      const sections = headers(start + 24 + file.readUInt16LE(start + 20), file.readUInt16LE(start + 6), 40);
      return Math.max(0, ...sections.map((at) => file.readUInt32LE(at + 16) + file.readUInt32LE(at + 20)));
    }
    let end = 0;
    let at = 32;
    for (let left = file.readUInt32LE(16); left > 0; left -= 1) {
      const isSegment = file.readUInt32LE(at) === 0x19;
      if (isSegment) end = Math.max(end, long(at + 40) + long(at + 48));
      at += file.readUInt32LE(at + 4);
    }
    return end;
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

const headers = (start: number, count: number, size: number) =>
  Array.from({ length: count }, (_, i) => start + i * size);
