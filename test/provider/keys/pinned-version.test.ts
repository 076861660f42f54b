/** A key reference that pins a version: a warning when it is registered. */

import { keys } from '../../support/emulator/aiven';
import { withCore } from '../../support/emulator/core';
import { key } from './aiven-cmk';

const pinned = key({ resource: `${keys.gcp}/cryptoKeyVersions/7` });
const warning = 'The key reference pins a version';

test('the plan warns when the key is new or replaced, and not when nothing or something else changes', () =>
  withCore({}, async ({ start }) => {
    const isWarned = (problems: readonly string[]) => problems.some((problem) => problem.includes(warning));
    expect(isWarned((await (await start()).plan('aiven_cmk', pinned)).problems)).toBe(true);
    expect(isWarned((await (await start()).plan('aiven_cmk', key())).problems)).toBe(false);
    const other = await (await start()).put('aiven_cmk', key());
    expect(isWarned((await (await start()).planReplacement('aiven_cmk', pinned, other)).problems)).toBe(true);
    const registered = await (await start()).put('aiven_cmk', pinned);
    expect((await (await start()).plan('aiven_cmk', pinned, registered)).problems).toEqual([]);
    const changed = await (await start()).plan('aiven_cmk', { ...pinned, default_cmk: true }, registered);
    expect(isWarned(changed.problems)).toBe(false);
  }));
