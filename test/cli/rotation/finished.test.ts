/** The command of a finished rotation, run again. */

import { awsKey, oneId, otherId, project, withScene } from '../scene';
import { newKey, rotate, seedOf, writes } from './rotations';

describe('after the old key was deleted', () => {
  const gone = `Nothing to do: key "${oneId}" no longer exists.\n`;
  const again = [...rotate, '--yes', '--delete-old', '--json'];

  test.each([
    ['--to', otherId],
    ['--to-resource', awsKey],
  ])('the same command succeeds (%s)', (...target) =>
    withScene({ seed: seedOf(2) }, async (scene) => {
      const argv = ['rotate', '--from', oneId, ...target, '--yes', '--delete-old', '--json'];
      expect((await scene.run(...argv)).code).toBe(0);
      const before = writes(scene).length;
      const { code, out, err } = await scene.run(...argv);
      expect([code, err]).toEqual([0, `${gone}2 services use key "${otherId}".\n`]);
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

  test('a key with the status deleted counts as deleted', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...rotate, '--yes');
      scene.emulator.store.cmk(project, oneId).status = 'deleted';
      const { code, err } = await scene.run(...again);
      expect([code, err.startsWith(gone)]).toEqual([0, true]);
    }));

  test('names a service that does not use the new key', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...again);
      const { code, err } = await scene.run(...again, '--service', 'plain');
      expect(code).toBe(1);
      expect(err).toBe(
        `error: Key "${oneId}" no longer exists in project "${project}", but service "plain" does not use key "${otherId}".\n` +
          `To move it: aiven-byok services set-key plain --project ${project} --cmk-id ${otherId}\n`,
      );
      expect((await scene.run(...again, '--service', 'nobody')).err).toContain('has no service "nobody".');
    }));

  test.each([
    ['that is not registered', ['--to-resource', newKey]],
    ['that does not exist', ['--to', otherId.replace('8c9d', '0000')]],
  ])('a target %s is still an error', (_, target) =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...again);
      const before = writes(scene).length;
      const { code, err } = await scene.run('rotate', '--from', oneId, ...target, '--yes');
      expect([code, err]).toEqual([1, expect.stringMatching(/has no key .*\nTo list them: /)]);
      expect(writes(scene)).toHaveLength(before);
    }),
  );

  test('a project that does not exist is still an error', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const { code, err } = await scene.run(...again, '--project', 'elsewhere');
      expect([code, err]).toEqual([1, expect.stringContaining('Check the project name.')]);
    }));
});
