/** `rotation_trigger` of `aiven_cmk`. */

import { unknown } from '../../../src/plugin';
import { withCore } from '../../support/emulator/core';
import { key } from './aiven-cmk';

test.each([
  ['another value', 'q3', 'q4', true],
  ['a value that is known after apply', 'q3', unknown, true],
  ['its first value', null, 'q4', false],
  ['no value any more', 'q3', null, false],
  ['the same value', 'q3', 'q3', false],
])('%s: from %j to %j replaces the key: %j', async (_, before, after, isReplaced) => {
  await withCore({}, async ({ start, emulator }) => {
    const stored = await (await start()).put('aiven_cmk', key({ rotation_trigger: before }));
    emulator.requests.length = 0;
    const core = await start();
    const plan = await core.plan('aiven_cmk', key({ rotation_trigger: after }), stored);
    expect(plan.requiresReplace).toEqual(isReplaced ? ['rotation_trigger'] : []);
    if (isReplaced) return;
    const applied = await core.apply('aiven_cmk', plan);
    expect(applied.problems).toEqual([]);
    expect(applied.state).toEqual({ ...stored.state, rotation_trigger: after });
    expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
