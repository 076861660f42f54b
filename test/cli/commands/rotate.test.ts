/** `rotate`: every service ends under the new key, whatever comes in between, and nothing is done that was not shown. */

import type { FaultKind } from '../../../src/emulator';
import { Random } from '../../support/random';
import { awsKey, type Ended, gcpKey, oneId, otherId, project, type Scene, withScene } from '../scene';

const newKey = `${gcpKey}-2`;
const rotate = ['rotate', '--from', oneId, '--to', otherId];
const pg = (service_name: string, cmk_id: string | null = oneId) => ({
  service_name,
  service_type: 'pg',
  plan: 'startup-4',
  cmk_id,
});
const names = (count: number) => Array.from({ length: count }, (_, index) => `s${String(index).padStart(2, '0')}`);

/** A project whose first key, the default, has so many services. */
const seedOf = (count: number) => ({
  projects: [
    {
      name: project,
      cmks: [
        { id: oneId, provider: 'gcp' as const, resource: gcpKey, default_cmk: true },
        { id: otherId, provider: 'aws' as const, resource: awsKey },
      ],
      services: [...names(count).map((name) => pg(name)), pg('plain', null)],
    },
  ],
});

const keysOf = (scene: Scene) =>
  scene.emulator
    .call('ServiceList', project)
    .services.filter(({ service_name: name }) => name !== 'plain')
    .map(({ cmk_id }) => cmk_id);
const outcomes = ({ out }: Ended) =>
  JSON.parse(out).services.map(({ outcome }: { outcome: string }) => outcome) as string[];
const writes = (scene: Scene) => scene.operations.filter((name) => !/List|Get/.test(name));

describe('the plan', () => {
  const plan = `Rotation in project ${project}
From
  ${oneId}
  gcp ${gcpKey} (default)
To
  ${otherId}
  aws ${awsKey}
1. let Aiven check that it can use the new key
2. make the new key the default of new services
3. move 3 services in 2 waves of 2: s00, s01, s02
4. offer to delete the old key
`;

  test('is all that --dry-run does', () =>
    withScene({ seed: seedOf(3) }, async (scene) => {
      expect(await scene.run(...rotate, '--parallel', '2', '--dry-run')).toEqual({ code: 0, out: plan, err: '' });
      expect(writes(scene)).toEqual([]);
      const { out } = await scene.run(...rotate, '--dry-run', '--json');
      expect(JSON.parse(out)).toMatchObject({ waves: [['s00', 's01', 's02']], make_default: true, register: null });
    }));

  test('is shown before the question, and no means no', () =>
    withScene({ seed: seedOf(3) }, async (scene) => {
      const { code, err } = await scene.runIn(
        { isTTY: true, columns: 120, input: 'n\n' },
        ...rotate,
        '--parallel',
        '2',
      );
      expect(code).toBe(1);
      expect(err.startsWith(`${plan}Go on? [y/N] `)).toBe(true);
      expect(err).toContain('Nothing was changed.');
      expect(writes(scene)).toEqual([]);
    }));

  test.each(['before the question', '--dry-run'])('keeps within the width of the terminal (%s)', (where) =>
    withScene({ seed: seedOf(30) }, async (scene) => {
      const words = where === '--dry-run' ? [where] : [];
      const { out, err } = await scene.runIn({ isTTY: true, columns: 60, input: 'n\n' }, ...rotate, ...words);
      const [shown = ''] = (out + err).split('Go on?');
      expect(Math.max(...shown.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
      expect(shown).toContain('3. move 30 services in 6 waves of 5: s00, s01, s02, s03,\n   s04, s05, s06,');
      expect(shown).toContain(`\n  ${oneId}\n  gcp projects/acme/`);
    }),
  );

  test('numbers its steps as they are carried out: who is on the way already is waited for after the others', () =>
    withScene({ seed: seedOf(2), serviceDelay: 60_000 }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { cmk_id: otherId });
      const { err } = await scene.run(...rotate, '--yes', '--delete-old');
      expect(err.match(/^\d\. .*/gm)).toEqual([
        '1. let Aiven check that it can use the new key',
        '2. make the new key the default of new services',
        '3. move 1 service in 1 wave of 5: s01',
        '4. wait for s00, on the way to the new key already',
        '5. delete the old key',
      ]);
      const told = [
        'New services go under',
        'Waiting for those on the way already: s00',
        '2 services moved.',
        'Deleted',
      ];
      expect(told.map((text) => err.indexOf(text)).filter((at) => at < 0)).toEqual([]);
      expect(told.map((text) => err.indexOf(text))).toEqual(
        told.map((text) => err.indexOf(text)).sort((a, b) => a - b),
      );
      const asked = (one: string) =>
        scene.emulator.requests.findIndex(({ path, method }) => method === 'GET' && path.endsWith(`/service/${one}`));
      expect(asked('s01')).toBeLessThan(asked('s00'));
    }));

  test('has to be confirmed where nobody can be asked', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const { code, err } = await scene.run(...rotate);
      expect(code).toBe(2);
      expect(err).toContain('A rotation has to be confirmed');
      expect(writes(scene)).toEqual([]);
    }));
});

