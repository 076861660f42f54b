import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';
import { type AddressInfo, connect as connectTcp, createServer, type Server } from 'node:net';
import * as grpc from '@grpc/grpc-js';
import { bytes, defineMessage, int64, string } from '../../../src/plugin/wire/field';
import { encodeFrame } from '../../../src/plugin/wire/frame';
import { createGrpcConnection, type GrpcConnection } from '../../../src/plugin/wire/grpc';
import { startHttp2Session } from '../../../src/plugin/wire/http2-session';
import { decodeMessage, encodeMessage } from '../../../src/plugin/wire/protobuf';
import { type Call, defineService } from '../../../src/plugin/wire/service';
import { Code, StatusError } from '../../../src/plugin/wire/status';
import { encodeStatusMessage, MAX_STATUS_LENGTH } from '../../../src/plugin/wire/trailers';
import { Random } from '../../support/random';

const ping = defineMessage('test.Ping', { text: string(1), payload: bytes(2), count: int64(3) });
const service = defineService('test.Echo', {
  Echo: { request: ping, response: ping, kind: 'unary' },
  Fail: { request: ping, response: ping, kind: 'unary' },
  Wait: { request: ping, response: ping, kind: 'unary' },
  Count: { request: ping, response: ping, kind: 'server-stream' },
  Nobody: { request: ping, response: ping, kind: 'unary' },
} as const);
const longMessage = '€'.repeat(100_000);
type Ping = { text: string; payload: Uint8Array; count: number | bigint };

let server: Server;
let client: grpc.Client;
let connection: GrpcConnection;
let port: number;
let produced: number;
let failures: string[];
/** Resolved with the reason when a waiting call is aborted. */
let aborted: Promise<unknown>;
/** Resolved when a waiting call has begun. */
let waiting: Promise<void>;

