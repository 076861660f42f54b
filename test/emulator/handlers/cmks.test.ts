/** Key operations, both response shapes, and each option for undocumented behavior. */

import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import { type ApiAnswer, ask, gcpKey } from '../../support/emulator/api-caller';

let emulator: Emulator;

async function started(options: EmulatorOptions = {}): Promise<void> {
  emulator = new Emulator({ projects: ['p', 'q'], clock: { now: () => 1_800_000_000_000 }, ...options });
  await emulator.start();
}

afterEach(() => emulator.stop());

const cmks = (method: string, rest = '', body?: unknown): Promise<ApiAnswer> =>
  ask(emulator, method, `p/secrets/cmks${rest}`, body);

const register = async (name: string, more: object = {}) =>
  (await cmks('POST', '', { provider: 'gcp', resource: gcpKey(name), ...more })).body.cmk;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('a key', () => {
  test('is created with all seven fields, listed, read, updated and deleted', async () => {
    await started();
    const created = await cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') });
    expect(created.status).toBe(201);
    const { cmk } = created.body;
    expect(cmk).toEqual({
      id: expect.stringMatching(uuid),
      provider: 'gcp',
      resource: gcpKey('a'),
      default_cmk: false,
      status: 'current',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      updated_at: cmk.created_at,
    });
    expect((await cmks('GET')).body).toEqual({ cmks: [cmk] });
    expect((await cmks('GET', `/${cmk.id}`)).body).toEqual({ cmk });
    const { body: updated } = await cmks('POST', `/${cmk.id}`, { default_cmk: true });
    expect(updated.cmk).toMatchObject({ id: cmk.id, default_cmk: true, created_at: cmk.created_at });
    expect(updated.cmk.updated_at > cmk.updated_at).toBe(true);
    expect(await cmks('DELETE', `/${cmk.id}`)).toMatchObject({ status: 200, body: updated });
    expect((await cmks('GET')).body).toEqual({ cmks: [] });
    for (const method of ['GET', 'DELETE']) expect((await cmks(method, `/${cmk.id}`)).status).toBe(404);
  });

  test('is found by its ID in any case, and only in its own project', async () => {
    await started();
    const { id } = await register('a');
    expect((await cmks('GET', `/${id.toUpperCase()}`)).body.cmk.id).toBe(id);
    expect((await ask(emulator, 'GET', `q/secrets/cmks/${id}`)).status).toBe(404);
  });

  test('with an ID that is not a UUID is rejected with invalid_cmk_id', async () => {
    await started();
    const { status, body } = await cmks('GET', '/p%2F1234');
    expect([status, body.errors[0].error_code]).toEqual([400, 'invalid_cmk_id']);
  });

  test('is not changed by an empty update', async () => {
    await started();
    const cmk = await register('a');
    expect((await cmks('POST', `/${cmk.id}`, {})).body.cmk).toEqual(cmk);
  });

  test('is listed in order of creation, without paging', async () => {
    await started();
    const ids = [(await register('a')).id, (await register('b')).id, (await register('c')).id];
    const { body } = await cmks('GET', '?limit=1&offset=2');
    expect(body.cmks.map(({ id }: { id: string }) => id)).toEqual(ids);
  });
});