describe('a rotation', () => {
  test('moves all services and the default, wave by wave, and leaves the old key', () =>
    withScene({ seed: seedOf(3), serviceDelay: 30_000 }, async (scene) => {
      const ended = await scene.run(...rotate, '--yes', '--parallel', '2', '--json');
      expect(ended.code).toBe(0);
      expect(JSON.parse(ended.out)).toEqual({
        project,
        from: oneId,
        to: otherId,
        registered: false,
        default_moved: true,
        services: names(3).map((service_name) => ({ service_name, outcome: 'moved', detail: null })),
        old_deleted: false,
        old_stays: expect.stringMatching(/^The old key stays\. To delete it: /),
      });
      expect(keysOf(scene)).toEqual([otherId, otherId, otherId]);
      expect(writes(scene)).toEqual([
        'CMKAccessCheckTrigger',
        'CMKUpdate',
        'ServiceUpdate',
        'ServiceUpdate',
        'ServiceUpdate',
      ]);
      expect(ended.err).toContain(
        `The old key stays. To delete it: aiven-byok cmks delete --project ${project} --cmk-id ${oneId} --wait`,
      );
      // The second wave begins when the first is done.
      const at = scene.operations
        .map((name, index) => (name === 'ServiceUpdate' ? index : -1))
        .filter((index) => index >= 0);
      expect(scene.operations.slice(at[1], at[2])).toContain('CMKServiceAssociationsList');
    }));

  test('offers to delete the old key, and does when told so', () =>
    withScene({ seed: seedOf(2), serviceDelay: 30_000 }, async (scene) => {
      const { code, err } = await scene.runIn({ isTTY: true, input: 'y\ny\n' }, ...rotate);
      expect(code).toBe(0);
      expect(err).toContain(`Delete the old key ${oneId}?`);
      expect(scene.keys).toEqual([otherId]);
    }));

  test('--delete-old deletes it without a question, once it is free', () =>
    withScene({ seed: seedOf(2), deactivationDelay: 120_000 }, async (scene) => {
      const ended = await scene.run(...rotate, '--yes', '--delete-old', '--json');
      expect(JSON.parse(ended.out)).toMatchObject({ old_deleted: true });
      expect(scene.keys).toEqual([otherId]);
    }));

  test('registers the new key where the project does not have it, and finds it where it has', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const byName = ['rotate', '--from', oneId, '--to-resource', newKey, '--yes', '--json'];
      const first = await scene.run(...byName);
      expect(JSON.parse(first.out)).toMatchObject({ registered: true });
      const second = await scene.run(...byName);
      expect(JSON.parse(second.out)).toMatchObject({ registered: false, services: [] });
      expect(scene.keys).toHaveLength(3);
    }));

  test.each(['clears', 'keeps'] as const)('leaves one default, whatever a second one does (%s)', (secondDefault) =>
    withScene({ seed: seedOf(1), secondDefault }, async (scene) => {
      await scene.run(...rotate, '--yes');
      const defaults = scene.emulator.call('CMKList', project).cmks.filter((cmk) => cmk.default_cmk);
      expect(defaults.map(({ id }) => id)).toEqual([otherId]);
    }),
  );

  test('--keep-default leaves the default', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...rotate, '--yes', '--keep-default');
      expect(writes(scene)).not.toContain('CMKUpdate');
    }));

  test('--service moves those only, and neither the default nor the old key', () =>
    withScene({ seed: seedOf(3) }, async (scene) => {
      const { code, err } = await scene.run(...rotate, '--yes', '--delete-old', '--service', 's01', '--service', 's01');
      expect(code).toBe(1);
      expect(err).toContain('error: The old key stays: s00, s02 hold it (not asked for).');
      expect(err).toContain('Staying on the old key: s00, s02.');
      expect(keysOf(scene)).toEqual([oneId, otherId, oneId]);
      expect(writes(scene)).toEqual(['CMKAccessCheckTrigger', 'ServiceUpdate']);
    }));

  test('works with keys that show neither cloud nor status', () =>
    withScene({ seed: seedOf(2), shape: 'openapi', serviceShape: 'six-fields' }, async (scene) => {
      expect((await scene.run(...rotate, '--yes')).code).toBe(0);
      expect(keysOf(scene)).toEqual([otherId, otherId]);
    }));

  test('tells of services without power before and after, and that they keep the old key from being deleted', () =>
    withScene({ seed: seedOf(2) }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { powered: false });
      const stays = 'The old key stays: s00 holds it (powered off; its key changes when it is powered on).';
      const planned = 's00 is powered off: it will not move until it is powered on; the old key stays until then.\n';
      const ended = await scene.run(...rotate, '--yes', '--delete-old', '--json');
      expect([ended.code, outcomes(ended)]).toEqual([1, ['powered_off', 'moved']]);
      expect(JSON.parse(ended.out)).toMatchObject({ old_deleted: false, old_stays: stays });
      expect(ended.err).toContain(planned);
      expect(ended.err).not.toContain('delete the old key');
      expect(ended.err).toMatch(new RegExp(`error: ${stays.replace(/[().]/g, '\\$&')}\\n$`));
      expect(scene.keys).toContain(oneId);
      // The next run has nothing to wait for; who did not ask for the deletion is warned.
      const again = await scene.run(...rotate, '--yes');
      expect(again.code).toBe(0);
      expect(again.err).toContain(`${planned}Nothing is to be done.\n`);
      expect(again.err).toContain(`warning: ${stays}`);
      const { out } = await scene.run(...rotate, '--dry-run', '--json');
      expect(JSON.parse(out)).toMatchObject({ powered_off: ['s00'] });
    }));

  test('waits for services that are on their way already, and does not move them again', () =>
    withScene({ seed: seedOf(2), serviceDelay: 60_000 }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { cmk_id: otherId });
      const ended = await scene.run(...rotate, '--yes', '--json');
      expect(ended.err).toContain('wait for s00, on the way to the new key already');
      expect(outcomes(ended)).toEqual(['moved', 'moved']);
      expect(writes(scene).filter((name) => name === 'ServiceUpdate')).toHaveLength(1);
      const { service } = scene.emulator.call('ServiceGet', project, { serviceName: 's00' });
      expect(service.state).toBe('RUNNING');
    }));

  test('an end of the input means no to every question', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const { code, err } = await scene.runIn({ isTTY: true, input: 'y\n' }, ...rotate);
      expect(code).toBe(0);
      expect(err).toContain('The old key stays.');
      expect(scene.keys).toContain(oneId);
    }));

  test('a service that is deleted meanwhile is no failure', () =>
    withScene(
      {
        seed: { projects: [{ ...seedOf(1).projects[0], name: project, services: [pg('taken-away'), pg('s00')] }] },
        serviceDelay: 60_000,
      },
      async (scene) => {
        const ended = await scene.run(...rotate, '--yes', '--json');
        expect(ended.code).toBe(0);
        expect(outcomes(ended)).toEqual(['gone', 'moved']);
      },
    ));
});