beforeEach(async () => {
  produced = 0;
  failures = [];
  let resolveAborted: (reason: unknown) => void;
  let resolveWaiting: () => void;
  aborted = new Promise((resolve) => (resolveAborted = resolve));
  waiting = new Promise((resolve) => (resolveWaiting = resolve));
  const handlers = {
    async Echo(request: Ping, { signal }: Call) {
      if (request.text === 'counted') produced++;
      if (request.text === 'watched') signal.addEventListener('abort', () => failures.push('aborted'));
      return request;
    },
    async Fail({ text }: Ping) {
      if (text === 'status') throw new StatusError(Code.resourceExhausted, 'zu groß: 100 %\n');
      if (text === 'long status') throw new StatusError(Code.internal, longMessage);
      if (text === 'bad response') return { text: 5 };
      throw new TypeError('it broke');
    },
    Wait: (_: Ping, { signal }: Call) =>
      new Promise<object>((resolve) => {
        resolveWaiting();
        signal.addEventListener('abort', () => {
          resolveAborted(signal.reason);
          resolve({ text: 'ended' });
        });
      }),
    async *Count({ count, text }: Ping, { signal }: Call) {
      try {
        for (let index = 0; index < count; index++) {
          produced++;
          if (text === 'abort') connection.abortCalls(new Error('stop'));
          yield { count: index, payload: Buffer.alloc(text === 'big' ? 100_000 : 0) };
          if (text === 'fail' && index === 2) throw new StatusError(Code.internal, 'no more');
          if (text === 'long status') throw new StatusError(Code.internal, longMessage);
        }
      } finally {
        resolveAborted(signal.aborted);
      }
    },
  };
  server = createServer((socket) => {
    connection = createGrpcConnection([{ service, handlers: handlers as never }], {
      callFailed: (path, error) => failures.push(`${path} ${error}`),
    });
    startHttp2Session(socket).on('stream', connection.serve);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
});

afterEach(async () => {
  client.close();
  await new Promise((resolve) => server.close(resolve));
});

const encode = (message: object) => encodeMessage(ping, message);
const decode = (message: Buffer) => decodeMessage(ping, message) as Ping;

function call(method: string, message: object = {}): Promise<Ping> & { cancel: () => void } {
  let cancel = () => {};
  const promise = new Promise<Ping>((resolve, reject) => {
    const running = client.makeUnaryRequest(`/test.Echo/${method}`, encode, decode, message, (error, response) =>
      error ? reject(error) : resolve(response as Ping),
    );
    cancel = () => running.cancel();
  });
  return Object.assign(promise, { cancel });
}

describe('a unary call', () => {
  test('receives a response', async () => {
    await expect(call('Echo', { text: 'größe', count: 7 })).resolves.toMatchObject({ text: 'größe', count: 7 });
  });

  test('is not aborted after it was answered', async () => {
    await call('Echo', { text: 'watched' });
    await connection.whenIdle();
    expect(failures).toEqual([]);
  });

  test('carries many megabytes in both directions', async () => {
    const payload = Buffer.alloc(20_000_000, 'x');
    const response = await call('Echo', { payload });
    expect(payload.equals(response.payload)).toBe(true);
  });

  test('runs concurrently with others on one connection', async () => {
    const waitingCall = call('Wait');
    await waiting;
    const responses = await Promise.all(Array.from({ length: 50 }, (_, count) => call('Echo', { count })));
    expect(responses.map(({ count }) => count)).toEqual(Array.from({ length: 50 }, (_, count) => count));
    connection.abortCalls(new Error('stop'));
    await expect(waitingCall).resolves.toMatchObject({ text: 'ended' });
  });

  test('ends with the status and message that its handler throws', async () => {
    await expect(call('Fail', { text: 'status' })).rejects.toMatchObject({
      code: grpc.status.RESOURCE_EXHAUSTED,
      details: 'zu groß: 100 %\n',
    });
    expect(failures).toEqual([]);
  });

  test('ends with a truncated message when it is long, and the connection stays open', async () => {
    const waitingCall = call('Wait');
    await waiting;
    await expect(call('Fail', { text: 'long status' })).rejects.toMatchObject({
      code: grpc.status.INTERNAL,
      details: expect.stringMatching(/^€{500,}$/),
    });
    connection.abortCalls(new Error('stop'));
    await expect(waitingCall).resolves.toMatchObject({ text: 'ended' });
  });

  test('ends with an internal error when its handler fails, and the owner receives the error', async () => {
    await expect(call('Fail')).rejects.toMatchObject({ code: grpc.status.INTERNAL, details: 'it broke' });
    expect(failures).toEqual(['/test.Echo/Fail TypeError: it broke']);
  });

  test('ends with an internal error when its response cannot be encoded', async () => {
    await expect(call('Fail', { text: 'bad response' })).rejects.toMatchObject({
      code: grpc.status.INTERNAL,
      details: expect.stringContaining('test.Ping.text'),
    });
  });

  test.each(['/test.Echo/Nobody', '/test.Echo/Else', '/test.Other/Echo', '/test.Echo/constructor', '/'])(
    'to %s is unimplemented',
    async (path) => {
      const response = new Promise((resolve, reject) => {
        client.makeUnaryRequest(path, encode, decode, {}, (error) => (error ? reject(error) : resolve(undefined)));
      });
      await expect(response).rejects.toMatchObject({
        code: grpc.status.UNIMPLEMENTED,
        details: `The method "${path}" is not implemented.`,
      });
    },
  );

  test('aborts its handler when the client cancels', async () => {
    const running = call('Wait');
    const outcome = expect(running).rejects.toMatchObject({ code: grpc.status.CANCELLED });
    await waiting;
    running.cancel();
    await outcome;
    expect(String(await aborted)).toContain('The client closed the stream.');
  });
});

test('abortCalls aborts the running calls and not later ones', async () => {
  const running = call('Wait');
  await waiting;
  connection.abortCalls(new Error('Terraform said stop'));
  await expect(running).resolves.toMatchObject({ text: 'ended' });
  expect(String(await aborted)).toContain('Terraform said stop');
  await connection.whenIdle();
  await expect(call('Echo', { text: 'next' })).resolves.toMatchObject({ text: 'next' });
});

/** A frame of HTTP/2. */
function http2Frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.set([type, flags], 3);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A whole call of `/test.Echo/Echo`. */
function http2Call(stream: number, message: Buffer): Buffer {
  const literal = (name: number[], value: string) => Buffer.from([...name, value.length, ...Buffer.from(value)]);
  const headers = [
    Buffer.from([0x83, 0x86]),
    literal([1], 'x'),
    literal([4], '/test.Echo/Echo'),
    literal([15, 16], 'application/grpc'),
  ];
  return Buffer.concat([http2Frame(1, 4, stream, Buffer.concat(headers)), http2Frame(0, 1, stream, message)]);
}

test('responses that a client does not take wait only for as many calls as may run at a time', async () => {
  const message = encodeFrame(encode({ text: 'counted', payload: Buffer.alloc(7_000) }));
  const socket = connectTcp(port, '127.0.0.1');
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  socket.write(http2Frame(4, 0, 0, Buffer.alloc(0)));
  // Never sends WINDOW_UPDATE, so the server may send 64 KiB in all.
  for (let index = 0; index < 1_200; index++) socket.write(http2Call(2 * index + 1, message));
  const ping = http2Frame(6, 1, 0, Buffer.from('received'));
  socket.write(http2Frame(6, 0, 0, Buffer.from('received')));
  let received = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk]);
    if (received.includes(ping)) break;
  }
  const sent = Math.floor(65_535 / message.length);
  expect(produced).toBeGreaterThan(1_000);
  expect(produced).toBeLessThanOrEqual(1_024 + sent);
});

