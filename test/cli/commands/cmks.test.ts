/** `cmks …`: the options and the JSON of `avn project cmks`, for both shapes of a key that Aiven documents. */

import { awsKey, gcpKey, oneId as id, otherId, project, withScene } from '../scene';

const shapes = ['full', 'openapi'] as const;
const title = 'ID                                    PROVIDER  RESOURCE';
const key = (shape: (typeof shapes)[number], changes = {}) => ({
  id,
  provider: 'gcp',
  resource: gcpKey,
  default_cmk: true,
  status: shape === 'full' ? 'current' : null,
  created_at: expect.any(String),
  updated_at: expect.any(String),
  ...changes,
});

describe.each(shapes)('with keys of the %s shape', (shape) => {
  test('list prints every key as a table, or as an array with the API’s field names', () =>
    withScene({ shape }, async (scene) => {
      const table = await scene.run('cmks', 'list');
      expect(table).toMatchObject({ code: 0, err: '' });
      const [head, rule, ...rows] = table.out.trimEnd().split('\n');
      expect(head).toMatch(/^ID +PROVIDER +RESOURCE +DEFAULT_CMK +STATUS +CREATED_AT +UPDATED_AT$/);
      expect(rule).toMatch(/^[= ]+$/);
      const status = shape === 'full' ? 'current' : '-';
      expect(rows[0]?.split(/ {2,}/)).toEqual([
        id,
        'gcp',
        gcpKey,
        'true',
        status,
        expect.any(String),
        expect.any(String),
      ]);
      const json = JSON.parse((await scene.run('cmks', 'list', '--json')).out);
      expect(json).toEqual([
        { ...key(shape), superseded_by: null },
        expect.objectContaining({ id: otherId, provider: 'aws', default_cmk: false }),
      ]);
    }));

  test('get prints one key as an object', () =>
    withScene({ shape }, async (scene) => {
      const { out } = await scene.run('cmks', 'get', '--cmk-id', id.toUpperCase(), '--json');
      expect(JSON.parse(out)).toEqual(key(shape));
      const table = await scene.run('cmks', 'get', '--cmk-id', id);
      expect(table.out.split('\n')).toHaveLength(4);
      expect(scene.operations).toEqual(['CMKGet', 'CMKGet']);
    }));

  test('get -v also prints the services that use the key', () =>
    withScene({ shape }, async (scene) => {
      const { out } = await scene.run('cmks', 'get', '--cmk-id', id, '-v', '--json');
      expect(JSON.parse(out)).toEqual(
        key(shape, { service_associations: [{ service_name: 'orders', state: 'RUNNING', status: 'active' }] }),
      );
      const table = await scene.run('cmks', 'get', '--cmk-id', id, '--verbose');
      expect(table.out).toContain(
        '\nServices that use the key:\nSERVICE_NAME  STATUS  STATE\n============  ======  =======\norders        active  RUNNING\n',
      );
      const unused = await scene.run('cmks', 'get', '--cmk-id', otherId, '-v');
      expect(unused.out).not.toContain('Associated services');
    }));

  test.each(['true', 'FALSE', '1', '0'])('update accepts --default-cmk %s and prints an array with one key', (value) =>
    withScene({ shape }, async (scene) => {
      const { code, out } = await scene.run('cmks', 'update', '--cmk-id', id, '--default-cmk', value, '--json');
      expect(code).toBe(0);
      const wanted = /true|1/i.test(value);
      expect(JSON.parse(out)).toEqual([key(shape, { default_cmk: wanted })]);
      expect(scene.emulator.requests[0]?.body).toEqual({ default_cmk: wanted });
    }),
  );

  test('delete prints the deleted key, as an array with one key', () =>
    withScene({ shape }, async (scene) => {
      const { code, out, err } = await scene.run('cmks', 'delete', '--cmk-id', otherId, '--yes', '--json');
      expect([code, err]).toEqual([
        0,
        expect.stringMatching(
          /^Deleted\.\nIf a service ever used the key, keep the KMS key enabled until 2026-06-04: /,
        ),
      ]);
      expect(JSON.parse(out)).toEqual([expect.objectContaining({ id: otherId })]);
      expect(scene.keys).toEqual([id]);
    }));
});

