/** `report`: the coverage of each service and key in every format, and `--fail-on`. */

import { generatedCmkId } from '../../../src/emulator';
import { type Ended, gcpKey, oneId, otherId, project, withScene } from '../scene';
import { azureKey, hostileNames, sample, unusedId, withSample } from './sample';

const json = ({ out }: Ended) => JSON.parse(out);

test('lists services with the worst coverage first', () =>
  withSample(async (scene) => {
    const report = json(await scene.run('report', '--json'));
    const services: { service_name: string; coverage: string }[] = report.projects[0].services;
    const told = services.map(({ service_name: name, coverage }) => `${coverage} ${name}`);
    expect(told.slice(hostileNames.length)).toEqual([
      'unknown_key stranger',
      'old_key legacy',
      'in_transition moving',
      'protected off',
      'protected orders',
    ]);
    expect(told.slice(0, hostileNames.length).sort()).toEqual(hostileNames.map((name) => `unprotected ${name}`).sort());
  }));

test('has the fields of the API and the coverage', () =>
  withSample(async (scene) => {
    const report = json(await scene.run('report', '--format', 'json'));
    expect(report.generated_at).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(report.api_host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(report.projects[0].services.at(-1)).toEqual({
      service_name: 'orders',
      service_type: 'pg',
      plan: 'startup-4',
      cloud_name: 'google-europe-west1',
      state: 'RUNNING',
      cmk_id: oneId,
      provider: 'gcp',
      resource: gcpKey,
      key_status: 'current',
      default_cmk: true,
      coverage: 'protected',
      exemption: null,
    });
    expect(report.projects[0].cmks.map((cmk: { id: string; services: number }) => [cmk.id, cmk.services])).toEqual([
      [otherId, 1],
      [oneId, 3],
      [unusedId, 0],
    ]);
    expect(report.summary).toEqual({
      services: 12,
      protected: 2,
      in_transition: 1,
      old_key: 1,
      unknown_key: 1,
      unprotected: 7,
      exempt: 0,
      on_default_key: 3,
      cmks: 3,
      unused_cmks: 1,
      // The association with its first key, which the emulator keeps.
      held_cmks: 1,
    });
  }));

test('reports a key as used, and the service as in transition, while the service is powered off on its way to another key', () => {
  const seed = {
    projects: [
      {
        name: project,
        cmks: [
          { id: oneId, provider: 'gcp' as const, resource: gcpKey },
          { id: otherId, provider: 'gcp' as const, resource: `${gcpKey}-2` },
        ],
        services: [
          { service_name: 'off', service_type: 'pg', plan: 'startup-4', cmk_id: oneId, state: 'POWEROFF' as const },
          { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: otherId },
        ],
      },
    ],
  };
  return withScene({ seed }, async (scene) => {
    scene.emulator.call('ServiceUpdate', project, { serviceName: 'off' }, { cmk_id: otherId });
    const report = json(await scene.run('report', '--json', '--fail-on', 'unused-key'));
    expect(report.projects[0].services.map((one: { coverage: string }) => one.coverage)).toEqual([
      'in_transition',
      'protected',
    ]);
    expect(report.projects[0].cmks.at(-1)).toMatchObject({
      id: oneId,
      services: 0,
      held_by: [{ service_name: 'off', status: 'deactivating' }],
    });
    expect(report.summary).toMatchObject({ unused_cmks: 0, held_cmks: 1 });
    expect((await scene.run('report', '--fail-on', 'in-transition')).code).toBe(3);
    const { out } = await scene.run('report');
    expect(out).toContain('1 of 2 keys is still used by services that now have another key.');
    expect(out).toContain('0, still used by "off" (deactivating)');

    const listed = json(await scene.run('services', 'list', '--cmk-id', oneId, '--json'));
    expect(listed).toMatchObject([{ service_name: 'off', cmk_id: otherId, association_status: 'deactivating' }]);
    const refused = await scene.run('cmks', 'delete', '--cmk-id', oneId, '--yes');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('Power on "off": a service that is powered off does not move.');
  });
});

test('shows a key as superseded until it is free, and how long its KMS key must stay enabled', () => {
  const key = (id: string, created_at: string, more: object = {}) =>
    ({ id, provider: 'gcp', resource: gcpKey, created_at, ...more }) as const;
  const seed = {
    projects: [
      {
        name: project,
        cmks: [
          key(oneId, '2026-01-01T00:00:00Z'),
          key(otherId, '2026-02-01T00:00:00Z', { default_cmk: true }),
          key(unusedId, '2026-03-01T00:00:00Z', { resource: `${gcpKey}-2` }),
        ],
        services: [{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: oneId }],
      },
    ],
  };
  return withScene({ seed }, async (scene) => {
    const unused = 'at least 30 days after its last use; date unknown';
    expect(json(await scene.run('report', '--json')).projects[0].cmks).toMatchObject([
      { id: oneId, superseded_by: otherId, keep_kms_key: 'while it is in use' },
      { id: unusedId, superseded_by: null, keep_kms_key: unused },
      { id: otherId, superseded_by: null, keep_kms_key: unused },
    ]);
    const { out } = await scene.run('report');
    expect(out).toMatch(new RegExp(`${oneId} +1 +superseded`));
    expect(out).toContain('When a key is unused, keep its KMS key enabled for at least 30 days after the last use.');
    expect((await scene.run('report', '--format', 'html')).out).toContain('superseded</span> by <code');
    const listed = await scene.run('cmks', 'list', '--json');
    expect(json(listed).map((cmk: { superseded_by: string }) => cmk.superseded_by)).toEqual([otherId, null, null]);
    expect((await scene.run('cmks', 'list')).out).toMatch(new RegExp(`${oneId}.* superseded`));
  });
});

test('a later default key supersedes only a key of its cloud that no service uses', () => {
  const day = (number: number) => `2026-01-0${number}T00:00:00Z`;
  const azure = { id: '4c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f', provider: 'azure' as const, resource: azureKey };
  const cmks = [
    { id: oneId, provider: 'gcp' as const, resource: gcpKey, created_at: day(1) },
    { id: unusedId, provider: 'gcp' as const, resource: `${gcpKey}-2`, created_at: day(2) },
    { ...azure, created_at: day(3) },
    { id: otherId, provider: 'gcp' as const, resource: `${gcpKey}-3`, created_at: day(4), default_cmk: true },
  ];
  const services = [{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: oneId }];
  return withScene({ seed: { projects: [{ name: project, cmks, services }] } }, async (scene) => {
    const supersederOf = (list: { id: string; superseded_by: string | null }[]) =>
      cmks.map(({ id }) => list.find((one) => one.id === id)?.superseded_by);
    const expected = [null, otherId, null, null];
    expect(supersederOf(json(await scene.run('report', '--json')).projects[0].cmks)).toEqual(expected);
    const before = scene.operations.length;
    expect(supersederOf(json(await scene.run('cmks', 'list', '--json')))).toEqual(expected);
    expect(scene.operations.slice(before).sort()).toEqual([
      'CMKList',
      'CMKServiceAssociationsList',
      'CMKServiceAssociationsList',
      'ServiceList',
    ]);
    scene.emulator.fail({ operation: 'ServiceList', fault: 403, times: 9 });
    const denied = await scene.run('cmks', 'list', '--json');
    expect([denied.code, supersederOf(json(denied))]).toEqual([0, [null, null, null, null]]);
  });
});

test('CSV has one line per service, and no cell that a spreadsheet would run as a formula', () =>
  withSample(async (scene) => {
    const { out } = await scene.run('report', '--format', 'csv');
    const [head, ...lines] = out.trimEnd().split('\n');
    expect(head).toBe(
      'project,service_name,service_type,plan,cloud_name,state,cmk_id,provider,resource,key_status,default_cmk,coverage,exemption,exempt_until,exempt_reason',
    );
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe(
      `${project},orders,pg,startup-4,google-europe-west1,RUNNING,${oneId},gcp,${gcpKey},current,true,protected,,,`,
    );
    expect(out).toContain(`"'=HYPERLINK(""x"")"`);
  }));

test.each(['csv', 'table'])('escapes control characters of names in the format %s', (format) =>
  withSample(async (scene) => {
    const argv = ['report', '--format', format];
    const { out } = await scene.runIn({ isTTY: true, columns: 200, env: { NO_COLOR: '1' } }, ...argv);
    expect(out).toContain('\\u{1b}[31mred');
    expect(out).not.toContain('\x1b');
  }),
);

describe('as a table', () => {
  test('starts with a summary sentence', () =>
    withSample(async (scene) => {
      const { out } = await scene.run('report');
      expect(out.split('\n')[0]).toBe(
        `${project}: 2 of 12 services are protected by a current key (17%): 7 unprotected, 1 on an unknown key, ` +
          '1 on an old key, 1 in transition. 1 of 3 keys is not used. 1 of 3 keys is still used by services that now have another key.',
      );
    }));

  test.each([40, 80, 200])('stays within %d columns, and no name controls the terminal', (columns) =>
    withSample(async (scene) => {
      const { out } = await scene.runIn({ isTTY: true, columns, env: { NO_COLOR: '1' } }, 'report');
      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
      for (const id of [oneId, otherId, unusedId]) expect(out).toContain(id);
      expect(out).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
      expect(out.replace(/\s/g, '')).toContain('abc\\u{202e}gpj.exe\\u{7}');
    }),
  );
});

test('in a pipe, the table has one line per row and every column, for a pager such as less -S', () =>
  withSample(async (scene) => {
    const lines = (await scene.run('report')).out.split('\n');
    const services = lines.slice(lines.findIndex((line) => line.startsWith('SERVICE_NAME')) + 2);
    expect(services.indexOf('')).toBe(12);
    const keys = lines.slice(lines.findIndex((line) => line.startsWith('CMK_ID')));
    expect(keys[0]?.split(/ {2,}/)).toEqual(
      'CMK_ID SERVICES STATUS AGE DEFAULT_CMK PROVIDER KEEP_KMS_KEY RESOURCE'.split(' '),
    );
    expect(keys[2]?.startsWith(otherId)).toBe(true);
    expect(keys[4]?.startsWith(unusedId)).toBe(true);
  }));

test.each([
  [{ services: 0 }, 'There are no services. There are no keys.'],
  [{ services: 4, cmks: 1 }, '4 of 4 services are protected by a current key (100%).'],
  [{ services: 5, cmks: 1 }, '4 of 5 services are protected by a current key (80%): 1 unprotected.'],
  [{ services: 1, cmks: 2 }, '1 of 1 service is protected by a current key (100%). 1 of 2 keys is not used.'],
  [{ services: 0, cmks: 1 }, 'There are no services. The only key is not used.'],
])('summarizes %j in a sentence', (generate, sentence) =>
  withScene({ seed: { projects: [{ name: project, generate }] } }, async (scene) => {
    expect((await scene.run('report')).out.split('\n')[0]).toBe(`${project}: ${sentence}`);
  }),
);

describe('--fail-on', () => {
  test.each([
    ['unprotected', 7],
    ['unknown-key', 1],
    ['old-key', 1],
    ['in-transition', 1],
    ['default-key', 3],
    ['unused-key', 1],
  ])('%s exits with code 3 if there is any, after the report', (complaint, count) =>
    withSample(async (scene) => {
      const { code, out, err } = await scene.run('report', '--fail-on', complaint, '--quiet');
      expect(code).toBe(3);
      expect(out).toContain('SERVICE_NAME');
      expect(err).toMatch(new RegExp(`^warning: --fail-on ${complaint}: found ${count}: "acme-prod/.*"\\.\\n$`));
    }),
  );

  test('names the first ten that it found', () =>
    withScene({ seed: { projects: [{ name: project, generate: { cmks: 12, services: 60 } }] } }, async (scene) => {
      const { err } = await scene.run('report', '--fail-on', 'unprotected');
      const names = ['service-14', 'service-19', 'service-24'].map((name) => `"acme-prod/${name}"`);
      expect(err).toContain(`found 12: `);
      expect(err).toContain(names.join(', '));
      expect(err).toMatch(/" and 2 more\.\n$/);
    }));

  test('accepts several problems, and exits with code 0 if there are none', () =>
    withScene({ seed: { projects: [{ name: project, generate: { cmks: 1, services: 4 } }] } }, async (scene) => {
      const argv = ['report', '--fail-on', 'unprotected,old-key', '--fail-on', 'unused-key'];
      expect((await scene.run(...argv)).code).toBe(0);
      scene.emulator.call(
        'ServiceUpdate',
        project,
        { serviceName: 'service-0' },
        { cmk_id: '00000000-0000-0000-0000-000000000000' },
      );
      expect((await scene.run(...argv)).code).toBe(3);
    }));

  test.each([
    [4, 3, 'warning: --fail-on old-key: the API returns no status for 1 key, which may be old.\n'],
    [0, 0, ''],
  ])('old-key, if the API returns no status: with %d services, exits with code %d', (services, code, err) =>
    withScene(
      { shape: 'openapi', seed: { projects: [{ name: project, generate: { cmks: 1, services } }] } },
      async (scene) => {
        expect(await scene.run('report', '--fail-on', 'old-key')).toMatchObject({ code, err });
      },
    ),
  );

  test('anything else is a usage error', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('report', '--fail-on', 'nonsense');
      expect(code).toBe(2);
      expect(err).toContain(
        'Invalid --fail-on: expected "unprotected", "unknown-key", "old-key", "in-transition", "default-key", "unused-key", "worse" or "older-than=365d", got "nonsense".',
      );
    }));
});