describe('a server stream', () => {
  const stream = (message: object) => client.makeServerStreamRequest('/test.Echo/Count', encode, decode, message);

  test('delivers its events in order and ends', async () => {
    const counts: unknown[] = [];
    for await (const event of stream({ count: 5 })) counts.push((event as Ping).count);
    expect(counts).toEqual([0, 1, 2, 3, 4]);
  });

  test('may be empty', async () => {
    const events: unknown[] = [];
    for await (const event of stream({ count: 0 })) events.push(event);
    expect(events).toEqual([]);
  });

  test('delivers the events before an error, then the error', async () => {
    const counts: unknown[] = [];
    const running = stream({ count: 5, text: 'fail' });
    running.on('data', (event: Ping) => counts.push(event.count));
    const [error] = await once(running, 'error');
    expect(error).toMatchObject({ code: grpc.status.INTERNAL, details: 'no more' });
    expect(counts).toEqual([0, 1, 2]);
  });

  test('ends with a truncated message when it is long', async () => {
    const running = stream({ count: 5, text: 'long status' });
    running.resume();
    const [error] = await once(running, 'error');
    expect(error).toMatchObject({ code: grpc.status.INTERNAL, details: expect.stringMatching(/^€{500,}$/) });
  });

  test('waits for a client that reads slowly, and ends when the client closes the stream', async () => {
    const session = connect(`http://127.0.0.1:${port}`);
    const slow = session.request({
      ':method': 'POST',
      ':path': '/test.Echo/Count',
      'content-type': 'application/grpc',
    });
    slow.on('error', () => {});
    slow.end(encodeFrame(encode({ count: 10_000, text: 'big' })));
    await once(slow, 'response');
    await call('Echo');
    slow.close(8);
    expect(await aborted).toBe(true);
    expect(produced).toBeLessThan(1000);
    session.close();
  });

  test('ends immediately when it is aborted while the client receives nothing', async () => {
    const session = connect(`http://127.0.0.1:${port}`, { settings: { initialWindowSize: 0 } });
    const blocked = session.request({
      ':method': 'POST',
      ':path': '/test.Echo/Count',
      'content-type': 'application/grpc',
    });
    blocked.on('error', () => {});
    blocked.end(encodeFrame(encode({ count: 10, text: 'abort' })));
    expect(await aborted).toBe(true);
    expect(produced).toBe(1);
    session.destroy();
  });
});

