import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { AivenClient, type AivenClientOptions, type Clock } from '../../../src/client';
import { proxyFor } from '../../../src/client/http/proxy';
import { Emulator } from '../../../src/emulator';
import { createCertificate } from '../../../src/plugin/server/certificate';
import { errorOf, project, token } from '../../support/emulator/client';
import { recordingLog } from '../../support/secrets/leak-detector';
import { temporaryFolder } from '../../support/temporary';

const api = new URL('https://api.aiven.io');
const proxyOf = (env: Record<string, string>, url = api) => proxyFor(url, env)?.url.href;

test('HTTPS_PROXY and HTTP_PROXY are chosen by the scheme, in either case', () => {
  expect(proxyOf({ HTTPS_PROXY: 'http://proxy:3128' })).toBe('http://proxy:3128/');
  expect(proxyOf({ https_proxy: 'proxy:3128' })).toBe('http://proxy:3128/');
  expect(proxyOf({ HTTP_PROXY: 'http://proxy:3128' })).toBeUndefined();
  expect(proxyOf({ HTTP_PROXY: 'http://proxy:3128' }, new URL('http://api.example.com'))).toBe('http://proxy:3128/');
  expect(proxyOf({ HTTPS_PROXY: '' })).toBeUndefined();
});

test.each([
  ['*', true],
  ['api.aiven.io', true],
  ['API.AIVEN.IO', true],
  ['aiven.io', true],
  ['.aiven.io', true],
  ['*.aiven.io', true],
  ['example.com, aiven.io', true],
  ['example.com aiven.io:443', true],
  ['aiven.io:8443', false],
  ['ven.io', false],
  ['api.aiven.io.example.com', false],
  ['10.0.0.0/8', false],
  ['', false],
])('NO_PROXY=%s bypasses the proxy for api.aiven.io: %s', (noProxy, bypassed) => {
  expect(proxyOf({ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: noProxy }) === undefined).toBe(bypassed);
});

test('NO_PROXY may contain addresses and ranges, and loopback hosts never use the proxy', () => {
  const env = { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '10.1.0.0/16,192.168.7.7,fd00::/8' };
  for (const host of ['10.1.2.3', '192.168.7.7', '[fd00::1]', 'localhost', '127.0.0.1', '[::1]']) {
    expect([host, proxyOf(env, new URL(`https://${host}:8443`))]).toEqual([host, undefined]);
  }
  for (const host of ['10.2.0.1', '192.168.7.70', '[fe80::1]', 'api.localhost']) {
    expect(proxyOf(env, new URL(`https://${host}`))).toBeDefined();
  }
});

test('rejects a value that is not a proxy URL, without printing it', () => {
  expect(() => proxyOf({ HTTPS_PROXY: 'http://user:hunter22@' })).toThrow(/^HTTPS_PROXY is not a proxy URL/);
  expect(() => proxyOf({ HTTPS_PROXY: 'ftp://user:hunter22@proxy' })).toThrow(/^(?!.*hunter22)/);
});

/** A clock whose pauses end immediately. */
function instantClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    wallTime: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
}

