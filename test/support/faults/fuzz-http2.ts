/** Feeds random headers and damaged frames to the HTTP/2 server of the plugin, over real sockets. */

import { once } from 'node:events';
import { type ClientHttp2Session, connect as connectHttp2, type OutgoingHttpHeaders } from 'node:http2';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createPluginServer } from '../../../src/plugin/server/plugin-server';
import { encodeFrame } from '../../../src/plugin/wire/frame';
import { healthService } from '../../../src/plugin/wire/messages/go-plugin';
import { Random } from '../random';

const check = '/grpc.health.v1.Health/Check';
const valid = { ':method': 'POST', ':path': check, 'content-type': 'application/grpc', te: 'trailers' };

/** The client's preface, an empty SETTINGS frame, and a HEADERS frame whose header block is damaged with the rest. */
const opening = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1');
const headers = Buffer.from(
  '000026010400000001838645986283772af9cddcb7c691ee2d9dcc42b17a7293ae328e845f8b1d75d0620d263d4c4d65640286',
  'hex',
);

export interface Http2Report {
  /** Requests that got a response or a reset. */
  readonly answered: number;
  /** Connections with damaged frames that the server closed, or left open without a crash. */
  readonly connections: number;
}

/** @throws Error when a valid call no longer succeeds after the damaged ones */
export async function fuzzHttp2(seed: number, requests: number, connections: number): Promise<Http2Report> {
  const random = new Random(seed);
  const server = createServer({ pauseOnConnect: true });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  const handlers = { Check: async () => ({ status: 1 }) };
  createPluginServer(server, { services: () => [{ service: healthService, handlers }] as never });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const session = connectHttp2(urlOf(server));
  try {
    for (let left = requests; left > 0; left -= 1) await request(session, randomHeaders(random));
    for (let left = connections; left > 0; left -= 1) await sendDamaged(server, random);
    const status = await request(session, valid);
    if (status !== 200) throw new Error(`seed ${seed}: a valid call got ${status}`);
    return { answered: requests, connections };
  } finally {
    session.destroy();
    // After a compression error, Node's session sends GOAWAY but keeps the connection.
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Valid for Node's client, which rejects what HTTP/2 cannot express. */
function randomHeaders(random: Random): OutgoingHttpHeaders {
  const text = () =>
    Array.from({ length: random.below(40) }, () => String.fromCharCode(33 + random.below(94))).join('');
  const headers: OutgoingHttpHeaders = {
    ...valid,
    ':path': random.pick([check, `/${text()}`, `${check}/`, '/grpc.health.v1.Health/constructor', '/a/__proto__']),
    ':method': random.pick(['POST', 'POST', 'GET', 'PUT', 'OPTIONS']),
    'content-type': random.pick(['application/grpc', 'application/grpc+proto', 'text/html', text()]),
    'grpc-timeout': random.pick(['1S', '-1S', '99999999999999999H', text()]),
    'grpc-encoding': random.pick(['identity', 'gzip', text()]),
  };
  for (let more = random.below(20); more > 0; more -= 1) headers[`x-${more}`] = text().repeat(1 + random.below(10));
  return headers;
}

/** The status, or undefined after a reset. */
function request(session: ClientHttp2Session, headers: OutgoingHttpHeaders): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const stream = session.request(headers);
    let status: number | undefined;
    stream.on('response', (response) => {
      status = response[':status'];
    });
    stream.on('error', (error) => (session.destroyed ? reject(error) : undefined));
    stream.on('close', () => resolve(status));
    stream.resume();
    stream.end(encodeFrame(Buffer.alloc(0)));
  });
}

/** Sends a damaged opening; resolves when the server has responded to it or closed the connection. */
async function sendDamaged(server: Server, random: Random): Promise<void> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  const bytes = Buffer.concat([opening, headers]);
  // Mostly behind the preface: anything else is closed at its first byte.
  for (let times = 1 + random.below(5); times > 0; times -= 1) {
    bytes[random.chance(0.9) ? 24 + random.below(bytes.length - 24) : random.below(24)] = random.below(256);
  }
  socket.end(random.chance(0.3) ? bytes.subarray(0, random.below(bytes.length)) : bytes);
  await new Promise<void>((resolve) => {
    socket.once('data', () => resolve());
    socket.once('close', () => resolve());
  });
  socket.destroy();
}
