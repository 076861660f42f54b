/** Services in waves: each ends under the new key, whatever comes in between, and one that fails holds up nobody else. */

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
        expect(first.err).toContain(
          'error: a-never-ready: Service "a-never-ready" in project "acme-prod" was not ready',
        );
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
    ['a token that is no longer good', (scene) => refuse(scene, 401, 's00'), 'error: Aiven returned 401'],
    [
      'no way to the API',
      (scene) => scene.emulator.fail({ times: 1e9, fault: 'reset', where: stopsAtMoves(scene) }),
      'error: The request for ',
    ],
    [
      'a key that is gone',
      (scene) => {
        refuse(scene, 400, 's00');
        scene.emulator.fail({ fault: 404, operation: 'CMKGet', where: stopsAtMoves(scene) });
      },
      'has no key',
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
