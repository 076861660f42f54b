/** The CDKTF app that a folder belongs to. */

import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { namesIn, readText } from './files';

/**
 * The main file of the app that imports a file of the folder, and the path by which it imports it. The app is that of the folder, or else
 * that of the working directory.
 */
export function importOf(folder: string, name: string): { main: string; path: string } {
  const above = [...foldersAbove(folder), ...foldersAbove('.')];
  const root =
    above.find((path) => existsSync(join(path, 'cdktf.json'))) ??
    foldersAbove(folder).find((path) => existsSync(join(path, 'package.json'))) ??
    folder;
  const { app } = readJson(join(root, 'cdktf.json'));
  const main = /\S+\.[cm]?tsx?(?=\s|$)/.exec(String(app ?? ''))?.[0] ?? 'main.ts';
  const module = relative(dirname(resolve(root, main)), join(folder, name.replace(/\.ts$/, '')));
  const path = module.split(sep).join('/');
  return { main, path: path.startsWith('../') ? path : `./${path}` };
}

/** Returns the package that the app gets the constructs from: cdktn apps have their own. */
export function packageNameOf(folder: string): string {
  const framework = foldersAbove(folder)
    .map((path) => frameworkOf(join(path, 'package.json')))
    .find((name) => name !== undefined);
  return framework === 'cdktn' ? 'aiven-byok/cdktn' : 'aiven-byok';
}

/** The app's folder and its stacks, with the folder where each was synthesized. */
export function stacksOf(folder: string): { root: string; stacks: { name: string; folder: string }[] } | undefined {
  const root = foldersAbove(folder).find((path) => existsSync(join(path, 'cdktf.json')));
  if (root === undefined) return undefined;
  const { output } = readJson(join(root, 'cdktf.json'));
  const stacks = resolve(root, typeof output === 'string' ? output : 'cdktf.out', 'stacks');
  return { root, stacks: namesIn(stacks).map((name) => ({ name, folder: join(stacks, name) })) };
}

/** The folder itself, and those above it. */
function foldersAbove(folder: string): string[] {
  const above = [resolve(folder)];
  for (let next = dirname(above[0] as string); next !== above.at(-1); next = dirname(next)) above.push(next);
  return above;
}

function frameworkOf(path: string): 'cdktf' | 'cdktn' | undefined {
  const { dependencies, devDependencies } = readJson(path);
  const names = Object.keys({ ...Object(dependencies), ...Object(devDependencies) });
  return (['cdktf', 'cdktn'] as const).find((name) => names.includes(name));
}

/** Returns an empty object for a file that is missing or not JSON. */
function readJson(path: string): { readonly [name: string]: unknown } {
  try {
    return Object(JSON.parse(readText(path)));
  } catch {
    return {};
  }
}