test('sends two requests, and one per key, for a thousand services', () =>
  withScene({ seed: { projects: [{ name: project, generate: { cmks: 39, services: 1000 } }] } }, async (scene) => {
    const report = json(await scene.run('report', '--json'));
    expect(report.summary).toMatchObject({ services: 1000, protected: 800, unprotected: 200 });
    const associations = scene.operations.filter((name) => name === 'CMKServiceAssociationsList');
    expect(associations).toHaveLength(report.summary.cmks);
    expect(scene.operations.filter((name) => name !== 'CMKServiceAssociationsList').sort()).toEqual([
      'CMKList',
      'ServiceList',
    ]);
  }));

test('several projects in one report', () =>
  withScene(
    { seed: { projects: [...(sample.projects ?? []), { name: 'acme-staging', generate: { cmks: 1, services: 1 } }] } },
    async (scene) => {
      const argv = ['report', '--project', project, '--project', 'acme-staging', '--project', project];
      const report = json(await scene.run(...argv, '--json'));
      expect(report.projects.map(({ project: name }: { project: string }) => name)).toEqual([project, 'acme-staging']);
      expect(report.projects[1].services[0].cmk_id).toBe(generatedCmkId('acme-staging', 0));
      expect(report.summary.services).toBe(12);
      expect((await scene.run(...argv)).out).toContain('\nAll 2 projects: 3 of 12 services');
    },
  ));
