import type { EventEmitter } from 'node:events';
import { connect } from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { type Certificate, createCertificate, createPin } from '../../../src/plugin/server/certificate';
import { createPluginServer } from '../../../src/plugin/server/plugin-server';
import { healthService, ServingStatus } from '../../../src/plugin/wire/messages';
import { decodeMessage, encodeMessage } from '../../../src/plugin/wire/protobuf';

const DAY = 24 * 3_600_000;
const { request, response } = healthService.methods.Check;

let server: Server;
const sockets = new Set<Socket>();
let port: number;
let connections: number[];
let handled: number;
const serverCertificate = createCertificate();
const clientCertificate = createCertificate();

async function start(pinned: Certificate): Promise<void> {
  const counts: number[] = [];
  connections = counts;
  handled = 0;
  server = createServer({ pauseOnConnect: true });
  server.on('connection', (socket) => sockets.add(socket));
  createPluginServer(server, {
    services: () => {
      let calls = 0;
      const Check = async () => {
        handled++;
        return { status: ServingStatus.serving + calls++ };
      };
      return [{ service: healthService, handlers: { Check } }];
    },
    tls: { certificate: serverCertificate, isExpected: createPin(pinned.certificatePem) },
    onConnections: (count) => counts.push(count),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
}

async function stop(): Promise<void> {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => server.close(resolve));
}
afterEach(stop);

function closed(emitter: EventEmitter): Promise<void> {
  return new Promise((resolve) => emitter.once('close', resolve));
}

/** One health check by an independent client that shows the given certificate. */
async function check(shown?: Certificate): Promise<number> {
  const credentials = grpc.credentials.createSsl(
    Buffer.from(serverCertificate.certificatePem),
    shown && Buffer.from(shown.privateKeyPem),
    shown && Buffer.from(shown.certificatePem),
  );
  const client = new grpc.Client(`127.0.0.1:${port}`, credentials, {
    'grpc.ssl_target_name_override': 'localhost',
    'grpc.enable_retries': 0,
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        (message: object) => encodeMessage(request, message),
        (bytes: Buffer) => decodeMessage(response, bytes),
        {},
        (error, answer) => (error ? reject(error) : resolve(answer?.status as number)),
      );
    });
  } finally {
    client.close();
  }
}

test('the client whose certificate was announced is answered', async () => {
  await start(clientCertificate);
  await expect(check(clientCertificate)).resolves.toBe(ServingStatus.serving);
});

test.each([
  ['none', undefined],
  ['a foreign one with the same names', createCertificate()],
  ['an expired one', createCertificate(Date.now() - 60 * DAY)],
  ["the server's own", serverCertificate],
])('a client that shows %s is refused before its first call', async (_, shown) => {
  await start(clientCertificate);
  await expect(check(shown)).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
  expect(handled).toBe(0);
  expect(connections).toEqual([]);
  await expect(check(clientCertificate)).resolves.toBe(ServingStatus.serving);
});

test.each([
  ['has expired', createCertificate(Date.now() - 60 * DAY)],
  ['is not valid yet', createCertificate(Date.now() + 60 * DAY)],
])('even the announced certificate is refused when it %s', async (_, pinned) => {
  await start(pinned);
  await expect(check(pinned)).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
  expect(handled).toBe(0);
});

test('a request sent together with the end of the TLS handshake is not answered either', async () => {
  await start(clientCertificate);
  const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
  session.on('error', () => {});
  const stream = session.request({
    ':method': 'POST',
    ':path': '/grpc.health.v1.Health/Check',
    'content-type': 'application/grpc',
  });
  const answered = jest.fn();
  stream.on('response', answered);
  stream.on('error', () => {});
  stream.end(Buffer.alloc(5));
  await closed(stream);
  expect(answered).not.toHaveBeenCalled();
  expect(handled).toBe(0);
});

test('a client that speaks TLS 1.1, or no HTTP/2, gets no connection', async () => {
  await start(clientCertificate);
  const shown = { cert: clientCertificate.certificatePem, key: clientCertificate.privateKeyPem };
  const attempt = async (options: object) => {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...shown, ...options });
    socket.on('error', () => {});
    await closed(socket);
  };
  await attempt({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ALPNProtocols: ['h2'], ciphers: 'ALL@SECLEVEL=0' });
  await attempt({ ALPNProtocols: ['http/1.1'] });
  expect(connections).toEqual([]);
});

test('each connection has its own handlers, and connections are counted', async () => {
  await start(clientCertificate);
  const both = await Promise.all([check(clientCertificate), check(clientCertificate)]);
  expect(both).toEqual([ServingStatus.serving, ServingStatus.serving]);
  expect(connections[0]).toBe(1);
  while (connections.at(-1) !== 0) await new Promise(setImmediate);
});
