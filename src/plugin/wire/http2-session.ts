/** The HTTP/2 session of one connection. */

import { performServerHandshake, type ServerHttp2Session } from 'node:http2';
import type { Duplex } from 'node:stream';

/** In bytes. Lets a state of many megabytes through without waiting for WINDOW_UPDATE. */
const STREAM_WINDOW = 4 * 1024 * 1024;
const CONNECTION_WINDOW = 16 * 1024 * 1024;

const options = {
  settings: { initialWindowSize: STREAM_WINDOW, maxConcurrentStreams: 1024 },
  // In megabytes. Node's default of 10 rejects streams while a few large states are in flight.
  maxSessionMemory: 1024,
};

/** Serves HTTP/2 on a connected socket from which nothing has been read. */
export function startHttp2Session(socket: Duplex): ServerHttp2Session {
  const session = performServerHandshake(socket, options);
  session.setLocalWindowSize(CONNECTION_WINDOW);
  return session;
}
