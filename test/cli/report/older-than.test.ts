/** The age of registrations, and `report --fail-on older-than=…`. */

import type { Seed } from '../../../src/emulator';
import { gcpKey, oneId, otherId, project, withScene } from '../scene';

const day = 24 * 3_600_000;

/** The scene's clock shows 2026-05-05T10:00:00Z. */
const seedOf = (created_at: string): Seed => ({
  projects: [
    {
      name: project,
      cmks: [
        { id: oneId, provider: 'gcp', resource: gcpKey, created_at },
        { id: otherId, provider: 'gcp', resource: `${gcpKey}-2`, created_at: '2026-05-05T09:00:00Z' },
      ],
    },
  ],
});

test('shows the age of each registration in whole days', () =>
  withScene({ seed: seedOf('2025-05-05T10:00:01Z') }, async (scene) => {
    const { cmks } = JSON.parse((await scene.run('report', '--json')).out).projects[0];
    expect(cmks.map((cmk: { age_days: number }) => cmk.age_days)).toEqual([364, 0]);
    expect((await scene.run('report')).out).toMatch(new RegExp(`${oneId} .* 364d `));
  }));

test.each([
  ['exactly that old', '365d', '2025-05-05T10:00:00Z', 0],
  ['a second older', '365d', '2025-05-05T09:59:59Z', 3],
  ['in hours', '2h', '2026-05-05T07:00:00Z', 3],
])('--fail-on older-than: %s', (_, age, createdAt, code) =>
  withScene({ seed: seedOf(createdAt) }, async (scene) => {
    const ended = await scene.run('report', '--fail-on', `unprotected,older-than=${age},older-than=${age}`);
    expect([ended.code, ended.err]).toEqual([
      code,
      code === 3 ? `warning: --fail-on older-than=${age}: found 1: "acme-prod/${oneId}".\n` : '',
    ]);
  }),
);

test('registering the same KMS key again resets its age', () =>
  withScene({ seed: seedOf(new Date(Date.UTC(2026, 4, 5) - 400 * day).toISOString()) }, async (scene) => {
    const argv = ['report', '--fail-on', 'older-than=365d'] as const;
    expect((await scene.run(...argv)).code).toBe(3);
    await scene.run('cmks', 'delete', '--cmk-id', oneId, '--yes');
    await scene.run('cmks', 'create', '--provider', 'gcp', '--resource', gcpKey);
    expect((await scene.run(...argv)).code).toBe(0);
  }));

test('a key without a usable date fails, because it may be old', () =>
  withScene({ seed: seedOf('2026-01-01T00:00:00Z') }, async (scene) => {
    scene.emulator.store.cmk(project, oneId).created_at = '';
    const { code, err } = await scene.run('report', '--fail-on', 'older-than=365d');
    expect([code, err]).toEqual([
      3,
      'warning: --fail-on older-than=365d: the API returns no date of registration for 1 key, which may be old.\n',
    ]);
    const { cmks } = JSON.parse((await scene.run('report', '--json')).out).projects[0];
    expect(cmks.map((cmk: { age_days: number | null }) => cmk.age_days)).toContain(null);
  }));

test.each(['older-than', 'older-than=', 'older-than=soon', 'older-than=-1d'])('rejects %s', (word) =>
  withScene({}, async (scene) => {
    const { code, err } = await scene.run('report', '--fail-on', word);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: Invalid --fail-on: .*"older-than=365d"|a number of days, such as "365d"/);
  }),
);
