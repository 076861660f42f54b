/** The folder that adopted things are written to. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CliError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
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
  const others = fileName.endsWith('.tf') ? namesIn(folder) : [];
  return {
    neighbours: others
      // Terraform reads no hidden files either.
      .filter((name) => name !== fileName && /^[^.].*\.(tf|tofu)(\.json)?$/.test(name))
      .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
      .map((name) => ({ name, ...(name.endsWith('.json') ? readHclJson : readHclFile)(read(join(folder, name))) })),
    ...findApp(folder, fileName),
  };
}

/** None in a folder that cannot be read: what keeps a file out of it is said when one is to be written. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The app that a folder is part of: the nearest one above. */
function findApp(folder: string, fileName: string): Pick<Surroundings, 'modulePath' | 'packageName'> {
  const above = foldersAbove(folder);
  const root = above.find((path) => ['cdktf.json', 'package.json'].some((name) => existsSync(join(path, name))));
  const module = relative(root ?? folder, join(folder, fileName.replace(/\.ts$/, '')));
  const cdk = above.map((path) => cdkOf(join(path, 'package.json'))).find((name) => name !== undefined);
  return {
    modulePath: `./${module.split(sep).join('/')}`,
    packageName: cdk === 'cdktn' ? 'aiven-byok/cdktn' : 'aiven-byok',
  };
}

function foldersAbove(folder: string): string[] {
  const above = [resolve(folder)];
  for (let next = dirname(above[0] as string); next !== above.at(-1); next = dirname(next)) above.push(next);
  return above;
}

/** Which of the two the package uses, if any. */
function cdkOf(path: string): 'cdktf' | 'cdktn' | undefined {
  try {
    const { dependencies, devDependencies } = JSON.parse(read(path)) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return (['cdktf', 'cdktn'] as const).find((name) => names.includes(name));
  } catch {
    return undefined;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (reason) {
    throw new CliError(`${path} cannot be read: ${systemReason(reason)}.`);
  }
}