describe('rejects input', () => {
  test.each([
    ['provider missing', { resource: gcpKey('a') }, 'provider is required'],
    ['provider unknown', { provider: 'ibm', resource: 'x' }, 'provider must be one of aws, azure, gcp, oci'],
    ['provider inherited', { provider: 'toString', resource: 'x' }, 'provider must be one of aws, azure, gcp, oci'],
    ['resource missing', { provider: 'gcp' }, 'resource is required'],
    ['resource empty', { provider: 'gcp', resource: '' }, 'resource must be a string of 1 to 512 characters'],
    [
      'resource too long',
      { provider: 'gcp', resource: gcpKey('a'.repeat(512)) },
      'resource must be a string of 1 to 512',
    ],
    ['resource a number', { provider: 'gcp', resource: 5 }, 'resource must be a string of 1 to 512 characters'],
    ['resource of another cloud', { provider: 'aws', resource: gcpKey('a') }, 'resource must be a KMS key ARN'],
    [
      'default_cmk a string',
      { provider: 'gcp', resource: gcpKey('a'), default_cmk: 'true' },
      'default_cmk must be true or',
    ],
    [
      'unknown field',
      { provider: 'gcp', resource: gcpKey('a'), cmk_provider: 'gcp' },
      'Unexpected field(s): cmk_provider',
    ],
  ])('%s', async (_, body, message) => {
    await started();
    const answer = await cmks('POST', '', body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
    expect((await cmks('GET')).body.cmks).toEqual([]);
  });

  test.each([
    ['aws', 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab'],
    ['aws', 'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['azure', 'https://acme.vault.azure.net/keys/orders/0123456789abcdef0123456789abcdef'],
    ['gcp', gcpKey('a'.repeat(512 - gcpKey('').length))],
    ['oci', 'ocid1.key.oc1.iad.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  ])('accepts a key reference of %s', async (provider, resource) => {
    await started();
    expect((await cmks('POST', '', { provider, resource })).status).toBe(201);
  });

  test('accepts any key reference without checkReferences', async () => {
    await started({ checkReferences: false });
    expect((await cmks('POST', '', { provider: 'aws', resource: '\n"%{x}' })).status).toBe(201);
  });
});

describe('undocumented behavior', () => {
  test('a second default key clears the first', async () => {
    await started();
    const first = await register('a', { default_cmk: true });
    const second = await register('b', { default_cmk: true });
    expect((await cmks('GET', `/${first.id}`)).body.cmk.default_cmk).toBe(false);
    await cmks('POST', `/${first.id}`, { default_cmk: true });
    expect((await cmks('GET', `/${second.id}`)).body.cmk.default_cmk).toBe(false);
  });

  test('a second default key keeps the first', async () => {
    await started({ secondDefault: 'keeps' });
    const first = await register('a', { default_cmk: true });
    await register('b', { default_cmk: true });
    expect((await cmks('GET', `/${first.id}`)).body.cmk.default_cmk).toBe(true);
  });

  test('the same key can be registered twice', async () => {
    await started();
    expect((await register('a')).id).not.toBe((await register('a')).id);
  });

  test('a duplicate key is rejected until the first one is deleted', async () => {
    await started({ duplicates: 'refused', deletedKeys: 'shown' });
    const { id } = await register('a');
    const answer = await cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') });
    expect(answer.status).toBe(409);
    expect(answer.body.message).toContain('already exists');
    await cmks('DELETE', `/${id}`);
    expect((await cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') })).status).toBe(201);
  });

  test('a deleted key is listed with its status and cannot be changed', async () => {
    await started({ deletedKeys: 'shown' });
    const { id } = await register('a', { default_cmk: true });
    await cmks('DELETE', `/${id}`);
    expect((await cmks('GET')).body.cmks).toMatchObject([{ id, status: 'deleted', default_cmk: false }]);
    expect((await cmks('GET', `/${id}`)).body.cmk.status).toBe('deleted');
    expect((await cmks('POST', `/${id}`, { default_cmk: true })).status).toBe(404);
    expect((await cmks('DELETE', `/${id}`)).status).toBe(404);
  });

  test('a create returns 200', async () => {
    await started({ createStatus: 200 });
    expect((await cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') })).status).toBe(200);
  });

  test('the openapi shape has provider and status only in the create response, and names the AWS role principal', async () => {
    await started({ shape: 'openapi' });
    const cmk = await register('a');
    expect(cmk).toMatchObject({ provider: 'gcp', status: 'current' });
    const { provider: _, status: __, ...rest } = cmk;
    expect((await cmks('GET')).body.cmks).toEqual([rest]);
    expect((await cmks('GET', `/${cmk.id}`)).body.cmk).toEqual(rest);
    expect((await cmks('POST', `/${cmk.id}`, {})).body.cmk).toEqual(rest);
    expect((await cmks('DELETE', `/${cmk.id}`)).body.cmk).toEqual(rest);
    expect(Object.keys((await cmks('GET', '/accessors')).body.accessors.aws)).toEqual(['principal']);
  });

  test('a new key is missing from the list for listLag', async () => {
    await started({ listLag: 5_000 });
    const { id } = await register('a');
    expect((await cmks('GET')).body.cmks).toEqual([]);
    expect((await cmks('GET', `/${id}`)).status).toBe(200);
    emulator.advance(5_000);
    expect((await cmks('GET')).body.cmks).toHaveLength(1);
  });

  test('a new key is not found by its ID for getLag', async () => {
    await started({ getLag: 2_000 });
    const { id } = await register('a');
    expect((await cmks('GET', `/${id}`)).status).toBe(404);
    emulator.advance(2_000);
    expect((await cmks('GET', `/${id}`)).status).toBe(200);
  });
});

describe('accessors', () => {
  test('are returned for all four clouds, on a path that looks like that of a key', async () => {
    await started();
    const { accessors } = (await cmks('GET', '/accessors')).body;
    expect(accessors).toMatchObject({
      aws: {
        role_arn: 'arn:aws:iam::999999999999:role/aiven-cmk-anchor',
        principal: 'arn:aws:iam::999999999999:role/aiven-cmk-anchor',
      },
      azure: { app_id: expect.stringMatching(uuid) },
      gcp: { access_group: expect.stringContaining('@aiven.io') },
      oci: {
        access_group: expect.stringMatching(/^ocid1\.group\./),
        access_tenant: expect.stringMatching(/^ocid1\.tenancy\./),
      },
    });
  });

  test('are those of the project options', async () => {
    const accessors = { gcp: { access_group: 'g@aiven.io' } };
    await started({ projects: [{ name: 'p', accessors }] });
    expect((await cmks('GET', '/accessors')).body).toEqual({ accessors });
  });
});

describe('the access check', () => {
  test.each([undefined, {}])('returns the key, with body %p', async (body) => {
    await started();
    const cmk = await register('a');
    expect(await cmks('POST', `/${cmk.id}/access_check`, body)).toMatchObject({ status: 200, body: { cmk } });
  });

  test('rejects a key whose reference contains no-access', async () => {
    await started();
    const cmk = await register('no-access');
    const answer = await cmks('POST', `/${cmk.id}/access_check`);
    expect([answer.status, answer.body.errors[0].error_code]).toEqual([400, 'invalid_cmk_id']);
  });
});

describe('with grantSpreads', () => {
  const refused = { status: 400, body: { errors: [{ error_code: 'invalid_cmk_id' }] } };

  test('the access check fails until the grant has spread', async () => {
    await started({ grantSpreads: 1000 });
    const { id } = await register('a');
    emulator.advance(999);
    expect(await cmks('POST', `/${id}/access_check`)).toMatchObject(refused);
    emulator.advance(1);
    expect((await cmks('POST', `/${id}/access_check`)).status).toBe(200);
  });

  test('and ungrantedKeys refused, so does the registration, counted from the first attempt', async () => {
    await started({ grantSpreads: 1000, ungrantedKeys: 'refused' });
    const attempt = () => cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') });
    expect(await attempt()).toMatchObject(refused);
    emulator.advance(999);
    expect(await attempt()).toMatchObject(refused);
    expect((await cmks('GET')).body.cmks).toEqual([]);
    emulator.advance(1);
    expect((await attempt()).status).toBe(201);
  });
});

test('a key whose reference contains status-old has the status old', async () => {
  await started();
  expect((await register('status-old')).status).toBe('old');
});

test('a status set in the store is returned', async () => {
  await started();
  const { id } = await register('a');
  emulator.store.cmk('p', id).status = 'old';
  expect((await cmks('GET', `/${id}`)).body.cmk.status).toBe('old');
});
