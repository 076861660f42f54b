import { connect } from 'node:http2';
import { encodeHeaders } from '../../../src/plugin/http2/hpack';
import type { Stream } from '../../../src/plugin/http2/stream';
import { Random } from '../../support/random';
import { connectRaw, frame, HEADERS, number, PREFACE, startServer } from './raw-client';

const ok = encodeHeaders({ ':status': '200' });
const trailers = encodeHeaders({ 'grpc-status': '0' });
const [DATA, HEADER, RESET, SETTINGS, PING, GOODBYE, WINDOW, CONTINUATION] = [0, 1, 3, 4, 6, 7, 8, 9];
const [END_STREAM, END_HEADERS, PADDED, PRIORITY, ACKNOWLEDGE] = [1, 4, 8, 0x20, 1];

let server: Awaited<ReturnType<typeof startServer>>;
/** What the server of this test has seen: the beginnings of complete requests, and what was closed. */
let seen: { bodies: string[]; streamsClosed: number; connectionsClosed: number; broken: string[] };

/** Answers with what it got, once the request is complete. */
function echo(stream: Stream, counts: typeof seen): void {
  const chunks: Buffer[] = [];
  stream.listener = {
    data: (chunk) => chunks.push(Buffer.from(chunk)),
    end() {
      const body = Buffer.concat(chunks);
      counts.bodies.push(body.toString('latin1').slice(0, 100));
      stream.respondOnce(ok, body, trailers);
    },
    drain() {},
    close: () => counts.streamsClosed++,
  };
}

beforeEach(async () => {
  const mine: typeof seen = { bodies: [], streamsClosed: 0, connectionsClosed: 0, broken: [] };
  seen = mine;
  server = await startServer({
    stream: (stream) => echo(stream, mine),
    broken: (reason) => mine.broken.push(String(reason)),
    close: () => mine.connectionsClosed++,
  });
});
afterEach(() => server.stop());

const settings = frame(SETTINGS, 0, 0);
const request = (id: number, body: string) => [
  frame(HEADER, END_HEADERS, id, HEADERS),
  frame(DATA, END_STREAM, id, Buffer.from(body)),
];

async function open() {
  const client = await connectRaw(server.port);
  client.send(PREFACE, settings);
  return client;
}

test('a request is answered in one piece: headers, data, trailers', async () => {
  const client = await open();
  client.send(...request(1, 'hello'));
  await client.next(DATA, 1);
  const answer = client.frames.filter(({ streamId }) => streamId === 1);
  expect(answer.map(({ type, flags }) => [type, flags])).toEqual([
    [HEADER, END_HEADERS],
    [DATA, 0],
    [HEADER, END_HEADERS | END_STREAM],
  ]);
  expect(answer[1]?.payload.toString()).toBe('hello');
  client.socket.destroy();
});

