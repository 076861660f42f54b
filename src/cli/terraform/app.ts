/** The CDKTF app that a folder belongs to. */

import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { namesIn, readText } from './files';

/**
 * The main file of the app that imports a file of the folder, and the path by which it imports it. The app is that of the folder, or else
 * that of the working directory. Undefined if neither a cdktf.json nor a main.ts shows where the app is.
 */
export function importOf(folder: string, name: string): { main: string; path: string } | undefined {
  const above = foldersAbove(folder);
  const app = [...above, ...foldersAbove('.')].find((path) => existsSync(join(path, 'cdktf.json')));
  const packageRoot = above.find((path) => existsSync(join(path, 'package.json')));
  const root = app ?? [packageRoot ?? folder, folder, '.'].find((path) => existsSync(join(path, defaultMain)));
  if (root === undefined) return undefined;
  const { app: command } = readJson(join(root, 'cdktf.json'));
  const main = /\S+\.[cm]?tsx?(?=\s|$)/.exec(String(command ?? ''))?.[0] ?? defaultMain;
  const module = relative(dirname(resolve(root, main)), join(folder, name.replace(/\.ts$/, '')));
  const path = module.split(sep).join('/');
  return { main, path: path.startsWith('../') ? path : `./${path}` };
}

const defaultMain = 'main.ts';

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
