/** A command that failed leaves no request behind. */

import { oneId, otherId, withScene } from '../scene';

test.each([{ command: ['rotate', '--from', oneId, '--to', otherId] }, { command: ['report'] }])(
  '$command.0: a concurrent request is not retried after the command has failed',
  ({ command }) =>
    withScene({}, async (scene) => {
      scene.emulator.fail({ fault: { kind: 'slow', ms: 60_000 }, operation: 'ServiceList', times: 1 });
      const { code } = await scene.run(...command, '--project', 'elsewhere');
      expect(code).toBe(1);
      // Longer than every retry takes: the virtual clock jumps only when nothing else happens.
      await scene.clock.sleep(3_600_000);
      expect(scene.operations.filter((name) => name === 'ServiceList')).toHaveLength(1);
    }),
);
