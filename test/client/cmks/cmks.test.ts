import { AIVEN_MANAGED_CMK_ID } from '../../../src/aiven';
import { isContractError, isNotFound } from '../../../src/client';
import { awsKey, errorOf, gcpKey, ociKey, project, withClient } from '../../support/emulator/client';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe.each(['full', 'openapi'] as const)('with the response shape %s', (shape) => {
  test('a key is registered, read, listed, made the default and deleted', async () => {
    await withClient({ emulator: { shape } }, async ({ client }) => {
      const cmk = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
      expect(cmk).toEqual({
        cmkId: expect.stringMatching(uuid),
        cloud: 'gcp',
        keyReference: gcpKey,
        defaultCmk: false,
        status: 'current',
        createdAt: expect.stringMatching(/^2026-05-05T/),
        updatedAt: expect.stringMatching(/^2026-05-05T/),
      });
      const status = shape === 'full' ? 'current' : null;
      expect(await client.cmks.get(project, cmk.cmkId)).toEqual({ ...cmk, status });
      expect(await client.cmks.list(project)).toEqual([{ ...cmk, status }]);
      const changed = await client.cmks.update(project, cmk.cmkId.toUpperCase(), { defaultCmk: true });
      expect(changed).toMatchObject({ cmkId: cmk.cmkId, cloud: 'gcp', defaultCmk: true, status });
      await client.cmks.delete(project, cmk.cmkId);
      expect(isNotFound(await errorOf(client.cmks.get(project, cmk.cmkId)))).toBe(true);
    });
  });

  test('infers the cloud from the key reference if the API omits it', async () => {
    await withClient({ emulator: { shape } }, async ({ client }) => {
      await client.cmks.create(project, { cloud: 'aws', keyReference: awsKey });
      await client.cmks.create(project, { cloud: 'oci', keyReference: ociKey });
      expect((await client.cmks.list(project)).map(({ cloud }) => cloud)).toEqual(['aws', 'oci']);
    });
  });
});

test('sends default_cmk only if it is given', async () => {
  await withClient({}, async ({ client, emulator }) => {
    await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey, defaultCmk: false });
    const bodies = emulator.requests.filter(({ operation }) => operation === 'CMKCreate').map(({ body }) => body);
    expect(bodies).toEqual([
      { provider: 'gcp', resource: gcpKey },
      { provider: 'gcp', resource: gcpKey, default_cmk: false },
    ]);
  });
});

test.each([
  { aws: { role_arn: '*' } },
  { aws: { principal: 'arn:aws:iam::123456789012:root' } },
  { azure: { app_id: 'me' } },
  { gcp: { access_group: 'allUsers' } },
  { oci: { access_group: 'ocid1.group.oc1..a', access_tenant: 'any-tenancy' } },
])('rejects %j, which is not a principal', async (accessors) => {
  await withClient({ emulator: { projects: [{ name: project, accessors }] } }, async ({ client }) => {
    const [value = ''] = Object.values(Object.values(accessors)[0] ?? {}).slice(-1);
    expect(await errorOf(client.cmks.accessors(project))).toMatchObject({
      kind: 'contract',
      message: expect.stringContaining(`is ${JSON.stringify(value)}; expected `),
    });
  });
});

test('reads accessors under either name, and without some clouds', async () => {
  await withClient(
    {
      emulator: {
        projects: [{ name: project, accessors: { aws: { principal: 'arn:aws:iam::123456789012:role/a' } } }],
      },
    },
    async ({ client }) => {
      expect(await client.cmks.accessors(project)).toEqual({
        aws: { principal: 'arn:aws:iam::123456789012:role/a' },
        azure: null,
        gcp: null,
        oci: null,
      });
    },
  );
  await withClient({}, async ({ client }) => {
    const accessors = await client.cmks.accessors(project);
    expect(accessors.aws?.principal).toMatch(/^arn:aws:iam/);
    expect(accessors.oci).toEqual({
      accessGroup: expect.stringMatching(/^ocid1\.group/),
      accessTenant: expect.any(String),
    });
  });
});

test('associations name the services that use a key', async () => {
  await withClient({ emulator: { activationDelay: 60_000 } }, async ({ client }) => {
    const { cmkId } = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    expect(await client.cmks.associations(project, cmkId)).toEqual([]);
    await client.services.create(project, {
      serviceName: 'orders',
      serviceType: 'pg',
      plan: 'startup-4',
      cmkId,
    });
    expect(await client.cmks.associations(project, cmkId)).toEqual([{ serviceName: 'orders', status: 'activating' }]);
  });
});

test('an access check returns the key', async () => {
  await withClient({}, async ({ client, operations }) => {
    const { cmkId } = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    expect(await client.cmks.verifyAccess(project, cmkId)).toMatchObject({ cmkId });
    expect(operations()).toContain('CMKAccessCheckTrigger');
  });
});

test('a response that breaks the contract is an error that names the operation and the field', async () => {
  await withClient({}, async ({ client, emulator }) => {
    emulator.fail({ operation: 'CMKList', fault: 'wrong-json', times: Number.POSITIVE_INFINITY });
    const error = await errorOf(client.cmks.list(project));
    expect(isContractError(error)).toBe(true);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^Aiven returned 200 for project "acme-prod" with an unexpected body: the field "cmks" should be a list, but is missing\./,
      ),
    });
  });
});

test.each(['', '.', '..'])('rejects %j as an ID before any request', async (id) => {
  await withClient({}, async ({ client, emulator }) => {
    for (const attempt of [client.cmks.get(project, id), client.cmks.list(id)]) {
      expect(await errorOf(attempt)).toMatchObject({ kind: 'input' });
    }
    expect(emulator.requests).toEqual([]);
  });
});

test('percent-encodes path segments', async () => {
  await withClient({}, async ({ client, emulator }) => {
    await errorOf(client.cmks.get(project, `../../service?x=1#${AIVEN_MANAGED_CMK_ID}`));
    expect(emulator.requests[0]?.path).toBe(
      `/v1/project/acme-prod/secrets/cmks/${encodeURIComponent(`../../service?x=1#${AIVEN_MANAGED_CMK_ID}`)}`,
    );
  });
});