describe('a real proxy', () => {
  const certificate = createCertificate();
  let emulator: Emulator;
  let proxy: Server;
  let received: string[];
  /** Also those with a tunnel, which the server does not close. */
  let sockets: Set<Socket>;

  beforeEach(async () => {
    received = [];
    emulator = new Emulator({ tls: { key: certificate.privateKeyPem, cert: certificate.certificatePem } });
    await emulator.start();
    sockets = new Set();
    proxy = createServer();
    proxy.on('connection', (socket) => sockets.add(socket));
    proxy.on('connect', (request, socket) => {
      received.push(
        `${request.url} ${request.headers['proxy-authorization'] ?? ''} ${request.headers.authorization ?? ''}`,
      );
      if (request.headers['proxy-authorization'] === undefined) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const target = connect(Number(new URL(emulator.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
      socket.on('error', () => target.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    await emulator.stop();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });

  const proxyUrl = (credentials: string) => `http://${credentials}127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  const clientVia = (credentials: string, options: Partial<AivenClientOptions> = {}) => {
    const file = join(temporaryFolder(), 'ca.pem');
    writeFileSync(file, certificate.certificatePem);
    const env = { HTTPS_PROXY: proxyUrl(credentials), AIVEN_CA_CERT: file };
    return new AivenClient({
      token,
      url: 'https://localhost.example:443',
      env,
      clock: instantClock(),
      log: recordingLog,
      ...options,
    });
  };

  test('receives its credentials and the API host, but never the token', async () => {
    const client = clientVia('user:p%40ss%@');
    // The emulator's certificate is for localhost, so this error proves that TLS ends at the emulator.
    expect(await errorOf(client.cmks.list(project))).toMatchObject({
      kind: 'network',
      cause: expect.objectContaining({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    });
    expect(received[0]).toBe(`localhost.example:443 Basic ${Buffer.from('user:p@ss%').toString('base64')} `);
    await client.close();
  });

  test('forwards plain HTTP without a tunnel', async () => {
    proxy.on('request', (request, response) => {
      received.push(`${request.method} ${request.url} ${request.headers.host}`);
      response.end('{"cmks":[]}');
    });
    const env = { HTTP_PROXY: proxyUrl('') };
    const client = new AivenClient({ token, url: 'http://api.example', allowPlainHttp: true, env, log: recordingLog });
    expect(await client.cmks.list(project)).toEqual([]);
    expect(received).toEqual(['GET http://api.example/v1/project/acme-prod/secrets/cmks api.example']);
    await client.close();
  });

  test.each([
    [407, 'Check the user name and the password in HTTPS_PROXY.'],
    [403, 'Ask the proxy\'s operator to allow connections to "localhost.example:443", or add the host to NO_PROXY.'],
  ])(
    'that rejects the connection with %i ends the request, which names the proxy and its variable',
    async (status, hint) => {
      proxy.removeAllListeners('connect').on('connect', (_request, socket) => {
        received.push('CONNECT');
        socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
      });
      const client = clientVia('user:hunter22@');
      const error = await errorOf(client.cmks.list(project));
      expect(error).toMatchObject({ kind: 'network', ambiguous: false, attempts: 1, hint });
      expect((error as Error).message).toContain(
        `the proxy responded with status ${status}. The connection was to the proxy "${proxyUrl('')}" (from HTTPS_PROXY).`,
      );
      expect((error as Error).message).not.toContain('hunter22');
      expect(received).toEqual(['CONNECT']);
      await client.close();
    },
  );

  test('may take longer to open a tunnel than a connection may take', async () => {
    proxy.removeAllListeners('connect').on('connect', (_request, socket) => socket.on('error', () => undefined));
    // The delay before a second attempt would exceed the budget.
    const retry = { firstDelayMs: 100_000, longestDelayMs: 100_000 };
    const timeLimits = { connectMs: 60_000, headersMs: 40 };
    const client = clientVia('user:p@', { timeLimits, retry, random: () => 0.9 });
    const error = await errorOf(client.cmks.list(project));
    expect(error).toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('no response from the proxy within 40 ms. The connection was to the proxy'),
    });
    await client.close();
  });
});

test('a proxy may have an IPv6 address', async () => {
  const lines: (string | undefined)[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    lines.push(request.url);
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '::1', resolve));
  const address = `http://[::1]:${(proxy.address() as AddressInfo).port}`;
  const client = new AivenClient({ token, env: { https_proxy: address }, log: recordingLog });
  expect(await errorOf(client.cmks.list(project))).toMatchObject({
    message: expect.stringContaining(`"${address}" (from https_proxy)`),
  });
  expect(lines).toEqual(['api.aiven.io:443']);
  await client.close();
  proxy.close();
});
