/** An API whose every response body is hostile: bounded work, no secret and no escape sequence in errors, and no false success. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AivenClient, AivenError } from '../../src/client';
import { errorOf, gcpKey, project, token } from '../support/emulator/client';
import { recordingLog } from '../support/secrets/leak-detector';
import { VirtualClock } from '../support/virtual-clock';

const large = 60 * 1024 * 1024;
const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const evil = `\u001b]8;;http://evil\u0007\u001b[2J\u202e ${token} "password": "hunter22"`;

/** Made when they are sent, so that no more than one is in memory. */
const bodies: readonly [string, () => string | Buffer][] = [
  ['60 MB of one character', () => Buffer.alloc(large, 'x')],
  ['60 MB of blanks', () => Buffer.alloc(large, ' ')],
  [
    '60 MB in one string',
    () => Buffer.concat([Buffer.from('{"message":"'), Buffer.alloc(large, 'a'), Buffer.from('"}')]),
  ],
  ['60 MB of brackets', () => Buffer.alloc(large, '[')],
  ['5 MB of escape characters', () => `{"message":"${'\\u001b[;'.repeat(650_000)}"}`],
  ['100,000 levels of objects', () => '{"cmk":'.repeat(100_000)],
  ['1,000 closed levels', () => `${'{"cmks":['.repeat(1_000)}${']}'.repeat(1_000)}`],
  [
    'wrong types',
    () => '{"cmk":[],"cmks":{"length":3},"service":7,"services":[[]],"accessors":true,"message":{},"errors":{}}',
  ],
  ['null', () => 'null'],
  ['prototypes', () => '{"__proto__":{"cmks":[]},"constructor":{"prototype":{"cmks":[]}}}'],
  ['HTML', () => `<html><title>${evil}</title>${'<title'.repeat(100_000)}`],
  ['escape sequences', () => JSON.stringify({ message: evil, errors: [{ message: evil, error_code: evil }] })],
  ['invalid UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0xc0, 0x80, 0x7d])],
];

const operations: readonly [string, (client: AivenClient) => Promise<unknown>][] = [
  ['list', ({ cmks }) => cmks.list(project)],
  ['get', ({ cmks }) => cmks.get(project, cmkId)],
  ['create', ({ cmks }) => cmks.create(project, { cloud: 'gcp', keyReference: gcpKey })],
  ['delete', ({ cmks }) => cmks.delete(project, cmkId)],
  ['services', ({ services }) => services.list(project)],
  ['accessors', ({ cmks }) => cmks.accessors(project)],
];

let server: Server;
let respond: { status: number; body: string | Buffer };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(respond.status, { 'content-type': 'application/json', 'x-request-id': `${token}` });
    response.end(respond.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Of this process, the server included, because the wall clock also measures the load of the machine. In seconds. */
async function cpuSeconds(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

test.each(bodies)('%s', async (_, make) => {
  const body = make();
  // A large body is read once for each way to read it.
  const chosen = body.length > 1024 * 1024 ? operations.slice(0, 1) : operations;
  const statuses = body.length > 1024 * 1024 ? [200, 400] : [200, 201, 400, 404, 409, 500];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const spent = await cpuSeconds(async () => {
    for (const status of statuses) {
      for (const [name, run] of chosen) {
        respond = { status, body };
        const retry = { garbledRetries: 0, budgetMs: 400 };
        const client = new AivenClient({ token, url, env: {}, clock: new VirtualClock(), retry, log: recordingLog });
        const error = await errorOf(run(client));
        await client.close();
        expect([name, error]).toEqual([name, expect.any(AivenError)]);
        const text = `${(error as AivenError).message} ${JSON.stringify(error)}`;
        expect(text.length).toBeLessThan(8_000);
        expect(text).not.toContain(token);
        expect(text).not.toContain('hunter22');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the test is about
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      }
    }
  });
  expect(spent).toBeLessThan(15);
});