test('it does not matter where the bytes are cut', async () => {
  const client = await connectRaw(server.port);
  client.socket.setNoDelay(true);
  for (const byte of Buffer.concat([PREFACE, settings, ...request(1, 'in single bytes')])) {
    client.send(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  expect((await client.next(DATA, 1)).payload.toString()).toBe('in single bytes');
  client.socket.destroy();
});

test('padding, priorities and headers in several frames are understood', async () => {
  const client = await open();
  client.send(
    frame(HEADER, PADDED | PRIORITY, 1, Buffer.from([2, 0, 0, 0, 0, 16, HEADERS[0] as number, 0, 0])),
    frame(CONTINUATION, 0, 1, HEADERS.subarray(1, 2)),
    frame(CONTINUATION, END_HEADERS, 1, HEADERS.subarray(2)),
    frame(DATA, PADDED | END_STREAM, 1, Buffer.from([3, 0x6f, 0x6b, 0, 0, 0])),
  );
  expect((await client.next(DATA, 1)).payload.toString()).toBe('ok');
  client.socket.destroy();
});

test('a request may end with trailers of its own', async () => {
  const client = await open();
  client.send(
    frame(HEADER, END_HEADERS, 1, HEADERS),
    frame(DATA, 0, 1, Buffer.from('body')),
    frame(HEADER, END_HEADERS | END_STREAM, 1, Buffer.from([0, 1, 0x78, 1, 0x79])),
  );
  expect((await client.next(DATA, 1)).payload.toString()).toBe('body');
  client.socket.destroy();
});

test('a ping is answered with its own bytes, and settings are acknowledged', async () => {
  const client = await open();
  client.send(frame(PING, 0, 0, Buffer.from('12345678')), frame(0x42, 0xff, 7, Buffer.from('unknown')));
  const answer = await client.next(PING);
  expect([answer.flags, answer.payload.toString()]).toEqual([ACKNOWLEDGE, '12345678']);
  expect(client.frames.some(({ type, flags }) => type === SETTINGS && flags === ACKNOWLEDGE)).toBe(true);
  client.socket.destroy();
});

describe("the client's windows", () => {
  const window = (bytes: number) => frame(SETTINGS, 0, 0, Buffer.concat([Buffer.from([0, 4]), number(bytes)]));

  test('are never overrun, and what waited goes on when they open', async () => {
    const client = await connectRaw(server.port);
    client.send(PREFACE, window(10), ...request(1, 'a'.repeat(25)), frame(PING, 0, 0, Buffer.alloc(8)));
    await client.next(PING);
    const sent = () =>
      client.frames
        .filter(({ type, streamId }) => type === DATA && streamId === 1)
        .map(({ payload }) => payload.length);
    expect(sent()).toEqual([10]);
    client.send(frame(WINDOW, 0, 1, number(8)), frame(PING, 0, 0, Buffer.alloc(8, 1)));
    client.send(window(17));
    await expect(
      new Promise((resolve) => client.socket.on('data', () => sent().length === 3 && resolve(sent()))),
    ).resolves.toEqual([10, 8, 7]);
    client.socket.destroy();
  });

  test.each([1, 1000, 20_000, 65_535, 1_000_000])(
    'of %i bytes let a long response through',
    async (initialWindowSize) => {
      const session = connect(`http://127.0.0.1:${server.port}`, { settings: { initialWindowSize } });
      const body = Buffer.from(
        Array.from({ length: initialWindowSize === 1 ? 300 : 300_000 }, (_, index) => index % 251),
      );
      const stream = session.request({ ':method': 'POST' });
      stream.end(body);
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      expect(body.equals(Buffer.concat(chunks))).toBe(true);
      session.destroy();
    },
  );

  test('of the whole connection are shared by its streams', async () => {
    const session = connect(`http://127.0.0.1:${server.port}`, { settings: { initialWindowSize: 2 ** 20 } });
    const bodies = Array.from({ length: 10 }, (_, index) => Buffer.alloc(100_000, index));
    const answers = bodies.map(async (body) => {
      const stream = session.request({ ':method': 'POST' });
      stream.end(body);
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).equals(body);
    });
    expect(await Promise.all(answers)).toEqual(bodies.map(() => true));
    session.destroy();
  });
});

describe('a stream that the client gives up', () => {
  test('is closed, and what still comes for it is passed over', async () => {
    const client = await open();
    client.send(frame(HEADER, END_HEADERS, 1, HEADERS), frame(RESET, 0, 1, number(8)));
    client.send(frame(DATA, END_STREAM, 1, Buffer.from('late')), frame(RESET, 0, 1, number(8)), ...request(3, 'next'));
    await client.next(DATA, 3);
    expect(seen.bodies).toEqual(['next']);
    expect(seen.streamsClosed).toBe(2);
    client.socket.destroy();
  });

  test('is closed with its connection', async () => {
    const client = await open();
    client.send(frame(HEADER, END_HEADERS, 1, HEADERS), frame(PING, 0, 0, Buffer.alloc(8)));
    await client.next(PING);
    client.socket.destroy();
    await client.closed;
    while (seen.connectionsClosed !== 1) await new Promise(setImmediate);
    expect(seen.streamsClosed).toBe(1);
  });
});

describe('a client that breaks the rules is told which, and hung up on:', () => {
  const begun = frame(HEADER, END_HEADERS, 1, HEADERS);
  test.each<[string, number, Buffer[]]>([
    ['a frame longer than allowed', 6, [frame(DATA, 0, 1, Buffer.alloc(16_385))]],
    ['data before a request', 1, [frame(DATA, 0, 1)]],
    ['data for the connection', 1, [begun, frame(DATA, 0, 0)]],
    ['data after the end', 1, [frame(HEADER, END_HEADERS, 1, HEADERS), frame(DATA, 0, 3)]],
    ['more padding than payload', 1, [begun, frame(DATA, PADDED, 1, Buffer.from([9, 0]))]],
    ['padding without a payload', 1, [begun, frame(DATA, PADDED, 1)]],
    ['a request with an even number', 1, [frame(HEADER, END_HEADERS, 2, HEADERS)]],
    ['a push', 1, [frame(5, END_HEADERS, 1, Buffer.alloc(4))]],
    ['a continuation of nothing', 1, [frame(CONTINUATION, END_HEADERS, 1, HEADERS)]],
    ['something between two parts of headers', 1, [frame(HEADER, 0, 1, HEADERS), frame(PING, 0, 0, Buffer.alloc(8))]],
    ['a continuation on another stream', 1, [frame(HEADER, 0, 1, HEADERS), frame(CONTINUATION, 4, 3, HEADERS)]],
    ['headers without end', 11, [frame(HEADER, 0, 1), ...Array.from({ length: 65 }, () => frame(CONTINUATION, 0, 1))]],
    ['malformed headers', 9, [frame(HEADER, END_HEADERS, 1, Buffer.from([0x80]))]],
    ['a window opened by nothing', 1, [frame(WINDOW, 0, 0, number(0))]],
    ['a window opened too far', 3, [frame(WINDOW, 0, 0, number(0x7fffffff))]],
    ['a window of a stream opened too far', 3, [begun, frame(WINDOW, 0, 1, number(0x7fffffff))]],
    ['a window set too large', 3, [frame(SETTINGS, 0, 0, Buffer.from([0, 4, 0x80, 0, 0, 0]))]],
    ['settings that are cut off', 6, [frame(SETTINGS, 0, 0, Buffer.alloc(5))]],
    ['a ping of the wrong length', 6, [frame(PING, 0, 0, Buffer.alloc(7))]],
    ['a ping on a stream', 1, [begun, frame(PING, 0, 1, Buffer.alloc(8))]],
    ['settings of a stream', 1, [begun, frame(SETTINGS, 0, 1)]],
    ['a reset of what has not begun', 1, [frame(RESET, 0, 1, number(8))]],
    ['a window of what has not begun', 1, [frame(WINDOW, 0, 1, number(8))]],
    ['a reset of the wrong length', 6, [begun, frame(RESET, 0, 1)]],
  ])('%s', async (_, code, frames) => {
    const client = await open();
    client.send(...frames);
    expect((await client.next(GOODBYE)).payload.readUInt32BE(4)).toBe(code);
    await client.closed;
    expect(seen.connectionsClosed).toBe(1);
    expect(seen.broken).toEqual([expect.stringMatching(/^ConnectionError: .*\.$/)]);
  });

  test('something that is not HTTP/2', async () => {
    const client = await connectRaw(server.port);
    client.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await client.closed;
    expect(seen.streamsClosed).toBe(0);
  });

  test('more requests at once than allowed: those are refused, the others go on', async () => {
    const client = await open();
    for (let id = 1; id <= 2049; id += 2) client.send(frame(HEADER, END_HEADERS, id, HEADERS));
    const refused = await client.next(RESET);
    expect([refused.streamId, refused.payload.readUInt32BE(0)]).toEqual([2049, 7]);
    client.send(frame(DATA, END_STREAM, 1, Buffer.from('first')));
    expect((await client.next(DATA, 1)).payload.toString()).toBe('first');
    client.socket.destroy();
  });
});

const seed = Number(process.env.SEED ?? Date.now() % 1e9);
test(`no noise brings the server down (seed ${seed})`, async () => {
  const random = new Random(seed);
  const below = (end: number) => random.below(end);
  for (let round = 0; round < 100; round++) {
    const client = await open();
    for (let count = 1 + below(20); count > 0; count--) {
      const payload = Buffer.from(Array.from({ length: below(30) }, () => below(256)));
      const noise = random.chance(0.8) ? frame(below(11), below(256), below(6), payload) : payload;
      client.send(...(random.chance(0.3) ? [frame(HEADER, END_HEADERS, 1 + 2 * below(5), HEADERS)] : []), noise);
    }
    client.socket.end();
    await client.closed;
  }
  const client = await open();
  client.send(...request(1, 'alive'));
  expect((await client.next(DATA, 1)).payload.toString()).toBe('alive');
  client.socket.destroy();
});
