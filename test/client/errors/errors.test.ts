import * as client from '../../../src/client';
import { errorOf, gcpKey, project, withClient } from '../../support/emulator/client';

const guards = {
  unauthorized: client.isUnauthorized,
  permissionDenied: client.isPermissionDenied,
  featureNotEnabled: client.isFeatureNotEnabled,
  notFound: client.isNotFound,
  conflict: client.isConflict,
  alreadyExists: client.isAlreadyExists,
  rateLimited: client.isRateLimited,
  timeout: client.isTimeout,
  network: client.isNetworkError,
  contract: client.isContractError,
};

const answers: [string, object, keyof typeof guards | 'invalidRequest' | 'server', RegExp][] = [
  [
    '400 invalid_cmk_id',
    { status: 400, errorCode: 'invalid_cmk_id', message: 'Invalid CMK' },
    'invalidRequest',
    /Aiven returned 400 for project "acme-prod": Invalid CMK\./,
  ],
  ['401', { status: 401, message: 'Unauthorized' }, 'unauthorized', /Check that the API token/],
  ['403 token', { status: 403, message: 'Invalid token' }, 'unauthorized', /Check that the API token/],
  ['403', { status: 403, message: 'Operation not allowed' }, 'permissionDenied', /a role in this project/],
  [
    '403 feature',
    { status: 403, errorCode: 'feature_not_enabled' },
    'featureNotEnabled',
    /BYOK is an enterprise feature; ask Aiven/,
  ],
  [
    '404',
    { status: 404, message: 'CMK not found' },
    'notFound',
    /Aiven returned 404 for project "acme-prod": CMK not found\. Request: GET \/v1\/project\/acme-prod\/secrets\/cmks\.$/,
  ],
  ['404 project', { status: 404, errorCode: 'project_not_found' }, 'notFound', /Check the project name\.$/],
  [
    '409',
    { status: 409, message: 'still associated' },
    'conflict',
    /Aiven returned 409 for project "acme-prod": still associated\. Request: GET \/v1\/project\/acme-prod\/secrets\/cmks\.$/,
  ],
  ['409 exists', { status: 409, message: 'Service name already exists' }, 'alreadyExists', /already exists/],
  ['429', { status: 429, retryAfter: 3600 }, 'rateLimited', /Aiven returned 429/],
  ['500', { status: 500 }, 'server', /Aiven returned 500/],
  ['504', { status: 504 }, 'server', /Aiven returned 504/],
];

test.each(answers)('%s has its guard and its message', async (_name, fault, kind, message) => {
  await withClient({}, async ({ client: { cmks }, emulator }) => {
    emulator.fail({ fault: { kind: 'status', ...fault }, times: Number.POSITIVE_INFINITY });
    const error = await errorOf(cmks.list(project));
    expect(error).toBeInstanceOf(client.AivenError);
    expect(error).toMatchObject({ kind, operation: 'CMKList', project, message: expect.stringMatching(message) });
    for (const [name, guard] of Object.entries(guards)) {
      expect([name, guard(error)]).toEqual([name, name === kind || (name === 'conflict' && kind === 'alreadyExists')]);
    }
  });
});

test('the message ends with the hint, which is also a separate part', async () => {
  await withClient({}, async ({ client: { cmks }, emulator }) => {
    const answer = async (fault: object) => {
      emulator.fail({ fault: { kind: 'status', ...fault } });
      return (await errorOf(cmks.list(project))) as client.AivenError;
    };
    const denied = await answer({ status: 403, errorCode: 'feature_not_enabled' });
    expect(denied.hint).toBe('BYOK is an enterprise feature; ask Aiven to enable it for your organization.');
    expect(denied.message.endsWith(` ${denied.hint}`)).toBe(true);
    expect((await answer({ status: 404, message: 'CMK not found' })).hint).toBeNull();
  });
});

test('an error has the status, operation, project, Aiven’s message and codes, and the request ID', async () => {
  await withClient({}, async ({ client: { cmks } }) => {
    const error = await errorOf(cmks.create('no-such-project', { cloud: 'gcp', keyReference: gcpKey }));
    expect(error).toMatchObject({
      status: 404,
      operation: 'CMKList',
      project: 'no-such-project',
      apiMessage: expect.any(String),
      errorCodes: ['project_not_found'],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      attempts: 1,
    });
    expect(client.isProjectNotFound(error)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ status: 404, kind: 'notFound' });
  });
});

test.each([
  [
    'an HTML page',
    { kind: 'html', status: 502 },
    /Aiven returned 502 for project "acme-prod": an HTML page titled "502 Bad Gateway"/,
  ],
  ['an empty body', { kind: 'empty', status: 503 }, /Aiven returned 503 for project "acme-prod": an empty body/],
  [
    'an HTML page with status 200',
    { kind: 'html', status: 200 },
    /Aiven returned 200 for project "acme-prod", but the response is an HTML page titled "200 OK"/,
  ],
  [
    'an empty body with status 200',
    { kind: 'empty' },
    /Aiven returned 200 for project "acme-prod", but the response is an empty body/,
  ],
  [
    'JSON that is cut short',
    { kind: 'bad-json' },
    /Aiven returned 200 for project "acme-prod", but the response is a body that is not JSON/,
  ],
] as const)('%s is legible', async (_name, fault, message) => {
  await withClient({}, async ({ client: { cmks }, emulator }) => {
    emulator.fail({ fault, times: Number.POSITIVE_INFINITY });
    expect(await errorOf(cmks.list(project))).toMatchObject({ message: expect.stringMatching(message) });
  });
});

test('an unreachable API is a network error with the reason', async () => {
  await withClient({}, async ({ client: { cmks }, emulator }) => {
    await emulator.stop();
    const error = await errorOf(cmks.list(project));
    expect(client.isNetworkError(error)).toBe(true);
    expect(error).toMatchObject({
      message: expect.stringMatching(/The request for project "acme-prod" failed: .*ECONNREFUSED/),
      ambiguous: false,
    });
    expect((error as Error).cause).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

test('an unknown host is an error that is not ambiguous', async () => {
  const once = { retry: { firstDelayMs: 60_000, longestDelayMs: 60_000 }, random: () => 0.9 };
  await withClient({ client: { url: 'https://no-such-host.invalid', ...once } }, async ({ client: { cmks } }) => {
    const error = await errorOf(cmks.delete(project, '1b671a64-40d5-491e-99b0-da01ff1f3341'));
    // If the name server does not respond either, it is a timeout.
    expect(client.isNetworkError(error) || client.isTimeout(error)).toBe(true);
    expect(error).toMatchObject({ attempts: 1, ambiguous: false });
  });
});
