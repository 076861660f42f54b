/** Who may ask what: tokens, projects, the BYOK feature, permissions, and the form of errors. */

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

test.each(['Bearer x', 'aivenv1 x', 'bearer x'])('any token is accepted as %p by default', async (authorization) => {
  await started();
  expect((await as(authorization)).status).toBe(200);
});

test.each(['', 'x', 'Basic eDp5', 'Bearer ', 'aivenv1'])('%p is no authorization: 401', async (authorization) => {
  await started();
  const answer = await as(authorization);
  expect(answer.status).toBe(401);
  expect(answer.body.errors[0]).toMatchObject({ status: 401, message: answer.body.message });
});

test('with a list of tokens, another one gets 403, or 401 when told so', async () => {
  await started({ tokens: ['right'] });
  expect((await as('Bearer right')).status).toBe(200);
  expect(await as('Bearer wrong')).toMatchObject({ status: 403, body: { message: 'Invalid token' } });
  emulator.settings.badTokenStatus = 401;
  expect((await as('aivenv1 wrong')).status).toBe(401);
});

test('no answer to a bad token repeats the token', async () => {
  await started({ tokens: ['right'] });
  expect(JSON.stringify(await as('Bearer wrong-and-secret'))).not.toContain('wrong-and-secret');
});

test('there are a few projects by default, and any other is not found', async () => {
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

test('project names are percent-decoded', async () => {
  await started({ projects: ['ä/b c'] });
  expect((await ask(emulator, 'GET', `${encodeURIComponent('ä/b c')}/secrets/cmks`)).status).toBe(200);
  expect((await ask(emulator, 'GET', '%E0%A4%A/secrets/cmks')).status).toBe(404);
});

test('a project without the BYOK feature refuses keys, and services under a key, but not services', async () => {
  await started({ projects: [{ name: 'plain', byok: false }] });
  const answer = await ask(emulator, 'GET', 'plain/secrets/cmks');
  expect([answer.status, answer.body.errors[0].error_code]).toEqual([403, 'feature_not_enabled']);
  const service = { service_name: 'pg', service_type: 'pg', plan: 'startup-4' };
  expect((await ask(emulator, 'POST', 'plain/service', service)).status).toBe(201);
});

test('a token without the permission to write may read', async () => {
  await started({ projects: [{ name: 'p', deny: 'writes' }] });
  expect((await ask(emulator, 'GET', 'p/secrets/cmks')).status).toBe(200);
  const answer = await ask(emulator, 'POST', 'p/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
  expect(answer.status).toBe(403);
  expect(answer.body.message).toContain('permission');
});

test('single operations can be denied', async () => {
  await started({ projects: [{ name: 'p', deny: ['CMKAccessorsList'] }] });
  expect((await ask(emulator, 'GET', 'p/secrets/cmks')).status).toBe(200);
  expect((await ask(emulator, 'GET', 'p/secrets/cmks/accessors')).status).toBe(403);
});

test('an unknown path is 404 and a wrong method 405, in the same form', async () => {
  await started();
  expect(await ask(emulator, 'GET', 'my-project/secrets')).toMatchObject({
    status: 404,
    body: { message: 'Not found' },
  });
  expect(await ask(emulator, 'PUT', 'my-project/secrets/cmks')).toMatchObject({ status: 405 });
});

test.each([
  ['no JSON', '{"provider":'],
  ['an array', '[]'],
  ['null', 'null'],
  ['nothing', ''],
])('a body that is %s is refused with 400', async (_, text) => {
  await started();
  expect((await ask(emulator, 'POST', 'my-project/secrets/cmks', text)).status).toBe(400);
});

test('a body over 1 MiB is refused with 413', async () => {
  await started();
  const body = JSON.stringify({ provider: 'gcp', resource: 'x'.repeat(1024 * 1024) });
  const answer = await ask(emulator, 'POST', 'my-project/secrets/cmks', body).catch((error: Error) => error.name);
  // The server closes the connection under the upload: a client may see the answer or only that.
  expect(['TypeError', 413]).toContain(typeof answer === 'string' ? answer : answer.status);
  expect(emulator.store.project('my-project').cmks.size).toBe(0);
});
