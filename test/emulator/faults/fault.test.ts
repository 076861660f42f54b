/** Faults set with `fail`: what the caller sees, whether the request takes effect, and which requests fail. */

import http from 'node:http';
import { connect } from 'node:net';
import { Emulator, type Fault, type FaultRule } from '../../../src/emulator';
import { ask, gcpKey } from '../../support/emulator/api-caller';

let emulator: Emulator;

beforeEach(async () => {
  emulator = new Emulator({ projects: ['p', 'q'] });
  await emulator.start();
});

afterEach(() => emulator.stop());

const create = () => ask(emulator, 'POST', 'p/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
const keyCount = () => emulator.store.project('p').cmks.size;

/** Sends one POST and returns the response as far as it arrived, and how it ended. */
function rawCreate(): Promise<{ status?: number; length?: string; text: string; end: string }> {
  return new Promise((resolve) => {
    const path = `${emulator.url}/v1/project/p/secrets/cmks`;
    const request = http.request(path, { method: 'POST', agent: false, headers: { authorization: 'Bearer x' } });
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ text: '', end: `${error.code}` }));
    request.on('response', (response) => {
      const seen = { status: response.statusCode, length: response.headers['content-length'], text: '' };
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        seen.text += chunk;
      });
      response.on('end', () => resolve({ ...seen, end: 'complete' }));
      response.on('error', () => resolve({ ...seen, end: 'cut' }));
    });
    request.end(JSON.stringify({ provider: 'gcp', resource: gcpKey('a') }));
  });
}

test.each<[Fault, string, number]>([
  ['refuse', 'ECONNRESET', 0],
  ['reset', 'ECONNRESET', 0],
  ['reset-after', 'ECONNRESET', 1],
  ['lost', 'ECONNRESET', 1],
  [{ kind: 'refuse', takesEffect: true }, 'ECONNRESET', 1],
  ['truncate', 'cut', 1],
])('%p ends with %s, and leaves %d keys', async (fault, end, count) => {
  emulator.fail({ fault });
  expect((await rawCreate()).end).toBe(end);
  expect(keyCount()).toBe(count);
  expect((await create()).status).toBe(201);
});

test('truncate ends in the middle of the announced body', async () => {
  emulator.fail({ fault: 'truncate' });
  const { status, length, text } = await rawCreate();
  expect([status, text.startsWith('{"cmk":'), text.length < Number(length)]).toEqual([201, true, true]);
});

