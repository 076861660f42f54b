/** Tokens, projects, the BYOK feature, permissions, and the format of errors. */

import { connect } from 'node:net';
import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import { ask, gcpKey } from '../../support/emulator/api-caller';

let emulator: Emulator;

async function started(options: EmulatorOptions = {}): Promise<Emulator> {
  emulator = new Emulator(options);
  await emulator.start();
  return emulator;
}

afterEach(() => emulator.stop());

const as = (authorization: string) => ask(emulator, 'GET', 'my-project/secrets/cmks', undefined, { authorization });

test.each(['Bearer x', 'aivenv1 x', 'bearer x'])('accepts any token by default: %p', async (authorization) => {
  await started();
  expect((await as(authorization)).status).toBe(200);
});

test.each(['', 'x', 'Basic eDp5', 'Bearer ', 'aivenv1'])(
  'returns 401 for the authorization %p',
  async (authorization) => {
    await started();
    const response = await as(authorization);
    expect(response.status).toBe(401);
    expect(response.body.errors[0]).toMatchObject({ status: 401, message: response.body.message });
  },
);

test('returns 403 for a token that is not in the list, or 401 with badTokenStatus', async () => {
  await started({ tokens: ['right'] });
  expect((await as('Bearer right')).status).toBe(200);
  expect(await as('Bearer wrong')).toMatchObject({ status: 403, body: { message: 'Invalid token' } });
  emulator.settings.badTokenStatus = 401;
  expect((await as('aivenv1 wrong')).status).toBe(401);
});

test('the response to a bad token does not contain the token', async () => {
  await started({ tokens: ['right'] });
  expect(JSON.stringify(await as('Bearer wrong-and-secret'))).not.toContain('wrong-and-secret');
});

test('has four projects by default, and returns 404 for others', async () => {
  await started();
  for (const project of ['acme-prod', 'acme-staging', 'my-project', 'demo']) {
    expect((await ask(emulator, 'GET', `${project}/secrets/cmks`)).status).toBe(200);
  }
  const { status, body } = await ask(emulator, 'GET', 'elsewhere/secrets/cmks');
  expect([status, body]).toEqual([
    404,
    {
      message: 'Project does not exist',
      errors: [{ message: 'Project does not exist', status: 404, error_code: 'project_not_found' }],
    },
  ]);
});

test('decodes project names', async () => {
  await started({ projects: ['ä/b c'] });
  expect((await ask(emulator, 'GET', `${encodeURIComponent('ä/b c')}/secrets/cmks`)).status).toBe(200);
  expect((await ask(emulator, 'GET', '%E0%A4%A/secrets/cmks')).status).toBe(404);
});

test('a project without BYOK rejects keys but accepts services', async () => {
  await started({ projects: [{ name: 'plain', byok: false }] });
  const response = await ask(emulator, 'GET', 'plain/secrets/cmks');
  expect([response.status, response.body.errors[0].error_code]).toEqual([403, 'feature_not_enabled']);
  const service = { service_name: 'pg', service_type: 'pg', plan: 'startup-4' };
  expect((await ask(emulator, 'POST', 'plain/service', service)).status).toBe(201);
});

test('deny writes allows reads', async () => {
  await started({ projects: [{ name: 'p', deny: 'writes' }] });
  expect((await ask(emulator, 'GET', 'p/secrets/cmks')).status).toBe(200);
  const response = await ask(emulator, 'POST', 'p/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
  expect(response.status).toBe(403);
  expect(response.body.message).toContain('permission');
});

test('deny can list operations', async () => {
  await started({ projects: [{ name: 'p', deny: ['CMKAccessorsList'] }] });
  expect((await ask(emulator, 'GET', 'p/secrets/cmks')).status).toBe(200);
  expect((await ask(emulator, 'GET', 'p/secrets/cmks/accessors')).status).toBe(403);
});

test('returns 404 for an unknown path and 405 for a wrong method, in the same format', async () => {
  await started();
  expect(await ask(emulator, 'GET', 'my-project/secrets')).toMatchObject({
    status: 404,
    body: { message: 'Not found' },
  });
  expect(await ask(emulator, 'PUT', 'my-project/secrets/cmks')).toMatchObject({ status: 405 });
});

test.each([
  ['not JSON', '{"provider":'],
  ['an array', '[]'],
  ['null', 'null'],
  ['empty', ''],
])('returns 400 for a body that is %s', async (_, text) => {
  await started();
  expect((await ask(emulator, 'POST', 'my-project/secrets/cmks', text)).status).toBe(400);
});

test('returns 413 for a body over 1 MiB', async () => {
  await started();
  const body = JSON.stringify({ provider: 'gcp', resource: 'x'.repeat(1024 * 1024) });
  const response = await ask(emulator, 'POST', 'my-project/secrets/cmks', body).catch((error: Error) => error.name);
  // The server closes the connection during the upload, so the client may not see the response.
  expect(['TypeError', 413]).toContain(typeof response === 'string' ? response : response.status);
  expect(emulator.store.project('my-project').cmks.size).toBe(0);
});

test('refuses a body that is nested too deeply to be stored, and a request target that is no URL', async () => {
  await started();
  const path = 'my-project/service';
  const user_config = JSON.parse(`${'{"a":['.repeat(100)}${']}'.repeat(100)}`);
  const service = {
    service_name: 'deep',
    service_type: 'pg',
    plan: 'startup-4',
    cloud: 'google-europe-west1',
    user_config,
  };
  expect(await ask(emulator, 'POST', path, service)).toMatchObject({
    status: 400,
    body: { message: 'Request body is nested more than 100 levels deep' },
  });
  // A search for brackets that reads this string again at each quote would take an hour.
  expect((await ask(emulator, 'POST', path, `"${'\\"'.repeat(500_000)}`)).status).toBe(400);
  const text = `[${'{}'.repeat(5)}"{[`;
  expect((await ask(emulator, 'POST', path, { ...service, user_config: { text: text.repeat(100) } })).status).toBe(201);
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  socket.end('GET http://[ HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  expect(answer).toContain('HTTP/1.1 400');
});