describe('create', () => {
  const create = ['cmks', 'create', '--provider', 'gcp', '--resource', `${gcpKey}-2`];

  test('registers a key, and sends default_cmk only with --default-cmk', () =>
    withScene({}, async (scene) => {
      const { code, out } = await scene.run(...create, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual([
        key('full', { id: expect.any(String), resource: `${gcpKey}-2`, default_cmk: false }),
      ]);
      await scene.run(...create, '--default-cmk', '--yes');
      const bodies = scene.emulator.requests
        .filter(({ operation }) => operation === 'CMKCreate')
        .map(({ body }) => body);
      expect(bodies).toEqual([
        { provider: 'gcp', resource: `${gcpKey}-2` },
        { provider: 'gcp', resource: `${gcpKey}-2`, default_cmk: true },
      ]);
    }));

  test.each([
    [
      ['--provider', 'ibm', '--resource', 'x'],
      'Invalid --provider: expected "aws", "azure", "gcp" or "oci", got "ibm".',
    ],
    [['--provider', 'aws', '--resource', gcpKey], 'is a key reference of Google Cloud KMS (gcp), not of AWS KMS (aws)'],
    [['--provider', 'gcp', '--resource', 'projects/acme'], 'ends before "locations/<location>"'],
    [['--provider', 'gcp'], 'required option "--resource <reference>" not specified'],
  ])('%j is rejected before any request', (options, message) =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('cmks', 'create', ...options);
      expect(code).toBe(2);
      expect(err).toContain(message);
      expect(scene.operations).toEqual([]);
    }),
  );

  test.each(shapes)('asks before registering a key again (%s shape)', (shape) =>
    withScene({ shape }, async (scene) => {
      const again = ['cmks', 'create', '--provider', 'gcp', '--resource', gcpKey];
      expect(await scene.run(...again)).toEqual({
        code: 1,
        out: '',
        err: `error: This key is already registered in project "${project}" as "${id}".\nUse that ID, or pass --yes to register the key again.\n`,
      });
      const refused = await scene.runIn({ isTTY: true, input: 'n\n' }, ...again);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain(`This key is already registered in project "${project}" as "${id}".`);
      expect(refused.err).toContain('Register it again? [y/N] ');
      expect(scene.keys).toEqual([id, otherId]);
      expect((await scene.runIn({ isTTY: true, input: 'y\n' }, ...again)).code).toBe(0);
      expect((await scene.run(...again, '--yes')).code).toBe(0);
      expect(scene.keys).toHaveLength(4);
    }),
  );

  test('registers a deleted key again, with one list and one create', () =>
    withScene({ deletedKeys: 'shown' }, async (scene) => {
      scene.emulator.call('CMKDelete', project, { cmkId: otherId });
      const { code } = await scene.run('cmks', 'create', '--provider', 'aws', '--resource', awsKey);
      expect([code, scene.operations]).toEqual([0, ['CMKList', 'CMKCreate']]);
    }));

  test('neither fails nor registers the key twice after a lost response', () =>
    withScene({}, async (scene) => {
      scene.emulator.fail({ fault: 'lost', operation: 'CMKCreate' });
      expect((await scene.run(...create)).code).toBe(0);
      expect(scene.keys).toHaveLength(3);
    }));
});

describe('delete', () => {
  const remove = ['cmks', 'delete', '--cmk-id', id];

  test('is rejected while services use the key, before any request to delete it', () =>
    withScene({}, async (scene) => {
      const { code, out, err } = await scene.run(...remove, '--yes');
      expect([code, out]).toEqual([1, '']);
      expect(err).toBe(
        `error: Key "${id}" in project "${project}" is still used by "orders" (active).\n` +
          'Move them first, with "aiven-byok services set-key" or "aiven-byok rotate".\n',
      );
      expect(scene.operations).not.toContain('CMKDelete');
    }));

  test('shows the key, asks, and does nothing without confirmation', () =>
    withScene({}, async (scene) => {
      const refused = await scene.runIn({ isTTY: true, input: 'n\n' }, 'cmks', 'delete', '--cmk-id', otherId);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain(`Key "${otherId}" in project "${project}" will be deleted:`);
      expect(refused.err).toContain('Delete it? [y/N] ');
      expect(refused.err).toContain('Nothing was deleted.');
      expect(scene.operations).not.toContain('CMKDelete');
      const agreed = await scene.runIn({ isTTY: true, input: 'y\n' }, 'cmks', 'delete', '--cmk-id', otherId);
      expect(agreed.code).toBe(0);
      expect(scene.operations.at(-1)).toBe('CMKDelete');
    }));

  test('is a usage error without a terminal', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('cmks', 'delete', '--cmk-id', otherId);
      expect(code).toBe(2);
      expect(err).toContain('Deleting a key needs confirmation, and there is no terminal to ask on.');
      expect(scene.operations).not.toContain('CMKDelete');
    }));

  test('warns if the key is the default key', () =>
    withScene({}, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { cmk_id: otherId });
      const { err } = await scene.runIn({ isTTY: true, input: '\n' }, ...remove);
      expect(err).toContain(`It is the default key of project "${project}"`);
    }));

  test('--wait waits for services that are moving away', () =>
    withScene({ deactivationDelay: 60_000 }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { cmk_id: otherId });
      const refused = await scene.run(...remove, '--yes');
      expect(refused.err).toContain('"orders" (deactivating)');
      expect(refused.err).toContain('pass --wait');
      const { code, err } = await scene.runIn({ isTTY: true }, ...remove, '--yes', '--wait');
      expect(code).toBe(0);
      expect(err).toContain('Waiting for "orders" (deactivating)');
      expect(err).toContain('Deleted.\nKeep the KMS key enabled until ');
      expect(scene.keys).toEqual([otherId]);
    }));

  test('names a key that does not exist', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('cmks', 'delete', '--cmk-id', otherId.replace('8c9d', '0000'), '--yes');
      expect(code).toBe(1);
      expect(err).toMatch(/^error: Project "acme-prod" has no key "0000/);
    }));
});

