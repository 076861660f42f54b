import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AivenClient, type AivenClientOptions } from '../../src/client';
import { resolveSettings } from '../../src/client/settings';
import { version } from '../../src/version';
import { token, withClient } from '../support/emulator/client';
import { temporaryFolder } from '../support/temporary';

const settings = (options: Partial<AivenClientOptions>) => resolveSettings({ token, env: {}, ...options });
const refusal = (options: Partial<AivenClientOptions>) => {
  try {
    settings(options);
    return undefined;
  } catch (error) {
    return error;
  }
};

test('the URL comes from the option, or AIVEN_WEB_URL, or defaults to https://api.aiven.io', () => {
  const env = { AIVEN_WEB_URL: 'https://aiven.example/base/' };
  expect(settings({}).connection.url.href).toBe('https://api.aiven.io/');
  expect(settings({ env }).connection.url.href).toBe('https://aiven.example/base');
  expect(settings({ env, url: 'https://other.example' }).connection.url.href).toBe('https://other.example/');
});

test('an empty AIVEN_WEB_URL does not mean production, unless an option sets the URL', () => {
  for (const text of ['', ' \n']) {
    const env = { AIVEN_WEB_URL: text };
    expect(refusal({ env })).toMatchObject({
      kind: 'input',
      message: expect.stringMatching(/^AIVEN_WEB_URL is empty; unset it, or set it/),
    });
    expect(settings({ env, url: 'https://other.example' }).connection.url.href).toBe('https://other.example/');
  }
});

test('prefixes every path with the base path of the URL', async () => {
  await withClient({}, async ({ another, emulator }) => {
    await another({ url: `${emulator.url}/base/` })
      .cmks.list('a')
      .catch(() => undefined);
    expect(emulator.requests[0]?.path).toBe('/base/v1/project/a/secrets/cmks');
  });
});

test.each(['api.aiven.io', 'ftp://api.aiven.io', 'https://', 'https://api.aiven.io?x=1', 'https://api.aiven.io#x'])(
  '%s is refused as an address',
  (url) => {
    expect(refusal({ url })).toMatchObject({
      kind: 'input',
      message: expect.stringContaining('is not the URL of an Aiven API'),
    });
  },
);

test('rejects a URL with a password, without showing it', () => {
  const error = refusal({ url: 'https://user:hunter22@api.aiven.io' });
  expect(error).toMatchObject({ kind: 'input', message: expect.not.stringContaining('hunter22') });
});

test('sends the token over plain HTTP only to loopback addresses, or elsewhere on request with a warning', () => {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', 'api.localhost']) {
    expect(refusal({ url: `http://${host}:8080` })).toBeUndefined();
  }
  const env = { HTTP_PROXY: 'http://proxy:3128' };
  expect(refusal({ url: 'http://api.localhost', env })).toMatchObject({ kind: 'input' });
  for (const host of ['api.aiven.io', '10.0.0.1', '127.0.0.1.example.com', 'localhost.example.com']) {
    expect(refusal({ url: `http://${host}` })).toMatchObject({
      kind: 'input',
      message: expect.stringContaining('plain http'),
    });
  }
  const warnings: unknown[] = [];
  const log = { debug: () => undefined, warn: (...line: unknown[]) => void warnings.push(line) };
  expect(settings({ url: 'http://10.0.0.1', allowPlainHttp: true, log }).connection.url.protocol).toBe('http:');
  expect(warnings).toEqual([['The API token is sent over plain http', { host: '10.0.0.1' }]]);
});

test.each([
  ['', 'is empty'],
  ['two words', 'contains blanks'],
  ['a\r\nx-evil: 1', 'contains blanks'],
])('the token %j is refused and not shown', (text, message) => {
  const error = refusal({ token: text });
  expect(error).toMatchObject({ kind: 'input', message: expect.stringContaining(message) });
  if (text !== '') expect((error as Error).message).not.toContain(text);
});

test('the user agent contains the package, the caller’s addition and TF_APPEND_USER_AGENT', async () => {
  await withClient({}, async ({ client, another, emulator }) => {
    await client.cmks.list('demo');
    const userAgent = `aiven-byok/${version} (terraform 1.13.0)`;
    await another({ userAgent, env: { TF_APPEND_USER_AGENT: 'team/1\r\nx-evil: 1' } }).cmks.list('demo');
    expect(emulator.requests.map(({ headers }) => headers['user-agent'])).toEqual([
      `aiven-byok/${version}`,
      `aiven-byok/${version} (terraform 1.13.0) team/1 x-evil: 1`,
    ]);
  });
});

test('rejects an unusable AIVEN_CA_CERT in the constructor, and names the file', () => {
  const file = join(temporaryFolder(), 'ca.pem');
  expect(refusal({ env: { AIVEN_CA_CERT: file } })).toMatchObject({
    kind: 'input',
    message: `AIVEN_CA_CERT is set to "${file}", which cannot be read (ENOENT).`,
  });
  writeFileSync(file, 'no certificate');
  expect(refusal({ env: { AIVEN_CA_CERT: file } })).toMatchObject({
    message: `AIVEN_CA_CERT is set to "${file}", which contains no PEM certificate.`,
  });
});

test('reads process.env by default', () => {
  expect(() => new AivenClient({ token })).not.toThrow();
});
