/** Reads the entries of a zip file, such as a saved plan. */

import { inflateRawSync } from 'node:zlib';

const centralEntry = Buffer.from('PK\x01\x02', 'latin1');

/** The contents by name. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = zip.indexOf(centralEntry); at !== -1; at = zip.indexOf(centralEntry, at + 1)) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + size);
    files.set(name, method === 0 ? data : inflateRawSync(data));
  }
  return files;
}
