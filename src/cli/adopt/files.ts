/** The generated files in a folder: "adopted.ts", "adopted-2.ts" and so on, or the same in HCL. */

import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolders } from '../../install';
import { writeFileAtomically } from '../../support/atomic-file';
import { systemReason } from '../../support/system-reason';
import { CliError } from '../errors/cli-error';
import { namesIn, readExactText } from '../terraform/files';
import { type GeneratedFile, parseFile } from './manifest';

export type Extension = 'tf' | 'ts';

export interface AdoptedFile extends GeneratedFile {
  /** "adopted.ts" is number 1, "adopted-2.ts" number 2. 0: renamed by the user, so never touched. */
  number: number;
  name: string;
  text: string;
}

export function fileName(number: number, extension: Extension): string {
  return `adopted${number === 1 ? '' : `-${number}`}.${extension}`;
}

/**
 * Reads the generated files of a folder, by number. Files that the user renamed come first, and count as edited.
 * @throws CliError when a file with one of our names has no valid header, or cannot be read
 */
export function readAdoptedFiles(folder: string, extension: Extension): AdoptedFile[] {
  const numbered = new RegExp(`^adopted(?:-([2-9]|[1-9]\\d+))?\\.${extension}$`);
  return namesIn(folder)
    .filter((name) => /^[^.]/.test(name) && name.endsWith(`.${extension}`) && existsSync(join(folder, name)))
    .flatMap((name) => {
      const match = numbered.exec(name);
      const file = match === null ? readRenamed(folder, name) : readNumbered(folder, name, Number(match[1] ?? 1));
      return file ?? [];
    })
    .sort((one, other) => one.number - other.number);
}

function readNumbered(folder: string, name: string, number: number): AdoptedFile {
  const path = join(folder, name);
  const text = readExactText(path);
  const file = parseFile(text);
  if (file !== undefined) return { ...file, number, name, text };
  throw new CliError(
    `"${path}" has no valid "aiven-byok adopt" header, so it was not changed.`,
    'Restore its header, rename the file, or write to another folder with --out.',
  );
}

function readRenamed(folder: string, name: string): AdoptedFile | undefined {
  const path = join(folder, name);
  if (!statSync(path).isFile()) return undefined;
  const text = readExactText(path);
  const file = parseFile(text);
  return file && { ...file, isEdited: true, number: 0, name, text };
}

/** Whether a folder has other Terraform files than the generated ones. Terraform ignores hidden files. */
export function hasOtherTerraformFiles(folder: string, files: readonly AdoptedFile[]): boolean {
  return namesIn(folder).some(
    (name) => /^[^.].*\.(tf|tofu)(\.json)?$/.test(name) && !files.some((file) => file.name === name),
  );
}

/** Writing takes milliseconds: a lock file of this age was left by a killed run. */
const staleAfterMs = 60_000;
const runAgain = 'Run the command again.';

/**
 * Replaces or creates a file, with the line endings that it has.
 * @param before what the file contained when it was read; undefined: it did not exist
 * @throws CliError when the file has changed since, another run is writing it, or it cannot be written
 */
export function replaceFile(path: string, text: string, before: string | undefined): void {
  const lock = `${path}.lock`;
  let isLocked = false;
  try {
    makeFolders(dirname(path));
    const left = statSync(lock, { throwIfNoEntry: false });
    if (left !== undefined && Date.now() - left.mtimeMs > staleAfterMs) rmSync(lock);
    writeFileSync(lock, '', { flag: 'wx' });
    isLocked = true;
    if ((existsSync(path) ? readExactText(path) : undefined) !== before) {
      throw new CliError(`"${path}" was changed while this command ran, so it was not overwritten.`, runAgain);
    }
    writeFileAtomically(path, hasCrlf(before) ? text.replaceAll('\n', '\r\n') : text);
  } catch (error) {
    if (error instanceof CliError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && !isLocked && existsSync(lock)) {
      throw new CliError(`Another run is writing "${path}", so it was not changed.`, runAgain);
    }
    throw new CliError(`Could not write "${path}": ${systemReason(error)}.`);
  } finally {
    if (isLocked) rmSync(lock, { force: true });
  }
}

/** Whether every line of a file ends with CR LF. */
const hasCrlf = (text = '') => /\r\n/.test(text) && !/(^|[^\r])\n/.test(text);
