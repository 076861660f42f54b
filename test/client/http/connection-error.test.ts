/** Error messages for servers that do not speak the protocol of the API URL. */

import dns from 'node:dns';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { AivenClient, type AivenError } from '../../../src/client';
import { createCertificate } from '../../../src/plugin/server/certificate';
import { errorOf, project, token, withClient } from '../../support/emulator/client';
import { recordingLog } from '../../support/secrets/leak-detector';
import { temporaryFolder } from '../../support/temporary';
import { VirtualClock } from '../../support/virtual-clock';

/** The client's error when the server sends these bytes, whatever it receives, and closes the connection. */
async function requestFrom(scheme: 'http' | 'https', response: Uint8Array | string): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new AivenClient({ token, url, env: {}, clock: new VirtualClock(), log: recordingLog });
  try {
    return await errorOf(client.cmks.list(project));
  } finally {
    await client.close();
    server.close();
    await once(server, 'close');
  }
}

describe('a TLS port behind an http URL', () => {
  test('that sends a TLS alert', async () => {
    expect(await requestFrom('http', Uint8Array.of(0x15, 3, 1, 0, 2, 2, 10))).toMatchObject({
      kind: 'network',
      summary: `The request for project "${project}" failed: the port expects TLS.`,
      hint: 'Use https:// in the API URL.',
      attempts: 1,
      ambiguous: false,
    });
  });

  test.each([
    ['nginx', '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>'],
    ['Apache', "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.<br /></p>"],
    ['Go', 'Client sent an HTTP request to an HTTPS server.\n'],
  ])('that responds as %s does', async (_, body) => {
    expect(await requestFrom('http', `HTTP/1.0 400 Bad Request\r\n\r\n${body}`)).toMatchObject({
      kind: 'contract',
      summary: 'Aiven returned 400 for project "acme-prod": the port expects TLS.',
      hint: 'Use https:// in the API URL.',
      attempts: 1,
    });
  });

  test('that closes the connection, as the emulator does', async () => {
    const { privateKeyPem: key, certificatePem: cert } = createCertificate();
    await withClient({ emulator: { tls: { key, cert } } }, async ({ another, emulator }) => {
      const error = await errorOf(another({ url: emulator.url.replace('https:', 'http:') }).cmks.list(project));
      expect(error).toMatchObject({
        kind: 'network',
        summary: expect.stringContaining('the connection was closed before a response arrived.'),
        hint: 'If the port speaks TLS, use https:// in the API URL.',
      });
    });
  });
});

describe('a server that cannot be reached', () => {
  test.each([
    ['the API', { AIVEN_WEB_URL: 'http://127.0.0.1:1' }, '"http://127.0.0.1:1" (from AIVEN_WEB_URL)'],
    [
      'the proxy',
      { HTTPS_PROXY: 'http://u:hunter22@127.0.0.1:1' },
      'the proxy "http://127.0.0.1:1" (from HTTPS_PROXY)',
    ],
  ])('%s: the error comes within ten seconds and names it with its variable', async (_, env, server) => {
    const clock = new VirtualClock();
    const client = new AivenClient({ token, env, clock, log: recordingLog, random: () => 0.99 });
    const begun = clock.now();
    const error = await errorOf(client.cmks.list(project));
    expect(error).toMatchObject({
      kind: 'network',
      summary: 'The request for project "acme-prod" failed: connect ECONNREFUSED 127.0.0.1:1.',
      detail: `The connection was to ${server}.`,
    });
    expect(clock.now() - begun).toBeGreaterThan(2_000);
    expect(clock.now() - begun).toBeLessThan(10_000);
    await client.close();
  });

  test('a connection that breaks later names the API and the proxy', async () => {
    await withClient({}, async ({ another, emulator }) => {
      emulator.fail({ fault: 'reset', times: Number.POSITIVE_INFINITY });
      const env = { AIVEN_WEB_URL: ` ${emulator.url}/\n` };
      expect(await errorOf(another({ url: '', env }).cmks.list(project))).toMatchObject({
        detail: `The connection was to "${emulator.url}" (from AIVEN_WEB_URL).`,
      });
    });
  });
});

describe('a certificate', () => {
  const day = 24 * 3_600_000;
  test.each([
    ['that has expired', -40 * day, "failed: the server's certificate has expired.", /renew it/],
    ['of the future', 40 * day, "failed: the server's certificate is not valid yet.", /clock/],
    ['of an unknown authority', 0, 'failed: self-signed certificate.', /AIVEN_CA_CERT/],
  ])('%s is explained', async (_, offset, problem, hint) => {
    const { privateKeyPem: key, certificatePem: cert } = createCertificate(Date.now() + offset);
    const file = join(temporaryFolder(), 'ca.pem');
    writeFileSync(file, cert);
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0', ...(offset === 0 ? {} : { AIVEN_CA_CERT: file }) };
    await withClient({ emulator: { tls: { key, cert } } }, async ({ another, emulator }) => {
      const url = emulator.url.replace('127.0.0.1', 'localhost');
      const error = await errorOf(another({ url, env }).cmks.list(project));
      expect(error).toMatchObject({
        kind: 'network',
        attempts: 1,
        message: expect.stringContaining(problem),
        hint: expect.stringMatching(hint),
      });
      expect((error as AivenError).hint).toContain(
        'NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are always verified.',
      );
    });
  });
});

describe('a name below localhost', () => {
  const resolvesTo = (address: string) =>
    jest
      .spyOn(dns, 'lookup')
      .mockImplementation(((_name: string, _options: object, found: (...all: unknown[]) => void) =>
        found(null, [{ address, family: 4 }])) as never);

  afterEach(() => jest.restoreAllMocks());

  test('receives the token over plain http if it resolves to a loopback address', async () => {
    await withClient({}, async ({ another, emulator }) => {
      resolvesTo('127.0.0.1');
      const url = emulator.url.replace('127.0.0.1', 'api.localhost');
      expect(await another({ url }).cmks.list(project)).toEqual([]);
    });
  });

  test('does not if it resolves to another machine', async () => {
    resolvesTo('192.0.2.1');
    const client = new AivenClient({ token, url: 'http://api.localhost:8080', env: {}, log: recordingLog });
    expect(await errorOf(client.cmks.list(project))).toMatchObject({
      kind: 'network',
      attempts: 1,
      message: expect.stringContaining(
        'failed: "api.localhost" resolves to "192.0.2.1", and the token would be sent there over plain http.',
      ),
    });
    await client.close();
  });
});

test('explains a response that is not HTTP', async () => {
  expect(await requestFrom('http', 'SSH-2.0-OpenSSH\r\n')).toMatchObject({
    kind: 'network',
    message: expect.stringContaining('failed: the response is not valid HTTP.'),
  });
});

test('explains a failed TLS handshake', async () => {
  expect(await requestFrom('https', Uint8Array.of(0x15, 3, 1, 0, 2, 2, 70))).toMatchObject({
    kind: 'network',
    message: expect.stringMatching(/failed: the TLS handshake failed: [a-z0-9 ]*alert protocol version\./),
  });
  expect(await requestFrom('https', '')).toMatchObject({
    kind: 'network',
    message: expect.stringContaining('failed: the connection was closed during the TLS handshake.'),
  });
});
