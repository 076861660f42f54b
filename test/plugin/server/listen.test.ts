import { existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { type Endpoint, listen } from '../../../src/plugin/server/listen';
import { temporaryFolder } from '../../support/temporary';

let server: Server;
let endpoint: Endpoint | undefined;
beforeEach(() => {
  server = createServer();
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  endpoint?.remove();
});

test('the socket is alone in a folder that only this user can open', async () => {
  endpoint = await listen(server, { hasTls: false });
  expect(endpoint.network).toBe('unix');
  expect(statSync(endpoint.address).isSocket()).toBe(true);
  expect(statSync(dirname(endpoint.address)).mode & 0o777).toBe(0o700);
});

test('folder and socket are gone after removal, which may be repeated', async () => {
  endpoint = await listen(server, { hasTls: false });
  endpoint.remove();
  endpoint.remove();
  expect(existsSync(dirname(endpoint.address))).toBe(false);
});

test('a folder that the client names is used', async () => {
  const folder = temporaryFolder();
  endpoint = await listen(server, { hasTls: false, directory: folder });
  expect(dirname(dirname(endpoint.address))).toBe(folder);
});

test.each([
  ['too long for a socket', join('/tmp', 'x'.repeat(120))],
  ['not there', '/nowhere/at/all'],
])('skips a folder that is %s', async (_, folder) => {
  endpoint = await listen(server, { hasTls: false, directory: folder });
  expect(endpoint.network).toBe('unix');
  expect(endpoint.address.startsWith(folder)).toBe(false);
  expect(existsSync(endpoint.address)).toBe(true);
});

test('on Windows the server listens on a free port of the loopback address', async () => {
  endpoint = await listen(server, { hasTls: true, platform: 'win32' });
  expect(endpoint.network).toBe('tcp');
  expect(endpoint.address).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);
});

test('an address that cannot be listened on is an error, and leaves no folder', async () => {
  const folder = temporaryFolder();
  const broken = { listen: () => {}, once: (_: string, fail: (error: Error) => void) => fail(new Error('no')) };
  await expect(listen(broken as unknown as Server, { hasTls: false, directory: folder })).rejects.toThrow('no');
  expect(statSync(folder).nlink).toBe(2);
});

test('without TLS the server never listens on a TCP port', async () => {
  await expect(listen(server, { hasTls: false, platform: 'win32' })).rejects.toThrow(
    'Windows has no Unix sockets, and without TLS a TCP port would be open to every local user.',
  );
  expect(server.listening).toBe(false);
});
