/** `services …`: shows and changes which key encrypts a service. */

import { oneId, otherId, project, token, withScene } from '../scene';

const orders = (changes = {}) => ({
  service_name: 'orders',
  service_type: 'pg',
  plan: 'startup-4',
  cloud_name: 'google-europe-west1',
  state: 'RUNNING',
  cmk_id: oneId,
  ...changes,
});

describe.each(['full', 'six-fields'] as const)('with %s services', (serviceShape) => {
  test('list prints each service with its key', () =>
    withScene({ serviceShape }, async (scene) => {
      const { out } = await scene.run('services', 'list');
      const [head, , ...rows] = out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ {2,}/));
      expect(head).toEqual(['SERVICE_NAME', 'SERVICE_TYPE', 'STATE', 'CLOUD_NAME', 'PLAN', 'CMK_ID']);
      expect(rows.map((row) => [row[0], row[5]])).toEqual([
        ['orders', oneId],
        ['plain', '-'],
      ]);
      const json = JSON.parse((await scene.run('services', 'list', '--json')).out);
      expect(json).toEqual([orders(), orders({ service_name: 'plain', service_type: 'mysql', cmk_id: null })]);
    }));

  test('get prints whether the key is in effect', () =>
    withScene({ serviceShape }, async (scene) => {
      const { out } = await scene.run('services', 'get', 'orders', '--json');
      expect(JSON.parse(out)).toEqual(orders({ association_status: 'active' }));
      expect((await scene.run('services', 'get', 'plain')).out).toMatch(/plain .* - {7}-\n$/);
    }));
});

test.each([
  [['--cmk-id', oneId.toUpperCase()], ['orders']],
  [['--aiven-managed'], ['plain']],
  [['--cmk-id', otherId], []],
])('list %j filters the services', (argv, names) =>
  withScene({}, async (scene) => {
    const { out, err } = await scene.run('services', 'list', '--json', ...argv);
    expect(JSON.parse(out).map((service: { service_name: string }) => service.service_name)).toEqual(names);
    expect(err).toBe(names.length === 0 ? 'No match among 2 services of the project.\n' : '');
  }),
);

describe('set-key', () => {
  test.each([
    [['--cmk-id', otherId], otherId, 'active'],
    [['--aiven-managed', '--yes'], null, null],
    [['--default'], oneId, 'active'],
  ])('%j moves the service and waits until the key is in effect', (argv, cmkId, status) =>
    withScene({ serviceDelay: 60_000, activationDelay: 120_000 }, async (scene) => {
      const { code, out } = await scene.run('services', 'set-key', 'orders', ...argv, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual(orders({ cmk_id: cmkId, association_status: status }));
      expect(scene.emulator.requests.find(({ operation }) => operation === 'ServiceUpdate')?.body).toEqual({
        cmk_id: cmkId ?? '00000000-0000-0000-0000-000000000000',
      });
    }),
  );

  test('--no-wait returns when Aiven has accepted the request', () =>
    withScene({ serviceDelay: 60_000 }, async (scene) => {
      const { code, out, err } = await scene.run(
        'services',
        'set-key',
        'orders',
        '--cmk-id',
        otherId,
        '--no-wait',
        '--json',
      );
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ state: 'REBALANCING', cmk_id: otherId, association_status: null });
      expect(scene.operations.slice(0, 3)).toEqual(['ServiceGet', 'CMKList', 'ServiceUpdate']);
      // The clock of the scene starts in 2026.
      expect(err).toMatch(`No other service uses key "${oneId}". Keep the KMS key enabled until 2026-`);
    }));

  test('says nothing about a key that another service uses', () =>
    withScene({}, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'plain' }, { cmk_id: oneId });
      expect((await scene.run('services', 'set-key', 'orders', '--cmk-id', otherId)).err).toBe('');
    }));

  test('a timeout fails, and says how to wait again', () =>
    withScene({}, async (scene) => {
      const service = { service_name: 'never-ready', service_type: 'pg', plan: 'startup-4' };
      scene.emulator.call('ServiceCreate', project, {}, service);
      const { code, err } = await scene.run(
        'services',
        'set-key',
        'never-ready',
        '--cmk-id',
        otherId,
        '--timeout',
        '1m',
      );
      expect(code).toBe(1);
      expect(err).toContain('To wait again: aiven-byok services wait never-ready --project acme-prod');
      expect(err).toContain('after 60 s');
    }));

  test('Ctrl-C exits with code 130, and says how to wait again', () =>
    withScene({ serviceDelay: 3_600_000 }, async (scene) => {
      const terminal = scene.terminal({ isTTY: true });
      const running = terminal.run('services', 'set-key', 'orders', '--cmk-id', otherId);
      await terminal.until('Waiting for orders');
      terminal.interruption.abort();
      expect(await running).toBe(130);
      expect(terminal.err).toContain('To wait again: aiven-byok services wait orders --project acme-prod');
      expect(terminal.err).toMatch(/Interrupted\.\n$/);
    }));

  test('warns about a service that is powered off', () =>
    withScene({}, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { powered: false });
      const { code, err } = await scene.run('services', 'set-key', 'orders', '--cmk-id', otherId);
      expect(code).toBe(0);
      expect(err).toBe('warning: Service "orders" is powered off: its key changes when it is powered on.\n');
    }));

  describe.each(['old', 'deleted'] as const)('a key with the status %s', (status) => {
    test.each([[['--cmk-id', otherId]], [['--default']]])('is rejected for %j', (argv) =>
      withScene({}, async (scene) => {
        scene.emulator.call('CMKUpdate', project, { cmkId: otherId }, { default_cmk: true });
        scene.emulator.store.cmk(project, otherId).status = status;
        const { code, err } = await scene.run('services', 'set-key', 'orders', ...argv);
        expect(code).toBe(1);
        expect(err).toBe(
          `error: Key "${otherId}" in project "${project}" has the status "${status}".\nChoose a key with the status "current".\n`,
        );
        expect(scene.operations).not.toContain('ServiceUpdate');
      }),
    );
  });

  describe('--aiven-managed', () => {
    const take = ['services', 'set-key', 'orders', '--aiven-managed'];

    test('asks on a terminal, and changes nothing without confirmation', () =>
      withScene({}, async (scene) => {
        const refused = await scene.runIn({ isTTY: true, input: '\n' }, ...take);
        expect(refused.code).toBe(1);
        expect(refused.err).toContain(
          `Service "orders" in project "${project}" will move from your key "${oneId}" to Aiven-managed keys.`,
        );
        expect(refused.err).toContain('Continue? [y/N] ');
        expect(refused.err).toContain('Nothing was changed.');
        expect(scene.operations).not.toContain('ServiceUpdate');
        expect((await scene.runIn({ isTTY: true, input: 'y\n' }, ...take)).code).toBe(0);
        expect(scene.operations).toContain('ServiceUpdate');
      }));

    test('is a usage error without a terminal', () =>
      withScene({}, async (scene) => {
        const { code, err } = await scene.run(...take);
        expect(code).toBe(2);
        expect(err).toContain('there is no terminal to ask on.\nPass --yes');
        expect(scene.operations).not.toContain('ServiceUpdate');
      }));

    test('does not ask if the service has no key to lose', () =>
      withScene({}, async (scene) => {
        expect((await scene.run('services', 'set-key', 'plain', '--aiven-managed')).code).toBe(0);
      }));
  });

  test.each([
    [[], 2, 'Pass exactly one of --cmk-id, --aiven-managed and --default.'],
    [['--default', '--aiven-managed'], 2, 'Pass exactly one of'],
    [['--cmk-id', `${project}/${oneId}`], 2, 'is a composed ID, "PROJECT/CMK_ID"'],
    [['--cmk-id', oneId.replace('1b67', '0000')], 1, 'has no key "0000'],
  ])('%j is rejected before any change', (argv, code, message) =>
    withScene({}, async (scene) => {
      const ended = await scene.run('services', 'set-key', 'orders', ...argv);
      expect(ended.code).toBe(code);
      expect(ended.err).toContain(message);
      expect(scene.operations).not.toContain('ServiceUpdate');
    }),
  );

  test.each([
    ['clears', 'has no default key'],
    ['keeps', 'has several default keys'],
  ] as const)('--default requires exactly one default key (%s)', (secondDefault, message) =>
    withScene({ secondDefault }, async (scene) => {
      const second = secondDefault === 'keeps' ? otherId : oneId;
      scene.emulator.call('CMKUpdate', project, { cmkId: second }, { default_cmk: secondDefault === 'keeps' });
      const { code, err } = await scene.run('services', 'set-key', 'orders', '--default');
      expect(code).toBe(1);
      expect(err).toContain(message);
    }),
  );

  test('rejects an invalid service name before any request', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('services', 'set-key', 'a/../b', '--default');
      expect(code).toBe(2);
      expect(err).toContain('is not a valid Aiven service name');
      expect(scene.operations).toEqual([]);
    }));
});

