/** Error messages for servers that do not speak the protocol of the API URL. */

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { AivenClient } from '../../../src/client';
import { createCertificate } from '../../../src/plugin/server/certificate';
import { errorOf, project, token, withClient } from '../../support/emulator/client';
import { recordingLog } from '../../support/secrets/leak-detector';
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