describe('what cannot go well is told before anything is changed', () => {
  test.each<[string, string[], number, string]>([
    ['no target', ['rotate', '--from', oneId], 2, 'Give either --to or --to-resource.'],
    ['two targets', [...rotate, '--to-resource', newKey], 2, 'Give either --to or --to-resource.'],
    ['one key twice', ['rotate', '--from', oneId, '--to', oneId.toUpperCase()], 2, 'are the same key'],
    ['a name of no cloud', ['rotate', '--from', oneId, '--to-resource', 'x'], 2, "'x' does not tell its cloud."],
    [
      'a name of another cloud',
      ['rotate', '--from', oneId, '--to-resource', newKey, '--provider', 'aws'],
      2,
      'not of AWS KMS',
    ],
    [
      'a key that is not there',
      ['rotate', '--from', oneId.replace('1b67', '0000'), '--to', otherId],
      1,
      'has no key 0000',
    ],
    ['a service that is not there', [...rotate, '--service', 'nobody'], 1, 'has no service nobody.'],
    ['a service of neither key', [...rotate, '--service', 'plain'], 1, 'is under neither of the two keys.'],
    ['no wave at all', [...rotate, '--parallel', '0'], 2, "Must be a whole number from 1 to 999999; got '0'."],
  ])('%s', (_, argv, code, message) =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const ended = await scene.run(...argv, '--yes');
      expect(ended.code).toBe(code);
      expect(ended.err).toContain(message);
      expect(writes(scene)).toEqual([]);
    }),
  );

  test('a target that is old', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      scene.emulator.store.cmk(project, otherId).status = 'old';
      expect((await scene.run(...rotate, '--yes')).err).toContain('has the status "old"');
      expect(writes(scene)).toEqual([]);
    }));

  test('a target that is registered several times', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      for (const _ of [1, 2]) scene.emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: newKey });
      const { code, err } = await scene.run('rotate', '--from', oneId, '--to-resource', newKey, '--yes');
      expect([code, err.includes('several times')]).toEqual([1, true]);
    }));

  test('a key that Aiven cannot use: no service is moved', () =>
    withScene({ seed: seedOf(2) }, async (scene) => {
      const { code, err } = await scene.run('rotate', '--from', oneId, '--to-resource', `${gcpKey}-no-access`, '--yes');
      expect(code).toBe(1);
      expect(err).toContain(
        'Nothing was moved. Let Aiven use it first: aiven-byok grants --project acme-prod --cloud gcp',
      );
      expect(writes(scene)).not.toContain('ServiceUpdate');
    }));
});

