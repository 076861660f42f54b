/** What is said when a port does not speak what the address promises. */

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { AivenClient } from '../../../src/client';
import { createCertificate } from '../../../src/plugin/server/certificate';
import { errorOf, project, token, withClient } from '../../support/emulator/client';
import { recordingLog } from '../../support/secrets/leak-detector';
import { VirtualClock } from '../../support/virtual-clock';

/** The error of a client that asks a port which answers anything with these bytes, and then hangs up. */
async function askPort(scheme: 'http' | 'https', answer: Uint8Array | string): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
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

describe('http at a port that speaks TLS', () => {
  test('which answers with an alert', async () => {
    expect(await askPort('http', Uint8Array.of(0x15, 3, 1, 0, 2, 2, 10))).toMatchObject({
      kind: 'network',
      summary: `The request for project "${project}" failed: the port speaks TLS; its address has to begin with https://.`,
      attempts: 1,
      ambiguous: false,
    });
  });

  test.each([
    ['nginx', '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>'],
    ['Apache', "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.<br /></p>"],
    ['Go', 'Client sent an HTTP request to an HTTPS server.\n'],
  ])('which answers as %s does', async (_, body) => {
    expect(await askPort('http', `HTTP/1.0 400 Bad Request\r\n\r\n${body}`)).toMatchObject({
      kind: 'contract',
      message: expect.stringContaining(
        'Aiven returned 400 for project "acme-prod": the port speaks TLS; its address has to begin with https://.',
      ),
      attempts: 1,
    });
  });

  test('which hangs up, as the emulator does', async () => {
    const { privateKeyPem: key, certificatePem: cert } = createCertificate();
    await withClient({ emulator: { tls: { key, cert } } }, async ({ another, emulator }) => {
      const error = await errorOf(another({ url: emulator.url.replace('https:', 'http:') }).cmks.list(project));
      expect(error).toMatchObject({
        kind: 'network',
        message: expect.stringContaining('if the port speaks TLS, its address has to begin with https://.'),
      });
    });
  });
});

test('a port that speaks neither is said not to', async () => {
  expect(await askPort('http', 'SSH-2.0-OpenSSH\r\n')).toMatchObject({
    kind: 'network',
    message: expect.stringContaining('failed: the answer is not HTTP.'),
  });
});

test('https at a port that refuses our TLS, or hangs up, is said in words', async () => {
  expect(await askPort('https', Uint8Array.of(0x15, 3, 1, 0, 2, 2, 70))).toMatchObject({
    kind: 'network',
    message: expect.stringMatching(/failed: TLS could not be agreed on: [a-z0-9 ]*alert protocol version\./),
  });
  expect(await askPort('https', '')).toMatchObject({
    kind: 'network',
    message: expect.stringContaining('failed: the connection was closed before TLS was agreed on.'),
  });
});
