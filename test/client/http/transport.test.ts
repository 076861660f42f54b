import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AivenClient, type AivenClientOptions, isTimeout } from '../../../src/client';
import { Emulator } from '../../../src/emulator';
import { createCertificate } from '../../../src/plugin/server/certificate';
import { errorOf, project, token, withClient } from '../../support/emulator/client';
import { recordingLog } from '../../support/secrets/leak-detector';
import { temporaryFolder } from '../../support/temporary';

const once = { retry: { budgetMs: 5000, garbledRetries: 0 } };
const limits = (timeLimits: AivenClientOptions['timeLimits']) => ({
  client: { ...once, timeLimits, retry: { budgetMs: 1000 } },
});

/** Runs a test against an HTTP server that does what the emulator does not. */
async function withServer(
  listener: RequestListener,
  use: (client: AivenClient, url: string) => Promise<void>,
  options = {},
) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new AivenClient({ token, url, env: {}, log: recordingLog, ...once, ...options });
  try {
    await use(client, url);
  } finally {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('time limits', () => {
  test('a response that does not begin', async () => {
    await withClient(limits({ headersMs: 40, totalMs: 900 }), async ({ client, emulator }) => {
      emulator.fail({ fault: 'stall', times: Number.POSITIVE_INFINITY });
      const error = await errorOf(client.cmks.list(project, { deadline: client.deadlineAfter(1) }));
      expect(isTimeout(error)).toBe(true);
    });
  });

  test('a body that stops in the middle', async () => {
    await withClient(limits({ bodyMs: 40, totalMs: 900 }), async ({ client, emulator }) => {
      emulator.fail({ fault: 'stall-body', times: Number.POSITIVE_INFINITY });
      expect(isTimeout(await errorOf(client.cmks.list(project, { deadline: client.deadlineAfter(900) })))).toBe(true);
    });
  });

  test('a response that never ends', async () => {
    let timer: NodeJS.Timeout | undefined;
    await withServer(
      (_request, response) => {
        timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
      async (client) => {
        const error = await errorOf(client.cmks.list(project, { deadline: client.deadlineAfter(60) }));
        expect(error).toMatchObject({
          kind: 'timeout',
          message: expect.stringMatching(/no complete response within \d+ ms/),
        });
      },
    );
    clearInterval(timer);
  });
});

test('rejects a body over the limit, with or without a Content-Length', async () => {
  for (const headers of [{ 'content-length': '2000' }, {}]) {
    await withServer(
      (_request, response) => response.writeHead(200, headers).end('x'.repeat(2000)),
      async (client) => {
        const error = await errorOf(client.cmks.list(project));
        expect(error).toMatchObject({
          kind: 'contract',
          message: expect.stringContaining('the response body exceeds the limit of 1000 bytes'),
        });
      },
      { maxBodyBytes: 1000 },
    );
  }
});

test('does not follow a redirect, so that the token goes to the API host only', async () => {
  const forwarded: unknown[] = [];
  await withServer(
    (request, response) => {
      forwarded.push(request.headers);
      response.end('{}');
    },
    async (_client, otherHost) => {
      await withServer(
        (_request, response) => response.writeHead(307, { location: `${otherHost}/v1?token=x` }).end(),
        async (client) => {
          const error = await errorOf(client.cmks.list(project));
          expect(error).toMatchObject({
            kind: 'contract',
            message: expect.stringContaining(`a redirect to "${otherHost}", which is not followed`),
          });
        },
      );
    },
  );
  expect(forwarded).toEqual([]);
});

test('sends at most sixteen requests concurrently, over sixteen connections', async () => {
  const waiting: ServerResponse[] = [];
  let most = 0;
  const sockets = new Set<unknown>();
  await withServer(
    (request, response) => {
      sockets.add(request.socket);
      most = Math.max(most, waiting.push(response));
      if (waiting.length < 16) return;
      // Gives further requests the chance to arrive.
      setImmediate(() => {
        for (const pending of waiting.splice(0)) pending.end('{"cmks":[]}');
      });
    },
    async (client) => {
      await Promise.all(Array.from({ length: 192 }, () => client.cmks.list(project)));
    },
    { retry: { budgetMs: 5000 } },
  );
  expect(most).toBe(16);
  expect(sockets.size).toBe(16);
});

test('the number of concurrent requests can be set', async () => {
  let now = 0;
  let most = 0;
  await withServer(
    (_request, response) => {
      most = Math.max(most, ++now);
      setImmediate(() => response.end('{"cmks":[]}', () => now--));
    },
    async (client) => void (await Promise.all(Array.from({ length: 20 }, () => client.cmks.list(project)))),
    { maxConcurrentRequests: 2, retry: { budgetMs: 5000 } },
  );
  expect(most).toBeLessThanOrEqual(2);
});

test('ten thousand requests with one signal leak no listener', async () => {
  const warnings: unknown[] = [];
  const record = (warning: Error) => void warnings.push(warning);
  process.on('warning', record);
  const stop = new AbortController();
  const listeners = { added: 0, removed: 0 };
  const { addEventListener, removeEventListener } = AbortSignal.prototype;
  const count = jest.spyOn(stop.signal, 'addEventListener').mockImplementation(function (this: AbortSignal, ...args) {
    listeners.added += 1;
    addEventListener.apply(this, args as Parameters<AbortSignal['addEventListener']>);
  });
  jest.spyOn(stop.signal, 'removeEventListener').mockImplementation(function (this: AbortSignal, ...args) {
    listeners.removed += 1;
    removeEventListener.apply(this, args as Parameters<AbortSignal['removeEventListener']>);
  });
  await withServer(
    (_request, response) => response.end('{"cmks":[]}'),
    async (client) => {
      for (let round = 0; round < 100; round += 1) {
        await Promise.all(Array.from({ length: 100 }, () => client.cmks.list(project, { signal: stop.signal })));
      }
    },
    { retry: { budgetMs: 5000 } },
  );
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', record);
  expect(count).toHaveBeenCalled();
  expect(listeners.removed).toBe(listeners.added);
  expect(warnings).toEqual([]);
});

describe('TLS', () => {
  const { certificatePem, privateKeyPem } = createCertificate();

  test('trusts the certificate of a private authority only with AIVEN_CA_CERT', async () => {
    const emulator = new Emulator({ tls: { key: privateKeyPem, cert: certificatePem } });
    await emulator.start();
    const file = join(temporaryFolder(), 'ca.pem');
    writeFileSync(file, certificatePem);
    const url = `https://localhost:${new URL(emulator.url).port}`;
    const trusting = new AivenClient({ token, url, env: { AIVEN_CA_CERT: file } });
    const distrusting = new AivenClient({ token, url, env: {} });
    expect(await trusting.cmks.list(project)).toEqual([]);
    const error = await errorOf(distrusting.cmks.list(project));
    expect(error).toMatchObject({
      kind: 'network',
      attempts: 1,
      ambiguous: false,
      message: expect.stringContaining('AIVEN_CA_CERT'),
    });
    expect(emulator.requests).toHaveLength(1);
    await Promise.all([trusting.close(), distrusting.close()]);
    await emulator.stop();
  });
});

test('a certificate for another host fails queued requests as well', async () => {
  const { certificatePem, privateKeyPem } = createCertificate();
  const emulator = new Emulator({ tls: { key: privateKeyPem, cert: certificatePem } });
  await emulator.start();
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, certificatePem);
  const url = `https://127.0.0.1:${new URL(emulator.url).port}`;
  const client = new AivenClient({ token, url, env: { AIVEN_CA_CERT: file }, maxConcurrentRequests: 2 });
  const errors = await Promise.all(Array.from({ length: 5 }, () => errorOf(client.cmks.list(project))));
  for (const error of errors) {
    expect(error).toMatchObject({ kind: 'network', attempts: 1, ambiguous: false });
    expect(error).toHaveProperty('cause.code', 'ERR_TLS_CERT_ALTNAME_INVALID');
  }
  await client.close();
  await emulator.stop();
});

test('a closed client opens new connections when it is used again', async () => {
  await withClient({}, async ({ client }) => {
    await client.cmks.list(project);
    await client.close();
    expect(await client.cmks.list(project)).toEqual([]);
  });
});

test('explains an https URL with a port that speaks plain HTTP, and does not retry', async () => {
  await withServer(
    (_request, response) => response.end('{}'),
    async (_client, url) => {
      const client = new AivenClient({ token, url: url.replace('http:', 'https:'), env: {} });
      const error = await errorOf(client.cmks.list(project));
      expect(error).toMatchObject({ kind: 'network', attempts: 1, ambiguous: false });
      expect(error).toMatchObject({
        summary: expect.stringMatching(/: the port does not speak TLS\.$/),
        hint: 'Use http:// in the API URL.',
      });
      await client.close();
    },
  );
});