describe('once the old key is gone', () => {
  const gone = `The key ${oneId} is gone; nothing is left to do.\n`;
  const again = [...rotate, '--yes', '--delete-old', '--json'];

  test.each([
    ['--to', otherId],
    ['--to-resource', awsKey],
  ])('the same command ends well (%s)', (...target) =>
    withScene({ seed: seedOf(2) }, async (scene) => {
      const argv = ['rotate', '--from', oneId, ...target, '--yes', '--delete-old', '--json'];
      expect((await scene.run(...argv)).code).toBe(0);
      const before = writes(scene).length;
      const { code, out, err } = await scene.run(...argv);
      expect([code, err]).toEqual([0, `${gone}2 services are under ${otherId}.\n`]);
      expect(JSON.parse(out)).toEqual({
        project,
        from: oneId,
        to: otherId,
        registered: false,
        default_moved: false,
        services: [],
        old_deleted: true,
        old_stays: null,
      });
      const planned = await scene.run(...argv, '--dry-run');
      expect(JSON.parse(planned.out)).toMatchObject({ from: null, to: { id: otherId }, waves: [], done: 2 });
      expect((await scene.run(...argv, '--service', 's01')).code).toBe(0);
      expect(writes(scene)).toHaveLength(before);
    }),
  );

  test('a key that the API lists as deleted is gone too', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...rotate, '--yes');
      scene.emulator.store.cmk(project, oneId).status = 'deleted';
      const { code, err } = await scene.run(...again);
      expect([code, err.startsWith(gone)]).toEqual([0, true]);
    }));

  test('a service that is not where it should be is named', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...again);
      const { code, err } = await scene.run(...again, '--service', 'plain');
      expect(code).toBe(1);
      expect(err).toBe(
        `error: Key ${oneId} of project ${project} is gone, and service plain is not under ${otherId}.\n` +
          `To put it there: aiven-byok services set-key plain --project ${project} --cmk-id ${otherId}\n`,
      );
      expect((await scene.run(...again, '--service', 'nobody')).err).toContain('has no service nobody.');
    }));

  test.each([
    ['that is not registered', ['--to-resource', newKey]],
    ['that is not there', ['--to', otherId.replace('8c9d', '0000')]],
  ])('a target %s stays an error', (_, target) =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...again);
      const before = writes(scene).length;
      const { code, err } = await scene.run('rotate', '--from', oneId, ...target, '--yes');
      expect([code, err]).toEqual([1, expect.stringContaining('404')]);
      expect(writes(scene)).toHaveLength(before);
    }),
  );

  test('a project that is not there stays an error', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const { code, err } = await scene.run(...again, '--project', 'elsewhere');
      expect([code, err]).toEqual([1, expect.stringContaining("Check the project's name.")]);
    }));
});

