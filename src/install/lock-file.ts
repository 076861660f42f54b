/**
 * The dependency lock file of a stack. It pins our provider by its hashes, and it keeps the CDKTF CLI from running
 * `terraform providers lock`, which asks registries only and ignores every mirror.
 */

import { join } from 'node:path';
import { providerSource } from '../provider-source';
import { writeFileAtomically } from '../support/atomic-file';
import { readFile } from '../support/read-file';
import { type HclBlock, parseHcl } from './hcl-body';
import { HclSyntaxError, tokenizeHcl } from './hcl-tokens';
import { requireNoLinks } from './mirror-folders';
import { absoluteSource, isSameSource } from './source-address';
import { satisfies } from './version-constraint';

export interface LockedProviders {
  /** Our provider as it was installed. */
  own: { version: string; hashes: readonly string[] };
  /** The stack's other providers: version constraint by source address, both as the configuration writes them. */
  others: Readonly<Record<string, string>>;
}

/** An entry that had to be removed, so that Terraform selects and pins this provider again. */
export interface DroppedEntry {
  /** The source address, as the lock file wrote it. */
  source: string;
  /** The version that was pinned. */
  version: string;
  /** The constraints of the stack, which that version does not meet. */
  constraints: string[];
}

export interface RenderedLockFile {
  text: string;
  dropped: DroppedEntry[];
}

const fileName = '.terraform.lock.hcl';

const head = '# Written at synth by aiven-byok; "terraform init" adds what it resolves.';

const explanation = [
  '# The CDKTF CLI reads this file line by line and takes the last entry of a provider. These entries, which Terraform',
  '# skips, keep it from locking and upgrading on its own: that would ask a registry for every provider of the stack.',
];

/** How our comment at the end begins, in any version of the explanation. */
const commentStart = /^\/\*\r?\n# The CDKTF CLI reads this file line by line/;

/**
 * The new text of the lock file. Our own entry is replaced. Every other entry, comment and line ending stays byte for byte as
 * it is. An entry is dropped only when its version and the stack's constraint were both understood and do not match.
 * @param previous the current text, or '' where there is no file.
 * @throws HclSyntaxError when `previous` is not HCL.
 */
export function renderLockFile(previous: string, { own, others }: LockedProviders): RenderedLockFile {
  const dropped: DroppedEntry[] = [];
  const removed = ownComments(previous);
  for (const block of parseHcl(previous).blocks) {
    const source = block.name === 'provider' ? block.labels[0] : undefined;
    if (source === undefined) continue;
    const entry = isSameSource(source, providerSource) ? undefined : staleEntry(source, block, others);
    if (entry !== undefined) dropped.push(entry);
    if (entry !== undefined || isSameSource(source, providerSource)) removed.push(block);
  }
  const lineEnd = previous.includes('\r\n') ? '\r\n' : '\n';
  const mark = previous.startsWith('\ufeff') ? '\ufeff' : '';
  const kept = without(previous.slice(mark.length), removed, mark.length);
  const sources = [...new Set(Object.keys(others).map(absoluteSource))].sort();
  const parts = [
    `${head}${lineEnd}${lineEnd}${ownEntry(own).join(lineEnd)}`,
    ...(kept === '' ? [] : [kept]),
    ...(sources.length === 0 ? [] : [comment(sources).join(lineEnd)]),
  ];
  return { text: `${mark}${parts.join(lineEnd + lineEnd)}${lineEnd}`, dropped };
}

/**
 * Brings the lock file in a stack's folder up to date. A file that is already right is not touched.
 * @returns the entries that were dropped: the caller has to warn about them.
 * @throws Error when the current file is a symbolic link, is not HCL, or cannot be read or written.
 */
export function writeLockFile(folder: string, providers: LockedProviders): DroppedEntry[] {
  const path = join(folder, fileName);
  requireNoLinks(folder, [path]);
  const previous = readIfThere(path);
  const { text, dropped } = render(path, previous ?? '', providers);
  if (text !== previous) writeFileAtomically(path, text);
  return dropped;
}

function render(path: string, previous: string, providers: LockedProviders): RenderedLockFile {
  try {
    return renderLockFile(previous, providers);
  } catch (error) {
    if (!(error instanceof HclSyntaxError)) throw error;
    throw new Error(
      `the lock file "${path}" is not valid HCL (${error.message}). Fix it, or delete it to let "terraform init" select every other provider again.`,
      { cause: error },
    );
  }
}

function staleEntry(source: string, block: HclBlock, others: LockedProviders['others']): DroppedEntry | undefined {
  const version = block.attributes.find(({ name }) => name === 'version')?.text;
  if (version === undefined) return undefined;
  const constraints = Object.keys(others)
    .filter((other) => isSameSource(other, source))
    .map((other) => others[other] as string);
  // `undefined`, a constraint that is not understood, is no reason to unpin a provider.
  const isStale = constraints.some((constraint) => satisfies(version, constraint) === false);
  return isStale ? { source, version, constraints } : undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What an earlier synth wrote besides our entry. */
function ownComments(text: string): Range[] {
  return tokenizeHcl(text).filter(
    (token) => token.kind === 'comment' && (token.text === head || commentStart.test(token.text)),
  );
}

/** The text without these ranges and the blank lines after each, trimmed at both ends. */
function without(text: string, ranges: readonly Range[], offset: number): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    rest += text.slice(at, start - offset);
    at = end - offset + (/^[ \t]*[\r\n]*/.exec(text.slice(end - offset))?.[0].length ?? 0);
  }
  const all = rest + text.slice(at);
  const content = Math.max(all.search(/\S/), 0);
  return all.slice(all.lastIndexOf('\n', content) + 1).trimEnd();
}

function ownEntry({ version, hashes }: LockedProviders['own']): string[] {
  return [
    `provider "${providerSource}" {`,
    `  version     = "${version}"`,
    `  constraints = "${version}"`,
    '  hashes = [',
    ...[...hashes].sort().map((hash) => `    "${hash}",`),
    '  ]',
    '}',
  ];
}

function comment(sources: readonly string[]): string[] {
  const entries = sources.flatMap((source) => [`provider "${source}" {`, '  constraints = ">= 0"', '}']);
  return ['/*', ...explanation, ...entries, '*/'];
}

function readIfThere(path: string): string | undefined {
  try {
    return readFile(path).toString('utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Error(`cannot read the lock file "${path}": ${message}`, { cause: error });
  }
}