test('wrong-length announces half of the body', async () => {
  emulator.fail({ fault: 'wrong-length' });
  const { port } = new URL(emulator.url);
  const text = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(Number(port), '127.0.0.1', () => {
      const head = ['GET /v1/project/p/secrets/cmks/accessors HTTP/1.1', 'Host: localhost', 'Authorization: Bearer x'];
      socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n`);
    });
    socket.setEncoding('utf8').on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', () => resolve(received));
  });
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(JSON.parse(body)).toHaveProperty('accessors.gcp');
  const [, announced] = /content-length: (\d+)/i.exec(head) ?? [];
  expect(Number(announced)).toBe(Math.floor(body.length / 2));
});

test.each([
  ['stall', 0],
  ['stall-body', 1],
] as const)('%s keeps the caller waiting, and leaves %d keys', async (fault, count) => {
  emulator.fail({ fault });
  const waiting = new AbortController();
  const response = fetch(`${emulator.url}/v1/project/p/secrets/cmks`, {
    method: 'POST',
    signal: waiting.signal,
    headers: { authorization: 'Bearer x' },
    body: JSON.stringify({ provider: 'gcp', resource: gcpKey('a') }),
  });
  if (fault === 'stall-body') {
    const { body } = await response;
    const first = await body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toMatch(/^\{"cmk":/);
  } else {
    while (emulator.requests.length === 0) await new Promise(setImmediate);
    waiting.abort();
    await expect(response).rejects.toThrow('aborted');
  }
  waiting.abort();
  expect(keyCount()).toBe(count);
});

test('html is an error page of a proxy that did not forward the request', async () => {
  emulator.fail({ fault: 'html' });
  const { status, headers, body } = await create();
  expect([status, headers.get('content-type'), keyCount()]).toEqual([502, 'text/html', 0]);
  expect(body).toContain('<h1>502 Bad Gateway</h1>');
});

test('html with a success status takes effect', async () => {
  emulator.fail({ fault: { kind: 'html', status: 200 } });
  expect((await create()).status).toBe(200);
  expect(keyCount()).toBe(1);
});

test.each([
  ['empty', ''],
  ['wrong-json', { unexpected: [1, null, 'shape'] }],
  ['bad-json', expect.stringMatching(/^\{"cmk":.*[^}]$/)],
] as const)('%s takes effect and returns an unusable body', async (fault, body) => {
  emulator.fail({ fault });
  expect((await create()).body).toEqual(body);
  expect(keyCount()).toBe(1);
});

test.each([400, 401, 403, 404, 408, 409, 413, 429, 500, 502, 503, 504])(
  '%d returns an error in the format of Aiven',
  async (status) => {
    emulator.fail({ fault: status });
    const response = await create();
    expect(response.status).toBe(status);
    expect(response.body).toEqual({
      message: response.body.message,
      errors: [{ message: response.body.message, status }],
    });
    expect(keyCount()).toBe(0);
  },
);

test('a status can be returned after the request took effect, with its own message and error code', async () => {
  emulator.fail({ fault: { kind: 'status', status: 504, takesEffect: true, message: 'too slow', errorCode: 'slow' } });
  const { body } = await create();
  expect(body).toEqual({ message: 'too slow', errors: [{ message: 'too slow', status: 504, error_code: 'slow' }] });
  expect(keyCount()).toBe(1);
});

test('429 has Retry-After: one second by default, given seconds, or a date', async () => {
  const date = new Date('2030-01-01T00:00:00Z');
  for (const retryAfter of [undefined, 7, date]) emulator.fail({ fault: { kind: 'status', status: 429, retryAfter } });
  const values = [(await create()).headers, (await create()).headers, (await create()).headers];
  expect(values.map((headers) => headers.get('retry-after'))).toEqual(['1', '7', 'Tue, 01 Jan 2030 00:00:00 GMT']);
  emulator.fail({ fault: 503 });
  expect((await create()).headers.has('retry-after')).toBe(false);
});

test('duplicate reports an existing key when there is none', async () => {
  emulator.fail({ fault: 'duplicate' });
  const { status, body } = await create();
  expect([status, body.message, keyCount()]).toEqual([409, expect.stringContaining('already exists'), 0]);
});

test('slow returns the correct response later', async () => {
  emulator.fail({ fault: { kind: 'slow', ms: 20 } });
  expect((await create()).status).toBe(201);
});

test('late closes the connection and executes the request later', async () => {
  emulator.fail({ fault: { kind: 'late', ms: 5000 } });
  await expect(create()).rejects.toThrow();
  expect((await ask(emulator, 'GET', 'p/secrets/cmks')).body.cmks).toEqual([]);
  emulator.advance(5000);
  expect((await ask(emulator, 'GET', 'p/secrets/cmks')).body.cmks).toHaveLength(1);
});

describe('a fault applies', () => {
  const list = async (project = 'p') => (await ask(emulator, 'GET', `${project}/secrets/cmks`)).status;
  const always: Partial<FaultRule> = { times: Number.POSITIVE_INFINITY };

  test('once by default, and counts its hits', async () => {
    const fault = emulator.fail({ fault: 503 });
    expect([await list(), await list(), fault.hits]).toEqual([503, 200, 1]);
  });

  test('`times` times, after `after` requests', async () => {
    emulator.fail({ fault: 503, after: 1, times: 2 });
    expect([await list(), await list(), await list(), await list()]).toEqual([200, 503, 503, 200]);
  });

  test('to one operation, several operations, or one project', async () => {
    emulator.fail({ fault: 500, operation: 'CMKCreate', ...always });
    emulator.fail({ fault: 502, operation: ['ServiceList', 'ServiceGet'], ...always });
    emulator.fail({ fault: 503, project: 'q', ...always });
    expect([(await create()).status, await list(), await list('q')]).toEqual([500, 200, 503]);
    expect((await ask(emulator, 'GET', 'p/service')).status).toBe(502);
  });

  test('to requests that meet its condition', async () => {
    emulator.fail({ fault: 503, where: ({ query }) => query.includes('x=1'), ...always });
    expect([await list(), (await ask(emulator, 'GET', 'p/secrets/cmks?x=1')).status]).toEqual([200, 503]);
  });

  test('until it is canceled', async () => {
    const fault = emulator.fail({ fault: 503, ...always });
    expect(await list()).toBe(503);
    fault.cancel();
    expect(await list()).toBe(200);
  });

  test('before faults that were set later', async () => {
    emulator.fail({ fault: 503 });
    emulator.fail({ fault: 500 });
    expect([await list(), await list(), await list()]).toEqual([503, 500, 200]);
  });
});

test('the log records the fault and the status that was sent', async () => {
  emulator.fail({ fault: 'lost' });
  emulator.fail({ fault: 503 });
  await expect(create()).rejects.toThrow();
  await create();
  await create();
  expect(emulator.requests.map(({ fault, status }) => [fault, status])).toEqual([
    ['lost', null],
    ['status', 503],
    [null, 201],
  ]);
});

test.each([200, 599])('%d is a valid fault', (status) => {
  expect(() => emulator.fail({ fault: status })).not.toThrow();
});

test.each(['nonsense', 99, 199, 600, { kind: 'html', status: 1 }])('%p is not a valid fault', (fault) => {
  expect(() => emulator.fail({ fault: fault as Fault })).toThrow(RangeError);
});

test('a function chooses a fault for each request, or none', async () => {
  const faults: (Fault | undefined)[] = [500, undefined, 502];
  const handle = emulator.fail({ fault: () => faults.shift(), operation: 'CMKCreate', times: 5 });
  const statuses = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await create()).status);
  expect(statuses).toEqual([500, 201, 502, 201]);
  expect(handle.hits).toBe(2);
});
