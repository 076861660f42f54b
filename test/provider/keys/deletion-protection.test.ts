/** `deletion_protection` of `aiven_cmk`. */

import { keys } from '../../support/emulator/aiven';
import { withCore } from '../../support/emulator/core';
import { key, project } from './aiven-cmk';

const on = { deletion_protection: true };

test.each([
  ['deletes', null, false],
  ['replaces', key({ ...on, resource: keys.gcp2 }), false],
  ['replaces with the protection switched off in the same plan', key({ resource: keys.gcp2 }), false],
  ['replaces by force', key({ deletion_protection: false }), true],
])('a plan that %s a protected key is refused', async (verb, config, isForced) => {
  await withCore({}, async ({ start }) => {
    const stored = await (await start()).put('aiven_cmk', key(on));
    const core = await start();
    const { problems } =
      config === null
        ? await core.plan('aiven_cmk', null, stored)
        : await core.planReplacement('aiven_cmk', config, stored, { isForced });
    const name = `error Failed to plan: key "${project}/${stored.state?.cmk_id}" is protected against deletion`;
    expect(problems).toEqual([expect.stringContaining(name)]);
    expect(problems[0]).toContain(`This plan would ${verb === 'deletes' ? 'delete' : 'replace'} it`);
  });
});

test('an apply that switches it off sends no request, and then the key can be deleted', async () => {
  await withCore({}, async ({ start, emulator }) => {
    const stored = await (await start()).put('aiven_cmk', key(on));
    emulator.requests.length = 0;
    const off = await (await start()).put('aiven_cmk', key({ deletion_protection: false }), stored);
    expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect((await (await start()).put('aiven_cmk', null, off)).state).toBeNull();
  });
});

test('a delete that no plan refused, as of a tainted key, keeps the key and says how to go on', async () => {
  await withCore({}, async ({ start, emulator }) => {
    const stored = await (await start()).put('aiven_cmk', key(on));
    const core = await start();
    const deletion = { config: null, prior: stored.state, planned: null, private: stored.private };
    const applied = await core.apply('aiven_cmk', { ...deletion, requiresReplace: [], problems: [] });
    expect(applied.state).toEqual(stored.state);
    expect(applied.problems).toEqual([
      expect.stringContaining('If the resource is tainted, run `terraform untaint ADDRESS`'),
    ]);
    expect(emulator.store.project(project).cmks.size).toBe(1);
  });
});
