/** Puts the provider file where Terraform and OpenTofu look for it: into the layout of a local mirror. */

import { chmodSync, copyFileSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version as ownVersion } from '../version';
import { makeFolders } from './folders';
import { packageHash } from './hash';
import { findProviderFile, providerSource } from './provider-file';

/** The platforms that get the file, as Terraform names them. It is one script: all get the same. */
export const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'] as const;

export interface InstalledProvider {
  /** The file of each platform, in the order of `platforms`. */
  files: string[];
  /** The package's `h1:` hash, one for all platforms. */
  hash: string;
  version: string;
}

export interface InstallOptions {
  /** The provider file to install. @default the one of this package */
  file?: string;
  /** @default the version of this package */
  version?: string;
  /** Leaves other versions of the provider in this mirror. @default false */
  keepOthers?: boolean;
}

/**
 * Installs the provider below `root`, which is an implied local mirror such as `terraform.d/plugins`, or one that a
 * `filesystem_mirror` names. What is there already and right is left alone. Safe beside other processes that do the same:
 * each file appears whole, by a rename.
 * @throws Error when the package has no provider file, or the folder cannot be written.
 */
export function installProvider(root: string, options: InstallOptions = {}): InstalledProvider {
  const { file = findProviderFile(), version = ownVersion, keepOthers = false } = options;
  const provider = join(root, ...providerSource.split('/'));
  const name = `terraform-provider-aiven_v${version}`;
  const files = platforms.map((platform) => join(provider, version, platform, name));
  const [first = '', ...others] = files;
  const contents = readFileSync(file);
  makeFolders(root);

  if (!holds(first, contents)) place(root, first, (beside) => copyExecutable(file, beside));
  chmodSync(first, 0o755);
  for (const other of others) {
    if (!holds(other, contents)) place(root, other, (beside) => linkOrCopy(first, beside));
    chmodSync(other, 0o755);
  }

  for (const path of files) removeAllBut(dirname(path), name);
  if (!keepOthers) removeAllBut(provider, version);
  return { files, hash: packageHash({ [name]: contents }), version };
}

/**
 * Writes a file beside its place and moves it there. Beside means outside of the package's folder: Terraform hashes all
 * that lies in it, and may be doing so now.
 */
function place(root: string, path: string, write: (beside: string) => void): void {
  makeFolders(dirname(path));
  const beside = join(root, `.aiven-byok-${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    write(beside);
    renameSync(beside, path);
  } finally {
    // A rename onto a link of the same file does nothing and leaves the source where it was.
    rmSync(beside, { force: true });
  }
}

function copyExecutable(from: string, to: string): void {
  // Never a link: package stores share one file between projects.
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyExecutable(from, to);
  }
}

function holds(path: string, contents: Buffer): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === contents.length && readFileSync(path).equals(contents);
}

/** What else lies there would be hashed too (a `.DS_Store`), or be taken for the provider. */
function removeAllBut(folder: string, name: string): void {
  for (const entry of readdirSync(folder)) {
    if (entry !== name) rmSync(join(folder, entry), { recursive: true, force: true });
  }
}
