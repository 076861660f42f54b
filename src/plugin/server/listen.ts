/** Where the server listens: a unix socket that only this user can reach, or the loopback address where there is none. */

import { mkdtempSync, rmdirSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a socket, in bytes. Node 20 cuts a longer one silently and then listens somewhere else. */
const MAX_PATH_LENGTH = process.platform === 'darwin' ? 103 : 107;

export interface Endpoint {
  readonly network: 'unix' | 'tcp';
  /** The path of the socket, or `host:port`. */
  readonly address: string;
  /** Removes what lies on disk for it. May be called twice. */
  readonly remove: () => void;
}

/** Starts listening; `directory` is tried before the system's folder for temporary files. Node has no unix sockets on Windows. */
export async function listen(
  server: Server,
  directory?: string,
  platform: NodeJS.Platform = process.platform,
): Promise<Endpoint> {
  const folder = platform === 'win32' ? undefined : createSocketFolder(directory);
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

/** A fresh folder of mode 0700, in the first place that takes one and leaves room for the socket's name. */
function createSocketFolder(directory: string | undefined): string | undefined {
  for (const parent of [directory, tmpdir(), '/tmp']) {
    if (parent === undefined || Buffer.byteLength(socketIn(join(parent, 'tf-XXXXXX'))) > MAX_PATH_LENGTH) continue;
    try {
      return mkdtempSync(join(parent, 'tf-'));
    } catch {
      // Not there or not writable: the next one may be.
    }
  }
  return undefined;
}

/** Node takes away the socket of a server that it closes. Not `rmSync`: its module would be loaded for this, 2 ms at each end. */
function removeSocket(path: string, folder: string): void {
  for (const [take, name] of [
    [unlinkSync, path],
    [rmdirSync, folder],
  ] as const) {
    try {
      take(name);
    } catch {
      // Gone already.
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
