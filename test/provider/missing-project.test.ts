/** A project that does not exist is a warning at plan, because the same apply may create it. */

import { keys } from '../support/emulator/aiven';
import { withCore } from '../support/emulator/core';
import { key } from './keys/aiven-cmk';

const summary = 'Project "acme-new" does not exist';

test('a plan that registers a key warns', () =>
  withCore({}, async ({ start }) => {
    const isWarned = (problems: readonly string[]) => problems.some((problem) => problem.includes(summary));
    const { problems } = await (await start()).plan('aiven_cmk', key({ project: 'acme-new', resource: keys.gcp }));
    expect(isWarned(problems)).toBe(true);
    expect(problems).toHaveLength(1);
    expect(isWarned((await (await start()).plan('aiven_cmk', key())).problems)).toBe(false);
  }));
