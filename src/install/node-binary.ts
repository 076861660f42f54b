/** Reads and changes Node.js binaries of any platform, as bytes. */

/** The version of a Node.js binary, from the address of its sources, which every binary contains; undefined if it is not Node.js. */
export function nodeVersionOf(binary: Buffer): string | undefined {
  const name = '/node-v';
  for (let at = binary.indexOf(name); at !== -1; at = binary.indexOf(name, at + 1)) {
    const version = /^\/node-v(\d+\.\d+\.\d+)\.tar\.gz/.exec(binary.toString('latin1', at, at + 40))?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}

/** As long as NODE_OPTIONS. */
const replacement = 'BYOK_OPTIONS';

/** The setting that makes a single executable application ignore NODE_OPTIONS, in versions of Node.js that have it. */
export const ignoreNodeOptions = { execArgvExtension: 'none' };

/**
 * Makes sure that a single executable application ignores NODE_OPTIONS: loaders and preloads of the user's shell would break the
 * handshake with Terraform. Node 20 and 22 have no setting for it, so these read their options from BYOK_OPTIONS instead.
 * @returns the binary, or a copy
 * @throws Error when the binary has neither the setting nor the variable's name exactly once
 */
export function withoutNodeOptions(binary: Buffer, path: string): Buffer {
  if (Object.keys(ignoreNodeOptions).every((setting) => binary.includes(setting))) return binary;
  const name = Buffer.from('\0NODE_OPTIONS\0');
  const places: number[] = [];
  for (let at = binary.indexOf(name); at !== -1; at = binary.indexOf(name, at + 1)) {
    // V8's startup snapshot contains it with its length in front, for JavaScript's error messages.
    const isInSnapshot = at >= 3 && binary.readUInt32LE(at - 3) === replacement.length;
    if (!isInSnapshot) places.push(at);
  }
  const [place] = places;
  if (place === undefined || places.length > 1) {
    throw new Error(`"${path}" cannot be made to ignore NODE_OPTIONS; choose another Node.js version with --node`);
  }
  const copy = Buffer.from(binary);
  copy.write(replacement, place + 1, 'latin1');
  return copy;
}