describe('a malformed request', () => {
  let session: ClientHttp2Session;
  beforeEach(() => {
    session = connect(`http://127.0.0.1:${port}`);
    session.on('error', () => {});
  });
  afterEach(() => session.destroy());

  const headers = { ':method': 'POST', ':path': '/test.Echo/Echo', 'content-type': 'application/grpc' };

  async function send(body: Uint8Array, changes: object = {}): Promise<{ [name: string]: unknown }> {
    const stream = session.request({ ...headers, ...changes });
    stream.on('error', () => {});
    stream.end(body);
    let response: { [name: string]: unknown } = {};
    stream.on('response', (received) => (response = { ...response, ...received }));
    stream.on('trailers', (received) => (response = { ...response, ...received }));
    stream.resume();
    await once(stream, 'close');
    return response;
  }

  test.each([
    ['a compressed message', Buffer.from([1, 0, 0, 0, 0]), Code.unimplemented],
    ['a message over 256 MiB', Buffer.from([0, 0x10, 0, 0, 1]), Code.resourceExhausted],
    ['a truncated message', Buffer.from([0, 0, 0, 0, 9, 1]), Code.invalidArgument],
    ['a truncated header', Buffer.from([0, 0]), Code.invalidArgument],
    ['no message', Buffer.alloc(0), Code.invalidArgument],
    ['two messages', Buffer.concat([encodeFrame(Buffer.alloc(0)), encodeFrame(Buffer.alloc(0))]), Code.invalidArgument],
    ['a message that is not protobuf', encodeFrame(Buffer.from([0x0a, 0x05])), Code.invalidArgument],
    ['a string in invalid UTF-8', encodeFrame(Buffer.from([0x0a, 0x02, 0xc3, 0x28])), Code.invalidArgument],
  ])('receives a status: %s', async (_, body, code) => {
    expect(await send(body)).toMatchObject({ ':status': 200, 'grpc-status': String(code) });
    await expect(call('Echo', { text: 'still there' })).resolves.toMatchObject({ text: 'still there' });
  });

  test('receives a status as soon as its length is known to be too large', async () => {
    const stream = session.request(headers);
    stream.on('error', () => {});
    stream.write(Buffer.from([0, 0xff, 0xff, 0xff, 0xff]));
    const [response] = await once(stream, 'response');
    expect(response).toMatchObject({ 'grpc-status': String(Code.resourceExhausted) });
    stream.resume();
    await once(stream, 'close');
  });

  test('receives an HTTP error when it is not gRPC', async () => {
    const message = encodeFrame(Buffer.alloc(0));
    expect(await send(message, { 'content-type': 'application/json' })).toMatchObject({ ':status': 415 });
    expect(await send(message, { 'content-type': 'application/grpc-web' })).toMatchObject({ ':status': 415 });
    expect(await send(message, { 'content-type': 'application/grpc+proto' })).toMatchObject({ 'grpc-status': '0' });
    expect(await send(Buffer.alloc(0), { ':method': 'PUT' })).toMatchObject({ ':status': 405 });
  });

  test.each([
    ['to an unknown method', { ':path': '/test.Echo/Nobody' }],
    ['that is not gRPC', { 'content-type': 'application/json' }],
    ['with a compressed message', {}],
  ])('%s may break off after its call has failed', async (_, changes) => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const stream = session.request({ ...headers, ...changes });
    stream.on('error', () => {});
    stream.write(Buffer.from([1, 0, 0, 0, 9, 1]));
    await once(stream, 'response');
    stream.close(8);
    await once(stream, 'close');
    await connection.whenIdle();
    await expect(call('Echo', { text: 'alive' })).resolves.toMatchObject({ text: 'alive' });
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  test(`does not bring the server down when it is random bytes (seed ${seed})`, async () => {
    const random = new Random(seed).next;
    const responses = Array.from({ length: 200 }, () => {
      const body = Buffer.from(Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256)));
      if (body.length >= 5 && random() < 0.7) {
        body.writeUInt32BE(body.length - 5, 1);
        body[0] = 0;
      }
      return send(body);
    });
    for (const response of await Promise.all(responses)) expect(response).toHaveProperty('grpc-status');
    await expect(call('Echo', { text: 'alive' })).resolves.toMatchObject({ text: 'alive' });
  });
});

test('a status message is percent-encoded except for printable ASCII', () => {
  expect(encodeStatusMessage('a %\nü')).toBe('a %25%0A%C3%BC');
});

test('a long status message is truncated between two characters', () => {
  const encoded = encodeStatusMessage(longMessage);
  expect(encoded.length).toBeLessThan(MAX_STATUS_LENGTH + 1);
  expect(decodeURIComponent(encoded)).toMatch(/^€{500,}$/);
});

test('a handler whose name is not a method of its service is rejected', () => {
  const handlers = { Ehco: async () => ({}) };
  expect(() => createGrpcConnection([{ service, handlers }])).toThrow('test.Echo has no method "Ehco".');
});