describe('wait', () => {
  test('returns when all services run and are encrypted with their keys', () =>
    withScene({ serviceDelay: 30_000 }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { cmk_id: otherId });
      const { code, out } = await scene.run('services', 'wait', 'orders', 'plain', 'orders', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject([{ cmk_id: otherId, association_status: 'active' }, { cmk_id: null }]);
    }));

  test('reports every service that is not ready, and fails', () =>
    withScene({}, async (scene) => {
      const { code, out, err } = await scene.run('services', 'wait', 'orders', 'gone', 'lost', '--timeout', '1m');
      expect(code).toBe(1);
      expect(out).toContain('orders');
      expect(err.match(/^error: /gm)).toHaveLength(2);
      expect([err.includes('service "gone"'), err.includes('service "lost"')]).toEqual([true, true]);
    }));

  test('tells a missing service from a missing project', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('services', 'wait', 'nope');
      expect([code, err]).toEqual([
        1,
        `error: Project "${project}" has no service "nope".\nTo list them: aiven-byok services list --project ${project}\n`,
      ]);
      const other = await scene.run('services', 'wait', 'nope', '--project', 'elsewhere');
      expect([other.code, other.err]).toEqual([1, expect.stringContaining('Check the project name.')]);
    }));

  test('reports a service that is deleted during the wait', () =>
    withScene(
      {
        seed: {
          projects: [
            { name: project, services: [{ service_name: 'taken-away', service_type: 'pg', plan: 'startup-4' }] },
          ],
        },
        serviceDelay: 60_000,
      },
      async (scene) => {
        scene.emulator.call('ServiceUpdate', project, { serviceName: 'taken-away' }, { plan: 'startup-8' });
        const { code, err } = await scene.run('services', 'wait', 'taken-away');
        expect([code, err]).toEqual([1, expect.stringContaining('no longer exists')]);
      },
    ));

  test('fails for a service that is powered off', () =>
    withScene({}, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { powered: false });
      expect((await scene.run('services', 'wait', 'orders')).code).toBe(1);
    }));
});

test('neither requests nor prints service passwords', () =>
  withScene({}, async (scene) => {
    const { out } = await scene.run('services', 'get', 'orders', '--json');
    expect(scene.emulator.requests.map(({ query }) => query).join('')).not.toContain('include_secrets');
    expect(out).not.toContain('AVNS_');
    expect(out).not.toContain(token);
  }));
