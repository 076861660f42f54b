/** A project that does not exist is a warning at plan, because the same apply may create it. */

import { keys } from '../support/emulator/aiven';
import { withCore } from '../support/emulator/core';
import { key } from './keys/aiven-cmk';

const id = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const summary = 'Project "acme-new" does not exist';

test('a plan that registers a key warns', () =>
  withCore({}, async ({ start }) => {
    const isWarned = (problems: readonly string[]) => problems.some((problem) => problem.includes(summary));
    const { problems } = await (await start()).plan('aiven_cmk', key({ project: 'acme-new', resource: keys.gcp }));
    expect(isWarned(problems)).toBe(true);
    expect(problems).toHaveLength(1);
    expect(isWarned((await (await start()).plan('aiven_cmk', key())).problems)).toBe(false);
  }));

test.each([
  ['aiven_pg', { plan: 'startup-4' }],
  ['aiven_cmk_service_association', {}],
])('a plan of %s warns instead of failing', (type, more) =>
  withCore({}, async ({ start }) => {
    const config = { project: 'acme-new', service_name: 'orders', cmk_id: id, ...more };
    const { problems } = await (await start()).plan(type, config);
    expect(problems).toEqual([expect.stringMatching(`^warning ${summary}`)]);
  }),
);
