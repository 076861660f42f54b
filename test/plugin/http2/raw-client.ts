/** A client that sends the bytes it is told to, and shows the frames that come back. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type ConnectionListener, Http2Connection } from '../../../src/plugin/http2/connection';

export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** POST / with the scheme http: the shortest headers of a request. */
export const HEADERS = Buffer.from([0x83, 0x86, 0x84]);

export function frame(type: number, flags: number, streamId: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload]);
}

export const number = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);

export interface ReceivedFrame {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Buffer;
}

/** Serves every connection with HTTP/2; `stop` ends them all. */
export async function startServer(listener: ConnectionListener) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    new Http2Connection(socket, listener);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function connectRaw(port: number) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  const frames: ReceivedFrame[] = [];
  const waiting: { wanted: (frame: ReceivedFrame) => boolean; found: (frame: ReceivedFrame) => void }[] = [];
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 9 && rest.length >= 9 + rest.readUIntBE(0, 3)) {
      const end = 9 + rest.readUIntBE(0, 3);
      const received = {
        type: rest.readUInt8(3),
        flags: rest.readUInt8(4),
        streamId: rest.readUInt32BE(5),
        payload: rest.subarray(9, end),
      };
      rest = rest.subarray(end);
      frames.push(received);
      for (const { wanted, found } of waiting) if (wanted(received)) found(received);
    }
  });
  const closed = once(socket, 'close');
  return {
    socket,
    frames,
    send: (...parts: Uint8Array[]) => socket.write(Buffer.concat(parts)),
    /** The first frame of this type and, when it is given, of this stream; rejected when the server hangs up before. */
    next(type: number, streamId?: number): Promise<ReceivedFrame> {
      const wanted = (received: ReceivedFrame) =>
        received.type === type && (streamId === undefined || received.streamId === streamId);
      const known = frames.find(wanted);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((found, reject) => {
        waiting.push({ wanted, found });
        closed.then(() => reject(new Error(`The server hung up before a frame of type ${type} came.`)));
      });
    },
    closed,
  };
}
