/** Finds postject, Node's own tool that puts the provider into a Node.js binary before version 25.5. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { type ProgramError, type RunOptions, run } from './run';

/** Not a dependency, because it has 5 MB and only a build needs it. */
const postject = 'postject@1.0.0-alpha.6';

const installIt = `install it in your project with "npm install --save-dev ${postject}", or build with Node.js 25.5 or later`;

/**
 * The path of postject's CLI: from the project, or downloaded by npx.
 * Start it with Node.js: npx would start it with the Node.js that node_modules/.bin may have, for another platform.
 * @param from The folder of the project. @default the current one
 * @throws Error that says how to install it, when it is in neither.
 */
export async function findPostject({ env, signal }: RunOptions, from = process.cwd()): Promise<string> {
  try {
    return join(dirname(createRequire(join(from, 'app.js')).resolve('postject/package.json')), 'dist', 'cli.js');
  } catch {
    // It is not in the project.
  }
  try {
    // npx puts postject on the PATH of the command.
    const command = `"${process.execPath}" -p process.env.PATH`;
    const words = ['--yes', `--package=${postject}`, '-c', command];
    const path = await run('npx', words, { env: withoutProjectBin(env), signal, cwd: from });
    for (const folder of path.trim().split(delimiter)) {
      const file = resolve(folder, '..', 'postject', 'dist', 'cli.js');
      if (existsSync(file)) return file;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(`postject is not in this project, and could not be downloaded (${reasonOf(error)}); ${installIt}`, {
      cause: error,
    });
  }
  throw new Error(`postject is not in this project, and npx did not install it; ${installIt}`);
}

/** npm prints the cause first, and general advice and the path of its log after it. */
function reasonOf(error: unknown): string {
  const { message, stderr } = error as ProgramError;
  const lines = [...(stderr ?? '').matchAll(/^npm (?:error|ERR!) (.+)$/gm)].map(([, text = '']) => text.trim());
  return lines.find((line) => !/^(code|errno|syscall|path|dest|A complete log) /.test(line)) ?? message;
}

/** Without node_modules/.bin on the PATH, which may have the Node.js binary of another platform. */
function withoutProjectBin(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Windows calls it "Path".
  const names = Object.keys(env).filter((name) => name.toUpperCase() === 'PATH');
  const isOther = (folder: string) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder);
  const paths = names.map((name) => [name, env[name]?.split(delimiter).filter(isOther).join(delimiter)]);
  return { ...env, ...Object.fromEntries(paths) };
}
