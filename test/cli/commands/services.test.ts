/** `services …`: which key protects what, and changing it. */

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
  test('list shows each service with its key', () =>
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

  test('get shows whether the key is in force', () =>
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
])('list %j shows those only', (argv, names) =>
  withScene({}, async (scene) => {
    const { out, err } = await scene.run('services', 'list', '--json', ...argv);
    expect(JSON.parse(out).map((service: { service_name: string }) => service.service_name)).toEqual(names);
    expect(err).toBe(names.length === 0 ? 'None of 2 services.\n' : '');
  }),
);

describe('set-key', () => {
  test.each([
    [['--cmk-id', otherId], otherId, 'active'],
    [['--aiven-managed', '--yes'], null, null],
    [['--default'], oneId, 'active'],
  ])('%j puts the service there and waits until it holds', (argv, cmkId, status) =>
    withScene({ serviceDelay: 60_000, activationDelay: 120_000 }, async (scene) => {
      const { code, out } = await scene.run('services', 'set-key', 'orders', ...argv, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual(orders({ cmk_id: cmkId, association_status: status }));
      expect(scene.emulator.requests.find(({ operation }) => operation === 'ServiceUpdate')?.body).toEqual({
        cmk_id: cmkId ?? '00000000-0000-0000-0000-000000000000',
      });
    }),
  );

  test('--no-wait ends when Aiven has accepted it', () =>
    withScene({ serviceDelay: 60_000 }, async (scene) => {
      const { code, out } = await scene.run(
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
      expect(scene.operations).toEqual(['CMKList', 'ServiceUpdate']);
    }));

  test('a wait that is too long fails, and says how to go on', () =>
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

  test('Ctrl-C ends the wait with 130, and says how to go on', () =>
    withScene({ serviceDelay: 3_600_000 }, async (scene) => {
      const terminal = scene.terminal({ isTTY: true });
      const running = terminal.run('services', 'set-key', 'orders', '--cmk-id', otherId);
      await terminal.until('Waiting for orders');
      terminal.interruption.abort();
      expect(await running).toBe(130);
      expect(terminal.err).toContain('To wait again: aiven-byok services wait orders --project acme-prod');
      expect(terminal.err).toMatch(/Interrupted\.\n$/);
    }));

  test('a service without power is told', () =>
    withScene({}, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { powered: false });
      const { code, err } = await scene.run('services', 'set-key', 'orders', '--cmk-id', otherId);
      expect(code).toBe(0);
      expect(err).toBe('warning: Service orders is powered off: its key comes into force when it is powered on.\n');
    }));

  describe.each(['old', 'deleted'] as const)('a key with the status %s', (status) => {
    test.each([[['--cmk-id', otherId]], [['--default']]])('is refused by %j', (argv) =>
      withScene({}, async (scene) => {
        scene.emulator.call('CMKUpdate', project, { cmkId: otherId }, { default_cmk: true });
        scene.emulator.store.cmk(project, otherId).status = status;
        const { code, err } = await scene.run('services', 'set-key', 'orders', ...argv);
        expect(code).toBe(1);
        expect(err).toBe(
          `error: Key ${otherId} of project ${project} has the status "${status}".\nMove to one that is current.\n`,
        );
        expect(scene.operations).not.toContain('ServiceUpdate');
      }),
    );
  });

  describe('--aiven-managed', () => {
    const take = ['services', 'set-key', 'orders', '--aiven-managed'];

    test('asks on a terminal, and changes nothing without a yes', () =>
      withScene({}, async (scene) => {
        const refused = await scene.runIn({ isTTY: true, input: '\n' }, ...take);
        expect(refused.code).toBe(1);
        expect(refused.err).toContain(
          `Service orders of project ${project} will no longer be under your key ${oneId}, but Aiven's own.`,
        );
        expect(refused.err).toContain('Go on? [y/N] ');
        expect(refused.err).toContain('Nothing was changed.');
        expect(scene.operations).not.toContain('ServiceUpdate');
        expect((await scene.runIn({ isTTY: true, input: 'y\n' }, ...take)).code).toBe(0);
        expect(scene.operations).toContain('ServiceUpdate');
      }));

    test('is wrong usage where nobody can answer', () =>
      withScene({}, async (scene) => {
        const { code, err } = await scene.run(...take);
        expect(code).toBe(2);
        expect(err).toContain('there is no terminal to ask on.\nGive --yes');
        expect(scene.operations).not.toContain('ServiceUpdate');
      }));

    test('asks nothing of a service that has no key to lose', () =>
      withScene({}, async (scene) => {
        expect((await scene.run('services', 'set-key', 'plain', '--aiven-managed')).code).toBe(0);
      }));
  });

  test.each([
    [[], 2, 'Give one of --cmk-id, --aiven-managed and --default.'],
    [['--default', '--aiven-managed'], 2, 'Give one of'],
    [['--cmk-id', `${project}/${oneId}`], 2, 'is a composed ID, "PROJECT/CMK_ID"'],
    [['--cmk-id', oneId.replace('1b67', '0000')], 1, 'has no key "0000'],
  ])('%j is refused before anything is changed', (argv, code, message) =>
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
  ] as const)('--default needs exactly one default (%s)', (secondDefault, message) =>
    withScene({ secondDefault }, async (scene) => {
      const second = secondDefault === 'keeps' ? otherId : oneId;
      scene.emulator.call('CMKUpdate', project, { cmkId: second }, { default_cmk: secondDefault === 'keeps' });
      const { code, err } = await scene.run('services', 'set-key', 'orders', '--default');
      expect(code).toBe(1);
      expect(err).toContain(message);
    }),
  );

  test('a name that no service can have is refused before any request', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('services', 'set-key', 'a/../b', '--default');
      expect(code).toBe(2);
      expect(err).toContain('is not a valid Aiven service name');
      expect(scene.operations).toEqual([]);
    }));
});

