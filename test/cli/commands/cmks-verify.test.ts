/** `cmks verify`: lets Aiven test its access to keys. */

import { gcpKey, oneId, otherId, project, seed, withScene } from '../scene';

const brokenId = '3c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f';
const [first] = seed.projects;
const broken = { id: brokenId, provider: 'gcp' as const, resource: `${gcpKey}-no-access` };
const withBroken = { projects: [{ ...first, name: project, cmks: [...(first?.cmks ?? []), broken] }] };

test('says that Aiven accepted the check, and nothing more', () =>
  withScene({}, async (scene) => {
    const { code, out } = await scene.run('cmks', 'verify', '--cmk-id', oneId);
    expect([code, out]).toEqual([0, expect.stringContaining('Aiven accepted the check')]);
    expect(scene.operations).toEqual(['CMKAccessCheckTrigger']);
  }));

test('--all verifies every key, and exits with code 3 if Aiven refuses one', () =>
  withScene({ seed: withBroken }, async (scene) => {
    const { code, out } = await scene.run('cmks', 'verify', '--all', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual([
      { id: oneId, accepted: true, detail: null },
      { id: otherId, accepted: true, detail: null },
      { id: brokenId, accepted: false, detail: expect.any(String) },
    ]);
    expect((await scene.run('cmks', 'verify', '--all')).out).toContain('Aiven refused the check');
  }));

test.each([[[]], [['--all', '--cmk-id', oneId]]])('needs either --cmk-id or --all: %j', (argv) =>
  withScene({}, async (scene) => {
    const { code, err } = await scene.run('cmks', 'verify', ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining('Pass either --cmk-id or --all.')]);
  }),
);

test('a key that does not exist is an error', () =>
  withScene({}, async (scene) => {
    const { code, err } = await scene.run('cmks', 'verify', '--cmk-id', brokenId);
    expect([code, err]).toEqual([1, expect.stringContaining(`has no key "${brokenId}"`)]);
  }));

test('set-key explains that Aiven may refuse the first key of a service', () =>
  withScene({ firstKeyForExisting: 'refused' }, async (scene) => {
    const { code, err } = await scene.run('services', 'set-key', 'plain', '--cmk-id', otherId);
    expect(code).toBe(1);
    expect(err).toContain('Aiven refused to move service "plain" from Aiven-managed keys');
    expect(err).toContain('Create a new service with the key');
    expect((await scene.run('services', 'set-key', 'orders', '--cmk-id', otherId)).code).toBe(0);
  }));
