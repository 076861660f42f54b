/** Waves: every service ends up with the new key despite faults, and a failure does not hold up the others. */

import type { FaultKind } from '../../../src/emulator';
import { Random } from '../../support/random';
import { oneId, otherId, project, type Scene, withScene } from '../scene';
import { keysOf, newKey, outcomes, pg, rotate, seedOf } from './rotations';

describe('a service that fails', () => {
  const refuse = (scene: Scene, fault: FaultKind | number, service: string, times = 1) =>
    scene.emulator.fail({
      times,
      fault,
      operation: 'ServiceUpdate',
      where: ({ path }) => path.endsWith(`/${service}`),
    });

  test('does not stop later waves, is reported at the end, and is retried by the same command', () =>
    withScene({ seed: seedOf(6) }, async (scene) => {
      const fault = refuse(scene, 400, 's02');
      const argv = [...rotate, '--yes', '--parallel', '2', '--delete-old', '--json'];
      const first = await scene.run(...argv);
      expect(fault.hits).toBe(1);
      expect(first.code).toBe(1);
      expect(outcomes(first)).toEqual(['moved', 'moved', 'failed', 'moved', 'moved', 'moved']);
      expect(first.err).toContain('error: Aiven returned 400 for service "s02"');
      expect(first.err).toContain(
        'then run the same command again to continue. To move single services, pass --service.',
      );
      expect(scene.keys).toContain(oneId);
      const second = await scene.run(...argv);
      expect(second.code).toBe(0);
      expect(outcomes(second)).toEqual(['moved']);
      expect(scene.keys).toEqual([otherId]);
    }));

  test('does not hold up the others while it is stuck, in this run and the next', () =>
    withScene(
      {
        seed: { projects: [{ ...seedOf(2).projects[0], name: project, services: [pg('a-never-ready'), pg('s00')] }] },
      },
      async (scene) => {
        const argv = [...rotate, '--yes', '--parallel', '1', '--timeout', '1m', '--json'];
        const first = await scene.run(...argv);
        expect([first.code, outcomes(first)]).toEqual([1, ['failed', 'moved']]);
        expect(first.err).toContain('error: Service "a-never-ready" in project "acme-prod" was not ready');
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
    ['a token that is rejected', (scene) => refuse(scene, 401, 's00'), 'error: Aiven returned 401'],
    [
      'an API that cannot be reached',
      (scene) => scene.emulator.fail({ times: 1e9, fault: 'reset', where: stopsAtMoves(scene) }),
      'error: The request for ',
    ],
    [
      'a key that was deleted',
      (scene) => {
        refuse(scene, 400, 's00');
        const moves = stopsAtMoves(scene);
        const isDeleted = (target: { path: string }) => {
          if (moves(target)) scene.emulator.store.project(project).cmks.delete(otherId);
          return moves(target);
        };
        scene.emulator.fail({ fault: 404, operation: 'CMKGet', where: isDeleted });
      },
      'has no key',
    ],
  ])('because of %s stops the rotation', (_, spoil, message) =>
    withScene({ seed: seedOf(4) }, async (scene) => {
      spoil(scene);
      const { code, out, err } = await scene.run(...rotate, '--yes', '--parallel', '1', '--json');
      expect([code, outcomes({ code, out, err })]).toEqual([1, ['failed', ...Array(3).fill('not_started')]]);
      expect(err).toContain(message);
    }),
  );

  /** From the first request to move a service. */
  const stopsAtMoves =
    (scene: Scene) =>
    ({ path }: { path: string }) =>
      path.endsWith('/s00') || scene.operations.includes('ServiceUpdate');
});

describe('fifty services', () => {
  const argv = ['rotate', '--from', oneId, '--to-resource', newKey, '--yes', '--delete-old', '--json'];
  const faults = [503, 429, 'reset', 'reset-after', 'lost', 'html', 'bad-json', 'truncate', 'empty'] as const;

  /** Every sixth request meets a fault, but never the same one twice in a row, so that retries succeed. */
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

  test('move despite faults, and a second run continues an interrupted one', async () => {
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
      expect(first.err).toMatch(/Interrupted\. Run the same command again to continue\.\n$/);
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

  test('are updated once each without faults', () =>
    withScene({ seed: seedOf(50), serviceDelay: 20_000 }, async (scene) => {
      expect((await scene.run(...argv)).code).toBe(0);
      const changed = scene.emulator.requests
        .filter(({ operation }) => operation === 'ServiceUpdate')
        .map(({ path }) => path);
      expect([changed.length, new Set(changed).size]).toEqual([50, 50]);
    }));
});
