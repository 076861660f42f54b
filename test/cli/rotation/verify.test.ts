/** The end of a rotation: what Aiven shows counts. */

import type { RotationPlan } from '../../../src/cli/rotation';
import { verifyMoves } from '../../../src/cli/rotation';
import { AivenClient, type Cmk, type Service } from '../../../src/client';
import { oneId, otherId, project, token, withScene } from '../scene';
import { pg, seedOf } from './rotations';

test('a service counts as moved only if Aiven shows it on the new key', () =>
  withScene({ seed: seedOf(2) }, async (scene) => {
    scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { cmk_id: otherId });
    scene.emulator.call('ServiceCreate', project, {}, { ...pg('late'), cmk_id: oneId });
    const client = new AivenClient({ token, url: scene.emulator.url, env: {}, clock: scene.clock });
    try {
      const session = { client, project, signal: new AbortController().signal };
      const [from, to] = await Promise.all([oneId, otherId].map((id) => client.cmks.get(project, id)));
      const plan = { project, from, to, staying: [] as string[], move: [] as Service[] } as unknown as RotationPlan;
      const moved = (serviceName: string) => ({ serviceName, outcome: 'moved' as const, detail: null });
      const outcome = { to: to as Cmk, moves: ['s00', 's01', 'deleted'].map(moved) };
      const all = await verifyMoves(session, plan, outcome, undefined);
      expect(all.map(({ serviceName, outcome: name }) => `${serviceName} ${name}`)).toEqual([
        's00 moved',
        's01 failed',
        'deleted moved',
        'late failed',
      ]);
      expect(all[1]?.detail).toBe(
        `Service "s01" is not encrypted with key "${otherId}": Aiven shows key "${oneId}", state "RUNNING", not listed by the key.`,
      );
      expect(await verifyMoves(session, plan, outcome, ['s00'])).toHaveLength(3);
    } finally {
      await client.close();
    }
  }));