describe('wait', () => {
  test('ends when all services run under their keys', () =>
    withScene({ serviceDelay: 30_000 }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { cmk_id: otherId });
      const { code, out } = await scene.run('services', 'wait', 'orders', 'plain', 'orders', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject([{ cmk_id: otherId, association_status: 'active' }, { cmk_id: null }]);
    }));

  test('tells of each service that will not be ready, and fails', () =>
    withScene({}, async (scene) => {
      const { code, out, err } = await scene.run('services', 'wait', 'orders', 'gone', 'lost', '--timeout', '1m');
      expect(code).toBe(1);
      expect(out).toContain('orders');
      expect(err.match(/^error: /gm)).toHaveLength(2);
      expect([err.includes('service "gone"'), err.includes('service "lost"')]).toEqual([true, true]);
    }));

  test('says that the project has no such service, or that there is no such project', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('services', 'wait', 'nope');
      expect([code, err]).toEqual([
        1,
        `error: Project ${project} has no service "nope".\n"aiven-byok services list --project ${project}" shows them.\n`,
      ]);
      const other = await scene.run('services', 'wait', 'nope', '--project', 'elsewhere');
      expect([other.code, other.err]).toEqual([1, expect.stringContaining("Check the project's name: ")]);
    }));

  test('a service that is taken away meanwhile does not exist any more', () =>
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

  test('fails for a service without power', () =>
    withScene({}, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { powered: false });
      expect((await scene.run('services', 'wait', 'orders')).code).toBe(1);
    }));
});

test('no service password is asked for or shown', () =>
  withScene({}, async (scene) => {
    const { out } = await scene.run('services', 'get', 'orders', '--json');
    expect(scene.emulator.requests.map(({ query }) => query).join('')).not.toContain('include_secrets');
    expect(out).not.toContain('AVNS_');
    expect(out).not.toContain(token);
  }));