describe('a service that fails', () => {
  const refuse = (scene: Scene, fault: FaultKind | number, service: string, times = 1) =>
    scene.emulator.fail({
      times,
      fault,
      operation: 'ServiceUpdate',
      where: ({ path }) => path.endsWith(`/${service}`),
    });

  test('does not stop the waves after it, is named at the end, and the same command goes on', () =>
    withScene({ seed: seedOf(6) }, async (scene) => {
      const fault = refuse(scene, 400, 's02');
      const argv = [...rotate, '--yes', '--parallel', '2', '--delete-old', '--json'];
      const first = await scene.run(...argv);
      expect(fault.hits).toBe(1);
      expect(first.code).toBe(1);
      expect(outcomes(first)).toEqual(['moved', 'moved', 'failed', 'moved', 'moved', 'moved']);
      expect(first.err).toContain('error: s02: ');
      expect(first.err).toContain('once that is mended; --service NAME moves single ones.');
      expect(scene.keys).toContain(oneId);
      const second = await scene.run(...argv);
      expect(second.code).toBe(0);
      expect(outcomes(second)).toEqual(['moved']);
      expect(scene.keys).toEqual([otherId]);
    }));

  test('once it is stuck on its way, keeps none of the others where they are, in this run or the next', () =>
    withScene(
      {
        seed: { projects: [{ ...seedOf(2).projects[0], name: project, services: [pg('a-never-ready'), pg('s00')] }] },
      },
      async (scene) => {
        const argv = [...rotate, '--yes', '--parallel', '1', '--timeout', '1m', '--json'];
        const first = await scene.run(...argv);
        expect([first.code, outcomes(first)]).toEqual([1, ['failed', 'moved']]);
        expect(first.err).toContain('error: a-never-ready: Gave up after 60 s');
        scene.emulator.call('ServiceCreate', project, {}, { ...pg('late'), cloud: 'google-europe-west1' });
        const second = await scene.run(...argv);
        expect(JSON.parse(second.out).services).toMatchObject([
          { service_name: 'late', outcome: 'moved' },
          { service_name: 'a-never-ready', outcome: 'failed' },
        ]);
        expect(second.code).toBe(1);
      },
    ));

  test.each<[string, (scene: Scene) => unknown, string]>([
    ['a token that is no longer good', (scene) => refuse(scene, 401, 's00'), 'error: The Aiven API answered'],
    [
      'no way to the API',
      (scene) => scene.emulator.fail({ times: 1e9, fault: 'reset', where: stopsAtMoves(scene) }),
      'error: CMKGet in project acme-prod was not answered',
    ],
    [
      'a key that is gone',
      (scene) => {
        refuse(scene, 400, 's00');
        scene.emulator.fail({ fault: 404, operation: 'CMKGet', where: stopsAtMoves(scene) });
      },
      'error: The Aiven API answered CMKGet',
    ],
  ])('for %s, stops the rotation', (_, spoil, message) =>
    withScene({ seed: seedOf(4) }, async (scene) => {
      spoil(scene);
      const { code, out, err } = await scene.run(...rotate, '--yes', '--parallel', '1', '--json');
      expect([code, outcomes({ code, out, err })]).toEqual([1, ['failed', ...Array(3).fill('not_started')]]);
      expect(err).toContain(message);
    }),
  );

  /** Once the first service was asked to move. */
  const stopsAtMoves =
    (scene: Scene) =>
    ({ path }: { path: string }) =>
      path.endsWith('/s00') || scene.operations.includes('ServiceUpdate');
});

