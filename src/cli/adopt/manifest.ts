/** The header of a generated file: a checksum of the file and a manifest of the objects in it. */

import { createHash } from 'node:crypto';

/** One object in a generated file, as its manifest lists it. */
export interface ManifestEntry {
  /** Terraform resource type, such as "aiven_cmk". */
  type: string;
  project: string;
  /** CMK ID of a key; name of a service or of a bound service. */
  id: string;
  /** In HCL the resource's label; in TypeScript the construct's path below the stack. Never changes. */
  name: string;
  /** CMK ID of the key that a service or a bound service is encrypted with. */
  key?: string;
  /** The object no longer exists in Aiven and was removed from the file. Its name stays reserved. */
  isRemoved?: boolean;
}

export interface Manifest {
  entries: readonly ManifestEntry[];
  /** Local name of the provider in HCL; undefined: the file has the `required_providers` block. */
  providerName?: string;
}

export interface GeneratedFile extends Manifest {
  /** Whether the file was changed since it was generated. Other line endings are no change: Git converts them. */
  isEdited: boolean;
}

const signature = 'aiven-byok adopt sha256:';
const header = new RegExp(`^(#|//) ${signature}([0-9a-f]{64})\\n((?:\\1 .*\\n)*)`, 'm');
const providerLine = 'provider-name';
const removed = 'removed';

/**
 * Puts a file together.
 * @param comment what begins a comment line: "#" or "//"
 * @param introduction comment lines before the header, each with its line end
 */
export function formatFile(comment: string, introduction: string, manifest: Manifest, code: string): string {
  const lines = [
    ...(manifest.providerName === undefined ? [] : [[providerLine, manifest.providerName]]),
    ...manifest.entries.map(({ type, project, id, name, key, isRemoved }) => {
      const last = isRemoved ? removed : key;
      return [type, project, id, name, ...(last === undefined ? [] : [last])];
    }),
  ];
  const list = lines.map((words) => `${comment} ${words.map(encodeWord).join(' ')}\n`).join('');
  const before = `${introduction}${comment} ${signature}`;
  const after = `\n${list}\n${code}`;
  return before + checksum(before + after) + after;
}

/** Returns undefined for a file without a valid header: it is not ours, or its header was damaged. */
export function parseFile(content: string): GeneratedFile | undefined {
  const text = content.replaceAll('\r\n', '\n');
  const match = header.exec(text);
  if (match === null) return undefined;
  const [block, comment = '', hash = '', list = ''] = match;
  const manifest: { entries: ManifestEntry[]; providerName?: string } = { entries: [] };
  for (const line of list.split('\n').slice(0, -1)) {
    const words = line.slice(comment.length + 1).split(' ');
    const [type = '', project = '', id, name, last] = words.map(decodeWord);
    if (words.length === 2 && type === providerLine) {
      manifest.providerName = project;
      continue;
    }
    if (id === undefined || name === undefined || words.length > 5 || words.includes('')) return undefined;
    const isRemoved = last === removed;
    manifest.entries.push({ type, project, id, name, ...(isRemoved ? { isRemoved } : last && { key: last }) });
  }
  const unsigned = text.replace(block, () => block.replace(hash, ''));
  return { ...manifest, isEdited: checksum(unsigned) !== hash };
}

const checksum = (text: string) => createHash('sha256').update(text).digest('hex');

/** A manifest line is words separated by spaces: any other than a visible ASCII character is escaped as in a URL. */
function encodeWord(word: string): string {
  return Buffer.from(word)
    .toString()
    .replace(/[^\x21-\x7e]|%/gu, encodeURIComponent);
}

function decodeWord(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
