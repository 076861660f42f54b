/** Listens on a Unix socket that only this user can open, or on the loopback address where that is not possible. */

import { mkdtempSync, rmdirSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest socket path in bytes. Node 20 silently truncates a longer one and listens elsewhere. */
const MAX_PATH_LENGTH = process.platform === 'darwin' ? 103 : 107;

export interface Endpoint {
  readonly network: 'unix' | 'tcp';
  /** The path of the socket, or `host:port`. */
  readonly address: string;
  /** Removes the socket from disk. Idempotent. */
  readonly remove: () => void;
}

export interface ListenOptions {
  /** Whether clients present a certificate. Without it any local user could connect over TCP and receive the token. */
  readonly hasTls: boolean;
  /** Preferred over the system's temporary folder. */
  readonly directory?: string | undefined;
  /** Node has no Unix sockets on Windows. @default this machine's */
  readonly platform?: NodeJS.Platform;
}

/** Starts listening. @throws Error when there can be no Unix socket, and no TLS to protect a TCP port. */
export async function listen(server: Server, options: ListenOptions): Promise<Endpoint> {
  const { hasTls, directory, platform = process.platform } = options;
  const folder = platform === 'win32' ? undefined : createSocketFolder(directory);
  if (folder === undefined && !hasTls) throw new Error(noSocket(platform));
  if (folder === undefined) {
    await start(server, { host: '127.0.0.1', port: 0 });
    const bound = server.address();
    return {
      network: 'tcp',
      address: `127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`,
      remove: () => {},
    };
  }
  const path = socketIn(folder);
  const remove = () => removeSocket(path, folder);
  try {
    await start(server, { path });
  } catch (error) {
    remove();
    throw error;
  }
  return { network: 'unix', address: path, remove };
}

const noSocket = (platform: NodeJS.Platform) =>
  platform === 'win32'
    ? 'Windows has no Unix sockets, and without TLS a TCP port would be open to every local user.'
    : `Cannot create a Unix socket in "${tmpdir()}" or "/tmp", and without TLS a TCP port would be open to every local user. Set TMPDIR to a writable folder with a short path.`;

/** Creates a folder of mode 0700 in the first writable parent where the socket's path is short enough. */
function createSocketFolder(directory: string | undefined): string | undefined {
  for (const parent of [directory, tmpdir(), '/tmp']) {
    if (parent === undefined || Buffer.byteLength(socketIn(join(parent, 'tf-XXXXXX'))) > MAX_PATH_LENGTH) continue;
    try {
      return mkdtempSync(join(parent, 'tf-'));
    } catch {
      // Missing or not writable: try the next one.
    }
  }
  return undefined;
}

/** Not `rmSync`: loading its module takes 2 ms at each exit. */
function removeSocket(path: string, folder: string): void {
  for (const [remove, name] of [
    [unlinkSync, path],
    [rmdirSync, folder],
  ] as const) {
    try {
      remove(name);
    } catch {
      // Already removed.
    }
  }
}

function socketIn(folder: string): string {
  return join(folder, 's');
}

function start(server: Server, where: { path: string } | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
