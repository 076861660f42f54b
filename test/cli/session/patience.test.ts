/** An API that does not answer is told of while it is tried again, to who watches. */

import { oneId, withScene } from '../scene';

const line = /no answer from 127\.0\.0\.1:\d+ yet \((\w+)\), trying again/g;

/** What was shown of that in the order in which it was, and whether the screen is clear of it in the end. */
function told(err: string) {
  const reasons = [...err.matchAll(line)].map(([, reason]) => reason);
  return { reasons, isCleared: !/trying again$/.test(err) };
}

test('on a terminal, with why, and gone when the answer comes', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: { kind: 'status', status: 503, retryAfter: 5 }, times: 2 });
    const { code, err } = await scene.runIn({ isTTY: true }, 'cmks', 'get', '--cmk-id', oneId);
    expect(code).toBe(0);
    // Once after two seconds of the first pause, once when the second attempt failed too.
    expect(told(err)).toEqual({ reasons: ['503', '503'], isCleared: true });
  }));

test('until the command gives up', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: 'reset', times: 1000 });
    const { code, err } = await scene.runIn({ isTTY: true, env: { NO_COLOR: '1' } }, 'cmks', 'list');
    expect(code).toBe(1);
    expect(new Set(told(err).reasons)).toEqual(new Set(['ECONNRESET']));
    expect(err).toContain('trying again\r\x1b[2Kerror: The request for project "acme-prod" failed');
  }));

test('what is over in less than two seconds is not worth a word', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: 503 });
    const { code, err } = await scene.runIn({ isTTY: true }, 'cmks', 'list');
    expect([code, told(err).reasons]).toEqual([0, []]);
  }));

test.each<[string, boolean, string[]]>([
  ['in a pipe', false, []],
  ['with --quiet', true, ['--quiet']],
])('%s nothing is said', (_, isTTY, argv) =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: { kind: 'status', status: 503, retryAfter: 5 } });
    const { code, err } = await scene.runIn({ isTTY }, 'cmks', 'list', '--json', ...argv);
    expect([code, err]).toEqual([0, '']);
  }),
);
