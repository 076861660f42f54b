/** Handles the requests of a connection one after the other. A client may pipeline them: send more before it reads a response. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How many requests of a connection may wait. No HTTP client in use comes near it. */
const mostWaiting = 1000;

interface Turns {
  waiting: number;
  last: Promise<void>;
}

const connections = new WeakMap<Socket, Turns>();

/**
 * Calls `handle` when the responses to all earlier requests of the connection have been sent, so that a client that reads none of
 * them keeps one in memory. Closes the connection instead if too many requests wait.
 */
export function inOrder(request: IncomingMessage, response: ServerResponse, handle: () => Promise<void>): void {
  const { socket } = request;
  const turns = connections.get(socket) ?? { waiting: 0, last: Promise.resolve() };
  connections.set(socket, turns);
  if (++turns.waiting > mostWaiting) {
    socket.destroy();
    return;
  }
  turns.last = turns.last.then(async () => {
    if (!socket.destroyed) await handle();
    await sent(response);
    turns.waiting -= 1;
  });
}

/** Resolves when the operating system has the whole response, or the connection is closed. */
function sent(response: ServerResponse): Promise<void> | undefined {
  if (response.writableFinished || response.destroyed) return undefined;
  return new Promise((resolve) => {
    response.once('finish', resolve);
    response.once('close', resolve);
  });
}
