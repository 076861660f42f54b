/** Keys: their life, both response shapes, and every undocumented behaviour either way. */

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
  test('is created with all seven fields, listed, got, updated and deleted', async () => {
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
    for (const method of ['GET', 'DELETE']) {
      expect((await cmks(method, `/${cmk.id}`)).status).toBe(404);
    }
  });

  test('is found by its id in any case, and only in its own project', async () => {
    await started();
    const { id } = await register('a');
    expect((await cmks('GET', `/${id.toUpperCase()}`)).body.cmk.id).toBe(id);
    expect((await ask(emulator, 'GET', `q/secrets/cmks/${id}`)).status).toBe(404);
  });

  test('with an id that is no UUID is refused with invalid_cmk_id', async () => {
    await started();
    const { status, body } = await cmks('GET', '/p%2F1234');
    expect([status, body.errors[0].error_code]).toEqual([400, 'invalid_cmk_id']);
  });

  test('update without a field changes nothing', async () => {
    await started();
    const cmk = await register('a');
    expect((await cmks('POST', `/${cmk.id}`, {})).body.cmk).toEqual(cmk);
  });

  test('lists in order of creation, and paging parameters are ignored', async () => {
    await started();
    const ids = [(await register('a')).id, (await register('b')).id, (await register('c')).id];
    const { body } = await cmks('GET', '?limit=1&offset=2');
    expect(body.cmks.map(({ id }: { id: string }) => id)).toEqual(ids);
  });
});

describe('input is judged', () => {
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
      'a field too many',
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
  ])('a reference of %s is taken', async (provider, resource) => {
    await started();
    expect((await cmks('POST', '', { provider, resource })).status).toBe(201);
  });

  test('any reference is taken when references are not checked', async () => {
    await started({ checkReferences: false });
    expect((await cmks('POST', '', { provider: 'aws', resource: '\n"%{x}' })).status).toBe(201);
  });
});

describe('undocumented behaviour goes both ways', () => {
  test('a second default clears the first', async () => {
    await started();
    const first = await register('a', { default_cmk: true });
    const second = await register('b', { default_cmk: true });
    expect((await cmks('GET', `/${first.id}`)).body.cmk.default_cmk).toBe(false);
    await cmks('POST', `/${first.id}`, { default_cmk: true });
    expect((await cmks('GET', `/${second.id}`)).body.cmk.default_cmk).toBe(false);
  });

  test('a second default keeps the first', async () => {
    await started({ secondDefault: 'keeps' });
    const first = await register('a', { default_cmk: true });
    await register('b', { default_cmk: true });
    expect((await cmks('GET', `/${first.id}`)).body.cmk.default_cmk).toBe(true);
  });

  test('the same key twice is two keys', async () => {
    await started();
    expect((await register('a')).id).not.toBe((await register('a')).id);
  });

  test('the same key twice is refused, until the first is deleted', async () => {
    await started({ duplicates: 'refused', deletedKeys: 'shown' });
    const { id } = await register('a');
    const answer = await cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') });
    expect(answer.status).toBe(409);
    expect(answer.body.message).toContain('already exists');
    await cmks('DELETE', `/${id}`);
    expect((await cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') })).status).toBe(201);
  });

  test('a deleted key stays, with its status, and cannot be changed any more', async () => {
    await started({ deletedKeys: 'shown' });
    const { id } = await register('a', { default_cmk: true });
    await cmks('DELETE', `/${id}`);
    expect((await cmks('GET')).body.cmks).toMatchObject([{ id, status: 'deleted', default_cmk: false }]);
    expect((await cmks('GET', `/${id}`)).body.cmk.status).toBe('deleted');
    expect((await cmks('POST', `/${id}`, { default_cmk: true })).status).toBe(404);
    expect((await cmks('DELETE', `/${id}`)).status).toBe(404);
  });

  test('a create answers 200', async () => {
    await started({ createStatus: 200 });
    expect((await cmks('POST', '', { provider: 'gcp', resource: gcpKey('a') })).status).toBe(200);
  });

  test('the openapi shape has provider and status in the create response only, and calls the role principal', async () => {
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

  test('a new key is missing from the list, then from neither', async () => {
    await started({ listLag: 5_000 });
    const { id } = await register('a');
    expect((await cmks('GET')).body.cmks).toEqual([]);
    expect((await cmks('GET', `/${id}`)).status).toBe(200);
    emulator.advance(5_000);
    expect((await cmks('GET')).body.cmks).toHaveLength(1);
  });

  test('a new key is not found by its id for a while', async () => {
    await started({ getLag: 2_000 });
    const { id } = await register('a');
    expect((await cmks('GET', `/${id}`)).status).toBe(404);
    emulator.advance(2_000);
    expect((await cmks('GET', `/${id}`)).status).toBe(200);
  });
});

describe('accessors', () => {
  test('name Aiven to all four clouds, on the path where a key id would stand', async () => {
    await started();
    const { accessors } = (await cmks('GET', '/accessors')).body;
    expect(accessors).toMatchObject({
      aws: { role_arn: 'arn:aws:iam::123456789012:role/aiven-cmk-anchor' },
      azure: { app_id: expect.stringMatching(uuid) },
      gcp: { access_group: expect.stringContaining('@aiven.io') },
      oci: {
        access_group: expect.stringMatching(/^ocid1\.group\./),
        access_tenant: expect.stringMatching(/^ocid1\.tenancy\./),
      },
    });
  });

  test('may lack clouds', async () => {
    const accessors = { gcp: { access_group: 'g@aiven.io' } };
    await started({ projects: [{ name: 'p', accessors }] });
    expect((await cmks('GET', '/accessors')).body).toEqual({ accessors });
  });
});

describe('the access check', () => {
  test.each([undefined, {}])('answers the key, with body %p', async (body) => {
    await started();
    const cmk = await register('a');
    expect(await cmks('POST', `/${cmk.id}/access_check`, body)).toMatchObject({ status: 200, body: { cmk } });
  });

  test('refuses a key whose reference says no-access', async () => {
    await started();
    const cmk = await register('no-access');
    const answer = await cmks('POST', `/${cmk.id}/access_check`);
    expect([answer.status, answer.body.errors[0].error_code]).toEqual([400, 'cmk_access_denied']);
  });
});

test('a key whose reference says status-old has that status from the start', async () => {
  await started();
  expect((await register('status-old')).status).toBe('old');
});

test('a status set in the store is what callers see', async () => {
  await started();
  const { id } = await register('a');
  emulator.store.cmk('p', id).status = 'old';
  expect((await cmks('GET', `/${id}`)).body.cmk.status).toBe('old');
});