describe('fifty services', () => {
  const argv = ['rotate', '--from', oneId, '--to-resource', newKey, '--yes', '--delete-old', '--json'];
  const faults = [503, 429, 'reset', 'reset-after', 'lost', 'html', 'bad-json', 'truncate', 'empty'] as const;

  /** Every sixth request meets a fault, but none twice in a row: each could be carried out by whoever keeps trying. */
  function disturb(scene: Scene, random: Random) {
    const met = new Set<string>();
    return scene.emulator.fail({
      times: Number.POSITIVE_INFINITY,
      fault: ({ method, path }): FaultKind | number | undefined => {
        const request = `${method} ${path}`;
        if (met.delete(request) || !random.chance(1 / 6)) return undefined;
        met.add(request);
        return random.pick(faults);
      },
    });
  }

  test('under faults, interrupted in the middle, and finished by a second run', async () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    console.info(`rotation of fifty services: SEED=${seed}`);
    await withScene({ seed: seedOf(50), serviceDelay: 20_000, activationDelay: 45_000 }, async (scene) => {
      const disturbed = disturb(scene, new Random(seed));
      const terminal = scene.terminal();
      const running = terminal.run(...argv);
      await Promise.race([terminal.until('Wave 5 of 10'), running]);
      terminal.interruption.abort();
      const code = await running;
      const first = { code, out: terminal.out, err: terminal.err };
      expect(first.code).toBe(130);
      expect(first.err).toMatch(/Interrupted\. The same command goes on from here\.\n$/);
      const ended = outcomes(first);
      expect(ended).toHaveLength(50);
      expect(ended.filter((outcome) => outcome === 'moved').length).toBeGreaterThanOrEqual(20);
      expect(ended.filter((outcome) => outcome === 'not_started').length).toBeGreaterThanOrEqual(25);
      expect(scene.keys).toContain(oneId);

      const second = await scene.run(...argv);
      expect([second.code, second.err.match(/error: .*/g)]).toEqual([0, null]);
      expect(disturbed.hits).toBeGreaterThan(10);
      expect(new Set(outcomes(second))).toEqual(new Set(['moved']));
      expect(JSON.parse(second.out)).toMatchObject({ registered: false, old_deleted: true });
      const { cmks } = scene.emulator.call('CMKList', project);
      const [made] = cmks.filter(({ resource }) => resource === newKey);
      expect(cmks.map(({ id }) => id).sort()).toEqual([otherId, made?.id].sort());
      expect(new Set(keysOf(scene))).toEqual(new Set([made?.id]));
      expect(made?.default_cmk).toBe(true);
    });
  });

  test('without a fault are changed once each', () =>
    withScene({ seed: seedOf(50), serviceDelay: 20_000 }, async (scene) => {
      expect((await scene.run(...argv)).code).toBe(0);
      const changed = scene.emulator.requests
        .filter(({ operation }) => operation === 'ServiceUpdate')
        .map(({ path }) => path);
      expect([changed.length, new Set(changed).size]).toEqual([50, 50]);
    }));
});
