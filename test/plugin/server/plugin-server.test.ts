import type { EventEmitter } from 'node:events';
import { connect } from 'node:http2';
import { type AddressInfo, connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { type Certificate, createCertificate, createPin } from '../../../src/plugin/server/certificate';
import { createPluginServer, type PluginServer } from '../../../src/plugin/server/plugin-server';
import { healthService, ServingStatus } from '../../../src/plugin/wire/messages';
import { decodeMessage, encodeMessage } from '../../../src/plugin/wire/protobuf';
import { testUnless } from '../../support/terraform/binary';

const DAY = 24 * 3_600_000;
const { request, response } = healthService.methods.Check;

let server: Server;
const sockets = new Set<Socket>();
let port: number;
let plugin: PluginServer;
let connections: number[];
let failures: string[];
let handled: number;
const serverCertificate = createCertificate();
const clientCertificate = createCertificate();

async function start(pinned?: Certificate): Promise<void> {
  const counts: number[] = [];
  connections = counts;
  failures = [];
  handled = 0;
  server = createServer({ pauseOnConnect: true });
  server.on('connection', (socket) => sockets.add(socket));
  plugin = createPluginServer(server, {
    services: () => {
      let calls = 0;
      const Check = async () => {
        handled++;
        return { status: ServingStatus.serving + calls++ };
      };
      return [{ service: healthService, handlers: { Check } }];
    },
    tls: pinned && { certificate: serverCertificate, isExpected: createPin(pinned.certificatePem) },
    observer: { connectionFailed: (error) => failures.push(String(error)) },
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

/** One health check by an independent client that presents the given certificate. */
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
        (error, response) => (error ? reject(error) : resolve(response?.status as number)),
      );
    });
  } finally {
    client.close();
  }
}

test('serves the client whose certificate was announced', async () => {
  await start(clientCertificate);
  await expect(check(clientCertificate)).resolves.toBe(ServingStatus.serving);
});

test.each([
  ['no certificate', undefined],
  ['a foreign certificate with the same names', createCertificate()],
  ['an expired certificate', createCertificate(Date.now() - 60 * DAY)],
  ["the server's own certificate", serverCertificate],
])('rejects a client that presents %s before its first call', async (_, shown) => {
  await start(clientCertificate);
  await expect(check(shown)).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
  expect(handled).toBe(0);
  expect(connections).toEqual([]);
  await expect(check(clientCertificate)).resolves.toBe(ServingStatus.serving);
});

test.each([
  ['has expired', createCertificate(Date.now() - 60 * DAY)],
  ['is not valid yet', createCertificate(Date.now() + 60 * DAY)],
])('rejects even the announced certificate when it %s', async (_, pinned) => {
  await start(pinned);
  await expect(check(pinned)).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
  expect(handled).toBe(0);
});

test('does not respond to a request that arrives with the end of the TLS handshake of a rejected client', async () => {
  await start(clientCertificate);
  const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
  session.on('error', () => {});
  const stream = session.request({
    ':method': 'POST',
    ':path': '/grpc.health.v1.Health/Check',
    'content-type': 'application/grpc',
  });
  const responded = jest.fn();
  stream.on('response', responded);
  stream.on('error', () => {});
  stream.end(Buffer.alloc(5));
  await closed(stream);
  expect(responded).not.toHaveBeenCalled();
  expect(handled).toBe(0);
});

test('rejects a client that uses TLS 1.1, or that does not offer HTTP/2', async () => {
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

test('gives each connection its own handlers, and counts the connections', async () => {
  await start(clientCertificate);
  const both = await Promise.all([check(clientCertificate), check(clientCertificate)]);
  expect(both).toEqual([ServingStatus.serving, ServingStatus.serving]);
  expect(connections[0]).toBe(1);
  while (connections.at(-1) !== 0) await new Promise(setImmediate);
  expect(failures).toEqual([]);
});

describe('a connection', () => {
  const frame = (type: number, streamId: number, payload: Buffer) =>
    Buffer.concat([Buffer.from([0, 0, payload.length, type, 4, 0, 0, 0, streamId]), payload]);
  const preface = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(4, 0, Buffer.alloc(0))]);

  const closedAndReported = (bytes: Buffer) => async () => {
    await start();
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(bytes);
    await closed(socket);
    while (connections.at(-1) !== 0) await new Promise(setImmediate);
    expect(connections).toEqual([1, 0]);
    expect(failures).toEqual([expect.stringMatching(/^Error/)]);
    expect(handled).toBe(0);
  };

  const notHttp2 = Buffer.from('GET / HTTP/1.1\r\n\r\n');
  test('is closed and reported when the client does not use HTTP/2', closedAndReported(notHttp2));

  const settingsOnStream = Buffer.concat([preface, frame(4, 1, Buffer.alloc(0))]);
  const keepsOpen = process.versions.node === '20.18.1' ? 'Node.js 20.18.1 keeps the connection open' : undefined;
  testUnless(keepsOpen)(
    'is closed and reported when the client sends settings on a stream',
    closedAndReported(settingsOnStream),
  );

  test('is closed without a report when the client resets it', async () => {
    await start();
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(preface);
    while (connections.length === 0) await new Promise(setImmediate);
    socket.resetAndDestroy();
    while (connections.at(-1) !== 0) await new Promise(setImmediate);
    expect(failures).toEqual([]);
  });

  test('is flushed without waiting for the client to close it', async () => {
    await start();
    const session = connect(`http://127.0.0.1:${port}`);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
    });
    const received = closed(stream.resume());
    stream.end(Buffer.alloc(5));
    while (handled === 0) await new Promise(setImmediate);
    await plugin.abort(new Error('stop'));
    await plugin.flush();
    await received;
    expect(stream.sentHeaders).toBeDefined();
    expect(stream.rstCode).toBe(0);
  });
});
