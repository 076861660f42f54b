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

test('the address is the option, else AIVEN_WEB_URL, else Aiven’s own', () => {
  const env = { AIVEN_WEB_URL: 'https://aiven.example/base/' };
  expect(settings({}).connection.url.href).toBe('https://api.aiven.io/');
  expect(settings({ env }).connection.url.href).toBe('https://aiven.example/base');
  expect(settings({ env, url: 'https://other.example' }).connection.url.href).toBe('https://other.example/');
});

test('a base path stands before the API’s own', async () => {
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

test('a password in the address is refused and not shown', () => {
  const error = refusal({ url: 'https://user:hunter22@api.aiven.io' });
  expect(error).toMatchObject({ kind: 'input', message: expect.not.stringContaining('hunter22') });
});

test('the token goes over plain http to the loopback only, unless that is asked for, with a warning', () => {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', 'api.localhost'])
    expect(refusal({ url: `http://${host}:8080` })).toBeUndefined();
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

test('the user agent names the package, what the caller adds and TF_APPEND_USER_AGENT', async () => {
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

test('AIVEN_CA_CERT that cannot be used is refused at once, naming the file', () => {
  const file = join(temporaryFolder(), 'ca.pem');
  expect(refusal({ env: { AIVEN_CA_CERT: file } })).toMatchObject({
    kind: 'input',
    message: `AIVEN_CA_CERT names ${file}, which cannot be read (ENOENT).`,
  });
  writeFileSync(file, 'no certificate');
  expect(refusal({ env: { AIVEN_CA_CERT: file } })).toMatchObject({
    message: `AIVEN_CA_CERT names ${file}, which holds no certificate in PEM form.`,
  });
});

test('the environment is read from the process when none is given', () => {
  expect(() => new AivenClient({ token })).not.toThrow();
});
