/** Two keys of one plan: the same default, or the same KMS key. */

import type { ObjectValue } from '../../../src/plugin';
import { keys } from '../../support/emulator/aiven';
import { type AivenCore, withCore } from '../../support/emulator/core';
import { key } from './aiven-cmk';

const isDefault = { default_cmk: true };
const other = { resource: keys.gcp2 };

const twoDefaults = 'error Failed to plan: two keys set default_cmk = true in project "acme-prod"';
const sameKmsKey = 'warning Two resources register the same KMS key in project "acme-prod"';
const starting = (problems: readonly string[], text: string) => problems.filter((one) => one.startsWith(text)).length;

/** Two registered keys, and a process that plans. */
async function two({ start }: AivenCore, first: ObjectValue, second: ObjectValue) {
  const one = await (await start()).put('aiven_cmk', key(first));
  const another = await (await start()).put('aiven_cmk', key(second));
  return { one, another, core: await start() };
}

describe('two resources that set default_cmk = true', () => {
  test('is an error when both are new', async () => {
    await withCore({}, async ({ start }) => {
      const core = await start();
      expect(starting((await core.plan('aiven_cmk', key(isDefault))).problems, twoDefaults)).toBe(0);
      const { problems } = await core.plan('aiven_cmk', key({ ...isDefault, ...other }));
      expect(starting(problems, twoDefaults)).toBe(1);
      expect(problems[0]).toContain('Remove default_cmk = true from all but one aiven_cmk of the project.');
      const elsewhere = await core.plan('aiven_cmk', key({ ...isDefault, ...other, project: 'elsewhere' }));
      expect(starting(elsewhere.problems, twoDefaults)).toBe(0);
    });
  });

  test.each(['changed', 'forced'])('is an error when one of them is replaced (%s)', async (way) => {
    await withCore({}, async (aiven) => {
      const { one, another, core } = await two(aiven, isDefault, { ...isDefault, ...other });
      expect((await core.plan('aiven_cmk', key(isDefault), one)).problems).toEqual([]);
      const next = key({ ...isDefault, resource: way === 'changed' ? `${keys.gcp}-3` : keys.gcp2 });
      const { problems } = await core.planReplacement('aiven_cmk', next, another, { isForced: way === 'forced' });
      expect(starting(problems, twoDefaults)).toBeGreaterThan(0);
    });
  });

  test('is no error for one key and its replacement, nor when nothing changes', async () => {
    await withCore({}, async (aiven) => {
      const { one, another, core } = await two(aiven, isDefault, { ...isDefault, ...other });
      const replaced = await core.planReplacement('aiven_cmk', key({ ...isDefault, resource: `${keys.gcp}-3` }), one);
      expect(starting(replaced.problems, twoDefaults)).toBe(0);
      const planning = await aiven.start();
      const states = [one, another].map(({ state, ...rest }) => ({ ...rest, state: { ...state, default_cmk: true } }));
      for (const [index, stored] of states.entries()) {
        const config = key({ ...isDefault, ...(index === 0 ? {} : other) });
        expect((await planning.plan('aiven_cmk', config, stored)).problems).toEqual([]);
      }
    });
  });
});

describe('two resources with the same KMS key', () => {
  test('get one warning, whichever is planned first, and none for a key and its replacement', async () => {
    await withCore({}, async (aiven) => {
      const { one, another, core } = await two(aiven, {}, other);
      expect((await core.plan('aiven_cmk', key(), one)).problems).toEqual([]);
      const moved = await core.planReplacement('aiven_cmk', key(), another);
      expect(starting(moved.problems, sameKmsKey)).toBe(1);

      const forced = await aiven.start();
      const again = await forced.planReplacement('aiven_cmk', key(), one, { isForced: true });
      expect(again.problems).toEqual([]);
    });
  });

  test('get no warning in two projects', async () => {
    await withCore({ projects: ['acme-prod', 'elsewhere'] }, async ({ start }) => {
      const core = await start();
      await core.plan('aiven_cmk', key());
      expect((await core.plan('aiven_cmk', key({ project: 'elsewhere' }))).problems).toEqual([]);
    });
  });
});
