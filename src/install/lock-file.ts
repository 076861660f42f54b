/**
 * The dependency lock file of a stack. It pins our provider by its hash, and it keeps the CDKTF CLI from running
 * `terraform providers lock`, which asks registries only and ignores every mirror.
 */

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerSource } from './provider-file';
import { absoluteSource, isSameSource } from './source-address';
import { satisfies } from './version-constraint';

export interface LockedProviders {
  /** Our provider as it was installed. */
  own: { version: string; hash: string };
  /** What the stack requires besides: version constraint by source address, both as the configuration writes them. */
  others: Readonly<Record<string, string>>;
}

const fileName = '.terraform.lock.hcl';

const head = '# Written at synth by aiven-byok; "terraform init" adds what it resolves.';

const explanation = [
  '# The CDKTF CLI reads this file line by line and takes the last entry of a provider: these, which Terraform skips,',
  '# keep it from locking and upgrading by itself, which would ask a registry for every provider of the stack.',
];

/**
 * The lock file's new text. Our own entry is replaced; an entry of another provider is kept while its version meets what
 * the stack requires, and dropped otherwise, so that Terraform resolves it again.
 * @param previous the text that is there, or '' where there is no file.
 */
export function renderLockFile(previous: string, { own, others }: LockedProviders): string {
  const entries = [ownEntry(own)];
  for (const { source, version, text } of readEntries(previous)) {
    if (isSameSource(source, providerSource)) continue;
    const required = Object.keys(others).filter((other) => isSameSource(other, source));
    if (required.every((other) => satisfies(version, others[other] ?? ''))) entries.push({ source, text });
  }
  entries.sort((a, b) => (a.source < b.source ? -1 : 1));
  const parts = [head, ...entries.map(({ text }) => text)];
  const sources = Object.keys(others).map(absoluteSource);
  if (sources.length > 0) parts.push(comment([...new Set(sources)].sort()));
  return `${parts.join('\n\n')}\n`;
}

/** Brings the lock file in a stack's folder up to date; a file that is right already is not touched. */
export function writeLockFile(folder: string, providers: LockedProviders): void {
  const path = join(folder, fileName);
  const previous = readIfThere(path);
  const text = renderLockFile(previous ?? '', providers);
  if (text === previous) return;
  const beside = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

function ownEntry({ version, hash }: LockedProviders['own']) {
  const text = [
    `provider "${providerSource}" {`,
    `  version     = "${version}"`,
    `  constraints = "${version}"`,
    '  hashes = [',
    `    "${hash}",`,
    '  ]',
    '}',
  ].join('\n');
  return { source: providerSource, text };
}

function comment(sources: readonly string[]): string {
  const entries = sources.map((source) => `provider "${source}" {\n  constraints = ">= 0"\n}`);
  return ['/*', ...explanation, ...entries, '*/'].join('\n');
}

/** The provider blocks of a lock file, which Terraform always writes in one form. Those in a comment do not count. */
function readEntries(text: string): { source: string; version: string; text: string }[] {
  const blocks = text
    .replace(/\r/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/^provider "([^"]+)" \{\n[\s\S]*?^\}/gm);
  return [...blocks].map((block) => {
    const version = /^\s*version\s*=\s*"([^"]*)"/m.exec(block[0])?.[1] ?? '';
    return { source: block[1] ?? '', version, text: block[0] };
  });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
