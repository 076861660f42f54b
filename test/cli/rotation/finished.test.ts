/** The command of a rotation that is over, run once more: nothing is left to do, and nothing is taken for done that is not. */

import { awsKey, oneId, otherId, project, withScene } from '../scene';
import { newKey, rotate, seedOf, writes } from './rotations';

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
      expect([code, err]).toEqual([1, expect.stringMatching(/has no key .*\n.*shows them\./)]);
      expect(writes(scene)).toHaveLength(before);
    }),
  );

  test('a project that is not there stays an error', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const { code, err } = await scene.run(...again, '--project', 'elsewhere');
      expect([code, err]).toEqual([1, expect.stringContaining("Check the project's name: ")]);
    }));
});
