/** The progress line for retries, on a terminal. */

import { oneId, withScene } from '../scene';

const line = /Request to 127\.0\.0\.1:\d+ failed \((\w+)\), retrying in \d+s/g;

/** The reasons shown, in order, and whether the line was erased at the end. */
function shown(err: string) {
  const reasons = [...err.matchAll(line)].map(([, reason]) => reason);
  return { reasons, isCleared: !/retrying in \d+s$/.test(err) };
}

test('shows why requests fail, until one succeeds', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: { kind: 'status', status: 503, retryAfter: 5 }, times: 2 });
    const { code, err } = await scene.runIn({ isTTY: true }, 'cmks', 'get', '--cmk-id', oneId);
    expect(code).toBe(0);
    expect(shown(err)).toEqual({ reasons: ['503', '503'], isCleared: true });
  }));

test('shows retries until the command fails', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: 'reset', times: 1000 });
    const { code, err } = await scene.runIn({ isTTY: true, env: { NO_COLOR: '1' } }, 'cmks', 'list');
    expect(code).toBe(1);
    expect(new Set(shown(err).reasons)).toEqual(new Set(['ECONNRESET']));
    expect(err.split('\r\x1b[2K').at(-1)).toMatch(/^error: The request for project "acme-prod" failed/);
  }));

test('shows nothing for a first retry within two seconds', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: 503 });
    const { code, err } = await scene.runIn({ isTTY: true }, 'cmks', 'list');
    expect([code, shown(err).reasons]).toEqual([0, []]);
  }));

test.each<[string, boolean, string[]]>([
  ['in a pipe', false, []],
  ['with --quiet', true, ['--quiet']],
])('shows nothing %s', (_, isTTY, argv) =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: { kind: 'status', status: 503, retryAfter: 5 } });
    const { code, err } = await scene.runIn({ isTTY }, 'cmks', 'list', '--json', ...argv);
    expect([code, err]).toEqual([0, '']);
  }),
);
