/** The folder that adopted things are written to. */

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolders } from '../../install';
import { CliError } from '../cli-error';
import { readHclFile, readHclJson } from './hcl-read';
import { type CodeFormat, isOwn, type Surroundings } from './written';

/** The file of an earlier run, or undefined. @throws CliError when somebody else wrote a file of that name */
export function readOwnFile(folder: string, { fileName }: CodeFormat): string | undefined {
  const path = join(folder, fileName);
  if (!existsSync(path)) return undefined;
  const text = read(path);
  if (isOwn(text)) return text;
  throw new CliError(
    `${path} was not written by this command, and stays as it is.`,
    'Give another folder with --out, or another name to that file.',
  );
}

export function lookAround(folder: string, { fileName }: CodeFormat): Surroundings {
  const others = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder).filter((name) => name !== fileName)
    : [];
  const neighbours = others
    .filter((name) => /\.(tf|tofu)(\.json)?$/.test(name))
    .map((name) => ({ name, ...(name.endsWith('.json') ? readHclJson : readHclFile)(read(join(folder, name))) }));
  return {
    neighbours,
    packageName:
      others.includes('package.json') && usesCdktn(join(folder, 'package.json')) ? 'aiven-byok/cdktn' : 'aiven-byok',
  };
}

/** Puts a file in its place in one step: whoever looks finds the old or the new one, whole. @throws CliError */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    makeFolders(dirname(path));
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (reason) {
    if (existsSync(beside)) rmSync(beside);
    throw new CliError(`${path} cannot be written: ${(reason as Error).message}.`);
  }
}

function usesCdktn(path: string): boolean {
  try {
    const { dependencies, devDependencies } = JSON.parse(read(path)) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return names.includes('cdktn') && !names.includes('cdktf');
  } catch {
    return false;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (reason) {
    throw new CliError(`${path} cannot be read: ${(reason as Error).message}.`);
  }
}
