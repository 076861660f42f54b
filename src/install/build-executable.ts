/** Makes a standalone executable from the provider and a Node.js binary: a single executable application, as Node.js calls it. */

import { chmodSync, copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform as systemPlatform } from 'node:os';
import { join } from 'node:path';
import { platformOfExecutable } from './executable-format';
import { makeFolders } from './folders';
import { ignoreNodeOptions, nodeVersionOf, withoutNodeOptions } from './node-binary';
import type { Platform } from './package-files';
import { executableName } from './packages';
import { findPostject } from './postject';
import { findProviderFile } from './provider-file';
import { type RunOptions, run } from './run';

export interface BuildOptions {
  /** The folder to write to. */
  out: string;
  /** The path of a Node.js binary. @default the running one */
  node?: string | undefined;
  /** The platform that `node` must be for. @default the one it is for */
  target?: Platform | undefined;
  /** The path of the provider file. @default the one of this package */
  file?: string;
  /** The environment of the programs that build it. @default process.env */
  env?: NodeJS.ProcessEnv;
  /** Stops the build. */
  signal?: AbortSignal;
}

export interface BuiltExecutable {
  path: string;
  platform: Platform;
  nodeVersion: string;
  /** What is left to do, as sentences with commands. */
  steps: string[];
}

/** Node 25.5 and later need no tool to put the provider in. */
const firstWithBuildSea = [25, 5];

const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * Builds the executable, for the platform of the Node.js binary. For this machine's platform it has a code cache, and is started once
 * to check it.
 * @throws Error when the binary is not Node.js or for another platform, when it has another version than the Node.js that has to
 *   prepare it, or when a step fails.
 */
export async function buildExecutable(options: BuildOptions): Promise<BuiltExecutable> {
  const { out, node = process.execPath, target, file = findProviderFile(), signal, env = process.env } = options;
  const start: RunOptions = { env, signal };
  const platform = requirePlatform(node, target);
  const isNative = platform === nativePlatform();
  const binary = readFileSync(node);
  const nodeVersion = nodeVersionOf(binary);
  if (nodeVersion === undefined) throw new Error(`"${node}" is not a Node.js binary`);
  // The blob depends on the version. A binary of this platform prepares it itself.
  const preparer = isNative ? node : process.execPath;
  if (!isNative && nodeVersion !== process.versions.node) {
    throw new Error(
      `"${node}" is Node.js ${nodeVersion}, but the running Node.js ${process.versions.node} would prepare it, and the versions must be equal; run this command with Node.js ${nodeVersion}, or choose a binary of version ${process.versions.node}`,
    );
  }
  const changed = withoutNodeOptions(binary, node);
  makeFolders(out);
  const folder = mkdtempSync(join(out, '.aiven-byok-build-'));
  try {
    const executable = join(folder, 'node');
    writeFileSync(executable, changed);
    chmodSync(executable, 0o755);
    const steps = [await strip(executable, platform, isNative, start)];
    await inject({ file, executable, folder, preparer, nodeVersion, platform, isNative, start });
    if (isNative) await check(executable, start);
    const path = join(out, executableName(platform));
    renameSync(executable, path);
    if (platform.startsWith('darwin_') && !isNative) {
      steps.push(`macOS starts only signed executables. On a Mac, run: codesign --sign - ${path}`);
    }
    return { path, platform, nodeVersion, steps: steps.filter((step) => step !== undefined) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** This machine's platform, in Terraform's words. */
function nativePlatform(): string {
  const system = systemPlatform() === 'win32' ? 'windows' : systemPlatform();
  return `${system}_${arch() === 'x64' ? 'amd64' : arch()}`;
}

function requirePlatform(node: string, target: Platform | undefined): Platform {
  const platform = platformOfExecutable(node);
  if (platform === undefined) throw new Error(`"${node}" is not a Node.js binary`);
  if (target === undefined || target === platform) return platform;
  throw new Error(
    `"${node}" is Node.js for ${platform}, not for ${target}; choose one for ${target} with --node, such as the binary in ${archive(target)}`,
  );
}

/** Not the npm packages with Node.js binaries: they lack some platforms and versions. */
function archive(target: Platform): string {
  const [system, processor] = target.split('_') as [string, string];
  const isWindows = system === 'windows';
  const name = `node-v${process.versions.node}-${isWindows ? 'win' : system}-${processor === 'amd64' ? 'x64' : processor}`;
  return `https://nodejs.org/dist/v${process.versions.node}/${name}.${isWindows ? 'zip' : 'tar.gz'}`;
}

/** @returns what the user can do instead, if it was not possible */
async function strip(
  path: string,
  platform: Platform,
  isNative: boolean,
  start: RunOptions,
): Promise<string | undefined> {
  if (!platform.startsWith('linux_')) return undefined;
  const advice = `It contains debug symbols of Node.js. To make it smaller, run "strip" for ${platform} on the Node.js binary, and build again.`;
  if (!isNative) return advice;
  try {
    await run('strip', [path], start);
    return undefined;
  } catch {
    start.signal?.throwIfAborted();
    return advice;
  }
}

interface Injection {
  file: string;
  /** The copy of the Node.js binary that becomes the provider. */
  executable: string;
  folder: string;
  preparer: string;
  nodeVersion: string;
  platform: Platform;
  isNative: boolean;
  start: RunOptions;
}

async function inject({ file, executable, folder, preparer, nodeVersion, platform, isNative, start }: Injection) {
  const config = join(folder, 'config.json');
  const output = join(folder, 'output');
  const isMac = platform.startsWith('darwin_');
  const settings = {
    main: file,
    output,
    disableExperimentalSEAWarning: true,
    useCodeCache: isNative,
    ...ignoreNodeOptions,
  };
  if (isMac && isNative) await run('codesign', ['--remove-signature', executable], start);
  if (isAtLeast(nodeVersion, firstWithBuildSea)) {
    writeFileSync(config, JSON.stringify({ ...settings, executable }));
    await run(preparer, ['--build-sea', config], start);
    copyFileSync(output, executable);
  } else {
    writeFileSync(config, JSON.stringify(settings));
    await run(preparer, ['--experimental-sea-config', config], start);
    const segment = isMac ? ['--macho-segment-name', 'NODE_SEA'] : [];
    const words = [executable, 'NODE_SEA_BLOB', output, '--sentinel-fuse', fuse, ...segment];
    await run(process.execPath, [await findPostject(start), ...words], start);
  }
  if (isMac && isNative) await run('codesign', ['--sign', '-', executable], start);
}

function isAtLeast(version: string, [major = 0, minor = 0]: readonly number[]): boolean {
  const [foundMajor = 0, foundMinor = 0] = version.split('.').map(Number);
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}

/** Starts it without a PATH, and with NODE_OPTIONS that Node.js would refuse: it must say what it is. */
async function check(executable: string, { signal }: RunOptions): Promise<void> {
  const started = run(executable, [], { signal, env: { PATH: '', NODE_OPTIONS: '--no-such-option' } });
  const message = await started.then(
    () => 'it exited with code 0',
    (error: Error) => error.message,
  );
  if (!message.includes('This is a Terraform provider')) throw new Error(`the executable does not start: ${message}`);
}