test('accessors prints JSON with and without --json', () =>
  withScene({}, async (scene) => {
    const { out } = await scene.run('cmks', 'accessors');
    expect(JSON.parse(out)).toMatchObject({
      aws: { role_arn: expect.stringContaining('arn:aws:iam') },
      azure: { app_id: expect.any(String) },
      gcp: { access_group: expect.stringContaining('@') },
      oci: { access_group: expect.any(String), access_tenant: expect.any(String) },
    });
    expect((await scene.run('cmks', 'accessors', '--json')).out).toBe(out);
  }));

test('accessors accepts both names of the AWS accessor, and omits clouds that Aiven does not offer', () =>
  withScene(
    {
      shape: 'openapi',
      seed: { projects: [{ name: project, accessors: { aws: { role_arn: 'arn:aws:iam::123456789012:role/a' } } }] },
    },
    async (scene) => {
      const { out } = await scene.run('cmks', 'accessors');
      expect(JSON.parse(out)).toEqual({ aws: { role_arn: 'arn:aws:iam::123456789012:role/a' } });
    },
  ));

test('list prints no table and an empty array for a project without keys', () =>
  withScene({ seed: { projects: [project] } }, async (scene) => {
    expect(await scene.run('cmks', 'list')).toEqual({
      code: 0,
      out: '',
      err: `Project "${project}" has no keys.\n`,
    });
    expect(await scene.run('cmks', 'list', '--json', '--quiet')).toEqual({ code: 0, out: '[]\n', err: '' });
  }));

test('prints JSON like avn: indented by four, fields in alphabetical order', () =>
  withScene({}, async (scene) => {
    const { out } = await scene.run('cmks', 'get', '--cmk-id', id, '--json');
    expect(out).toMatch(/^\{\n {4}"created_at": .*\n {4}"default_cmk": true,\n {4}"id": /);
  }));

describe('on a terminal', () => {
  test.each([40, 80, 120])('of %d columns no line is wider, and IDs are never cut', (columns) =>
    withScene({}, async (scene) => {
      const { out } = await scene.runIn({ isTTY: true, columns, env: { NO_COLOR: '1' } }, 'cmks', 'list');
      const lines = out.trimEnd().split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(expect.arrayContaining([id, otherId]));
      expect(out.replace(/\s/g, '')).toContain(gcpKey);
    }),
  );

  test('prints the same table as in a pipe if the terminal is wide enough', () =>
    withScene({}, async (scene) => {
      const wide = await scene.runIn({ isTTY: true, columns: 300, env: { NO_COLOR: '1' } }, 'cmks', 'list');
      expect(wide.out).toBe((await scene.run('cmks', 'list')).out);
      expect(wide.out).toContain(title);
    }));

  test('names hidden columns', () =>
    withScene({}, async (scene) => {
      const { err } = await scene.runIn({ isTTY: true, env: { NO_COLOR: '1' } }, 'cmks', 'list');
      expect(err).toBe('Hidden (terminal too narrow): CREATED_AT, UPDATED_AT.\n');
    }));
});
