/** Files that have the headers of an executable, and text after them. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary';

export type Format = 'linux_arm64' | 'darwin_amd64' | 'windows_amd64' | 'linux_riscv64';

/** Headers that list one part of the file, up to this end. */
function headers(platform: Format, end: number): Buffer {
  const start = Buffer.alloc(256);
  if (platform.startsWith('linux')) {
    start.write('\x7fELF\x02\x01', 'latin1');
    start.writeUInt16LE(platform === 'linux_arm64' ? 183 : 243, 18);
    start.writeBigUInt64LE(64n, 32);
    start.writeUInt16LE(56, 54);
    start.writeUInt16LE(1, 56);
    start.writeBigUInt64LE(BigInt(end), 64 + 32);
  } else if (platform.startsWith('darwin')) {
    start.writeUInt32LE(0xfeedfacf, 0);
    start.writeUInt32LE(0x01000007, 4);
    start.writeUInt32LE(1, 16);
    start.writeUInt32LE(0x19, 32);
    start.writeUInt32LE(72, 36);
    start.writeBigUInt64LE(BigInt(end), 32 + 48);
  } else {
    start.write('MZ', 'latin1');
    start.writeUInt32LE(64, 60);
    start.write('PE\0\0', 64, 'latin1');
    start.writeUInt16LE(0x8664, 68);
    start.writeUInt16LE(1, 70);
    start.writeUInt32LE(end, 64 + 24 + 16);
  }
  return start;
}

/**
 * Writes an executable that contains `text`.
 * @param options.name The file's name. @default executable
 * @param options.missing The number of bytes that a broken copy lost. @default 0
 */
export function executableFile(platform: Format, text: string, { name = 'executable', missing = 0 } = {}): string {
  const contents = Buffer.concat([headers(platform, 256 + text.length + missing), Buffer.from(text, 'latin1')]);
  const path = join(temporaryFolder(), name);
  writeFileSync(path, contents);
  return path;
}
