/** Plans that delete or replace a key warn about its services, and about the default key of the project. */

import { keys, requestCounts } from '../../support/emulator/aiven';
import { type AivenCore, withCore } from '../../support/emulator/core';
import { cmkId, key, project, usedKey } from './aiven-cmk';

const id = `${project}/${cmkId}`;
const imported = ({ imported }: AivenCore) => imported('aiven_cmk', id);
const about = (problems: readonly string[], summary: string) =>
  problems.filter((problem) => problem.startsWith(`warning ${summary}`));
const used = (verb: string) => `This plan ${verb} key "${id}", which services use`;
const lost = `Project "${project}" loses its default key`;

describe('the services of a key', () => {
  test.each(['changed', 'deleted'])(
    'are named when the plan replaces or deletes it (%s), from one list each',
    async (way) => {
      await withCore({ seed: usedKey(12) }, async (aiven) => {
        const stored = await imported(aiven);
        const core = await aiven.start();
        aiven.emulator.requests.length = 0;
        const plan =
          way === 'deleted'
            ? await core.plan('aiven_cmk', null, stored)
            : await core.planReplacement('aiven_cmk', key({ resource: keys.gcp2 }), stored);
        const [warning = '', ...more] = about(plan.problems, used(way === 'deleted' ? 'deletes' : 'replaces'));
        expect(more).toEqual([]);
        expect(warning).toContain('"orders-9"');
        expect(warning).not.toContain('"orders-10"');
        expect(warning).toContain('… and 2 more');
        expect(warning).toContain('the provider cannot know which of them this plan moves to another key or deletes');
        const { CMKList: _, ...lists } = requestCounts(aiven.emulator);
        expect(lists).toEqual({ ServiceList: 1, CMKServiceAssociationsList: 1 });
      });
    },
  );

  test('are named with the next plan when only the second plan knows of the replacement, because core drops its warnings', async () => {
    await withCore({ seed: usedKey(2) }, async (aiven) => {
      const stored = await imported(aiven);
      const core = await aiven.start();
      expect((await core.planReplacement('aiven_cmk', key(), stored, { isForced: true })).problems).toEqual([]);
      const next = await core.plan('aiven_cmk', key({ resource: keys.gcp2 }));
      expect(about(next.problems, used('replaces'))).toEqual([expect.stringContaining('"orders-1"')]);
      const last = await core.plan('aiven_cmk', key({ resource: `${keys.gcp}-3` }));
      expect(last.problems).toEqual([]);
    });
  });

  test('are named once when both plans of a replacement know of it', async () => {
    await withCore({ seed: usedKey(2) }, async (aiven) => {
      const core = await aiven.start();
      await core.planReplacement('aiven_cmk', key({ resource: keys.gcp2 }), await imported(aiven));
      expect((await core.plan('aiven_cmk', key({ resource: `${keys.gcp}-3` }))).problems).toEqual([]);
    });
  });

  test('are not looked up when the plan changes nothing or updates the key', async () => {
    await withCore({ seed: usedKey(2) }, async (aiven) => {
      const stored = await imported(aiven);
      const core = await aiven.start();
      aiven.emulator.requests.length = 0;
      expect((await core.plan('aiven_cmk', key(), stored)).problems).toEqual([]);
      expect(requestCounts(aiven.emulator)).toEqual({});
      const other = await aiven.start();
      expect((await other.plan('aiven_cmk', key({ default_cmk: true }), stored)).problems).toEqual([]);
      expect(requestCounts(aiven.emulator)).toEqual({ CMKList: 1 });
    });
  });

  test('include one that is still moving away', async () => {
    await withCore({ seed: usedKey(1), deactivationDelay: 3_600_000 }, async (aiven) => {
      const stored = await imported(aiven);
      const aivenManaged = { cmk_id: '00000000-0000-0000-0000-000000000000' };
      aiven.emulator.call('ServiceUpdate', project, { serviceName: 'orders-0' }, aivenManaged);
      const { problems } = await (await aiven.start()).plan('aiven_cmk', null, stored);
      expect(about(problems, used('deletes'))).toEqual([expect.stringContaining('"orders-0"')]);
    });
  });

  test('give no warning for a key without services', async () => {
    await withCore({ seed: usedKey(0) }, async (aiven) => {
      const { problems } = await (await aiven.start()).plan('aiven_cmk', null, await imported(aiven));
      expect(problems).toEqual([]);
    });
  });

  test('do not fail the plan when they cannot be listed', async () => {
    await withCore({ seed: usedKey(1) }, async (aiven) => {
      const stored = await imported(aiven);
      const refused = { kind: 'status', status: 403 } as const;
      aiven.emulator.fail({ operation: 'CMKServiceAssociationsList', fault: refused });
      const { problems } = await (await aiven.start()).plan('aiven_cmk', null, stored);
      expect(problems).toEqual([
        expect.stringContaining(`warning Could not look up which services use key "${id}": This plan deletes the key.`),
      ]);
    });
  });
});

describe('the default key', () => {
  const start = (aiven: AivenCore) => Promise.all([imported(aiven), aiven.start()]);
  const seed = usedKey(0, { default_cmk: true });

  test.each([
    ['deletes it', null],
    ['sets default_cmk = false for it', key({ default_cmk: false })],
  ])('warns when the plan %s', async (change, config) => {
    await withCore({ seed }, async (aiven) => {
      const [stored, core] = await start(aiven);
      const { problems } = await core.plan('aiven_cmk', config, stored);
      expect(about(problems, lost)).toEqual([expect.stringContaining(`and this plan ${change}.`)]);
    });
  });

  test.each([
    ['another KMS key', { resource: keys.gcp2 }, 1],
    ['another project', { project: 'elsewhere', default_cmk: true }, 1],
    ['another KMS key that becomes the default', { resource: keys.gcp2, default_cmk: true }, 0],
  ])('warns when the plan replaces it by %s: %j: %s', async (_, more, warnings) => {
    await withCore({ seed, projects: [project, 'elsewhere'] }, async (aiven) => {
      const [stored, core] = await start(aiven);
      const { problems } = await core.planReplacement('aiven_cmk', key(more), stored);
      expect(about(problems, lost)).toHaveLength(warnings);
    });
  });

  test('gives no warning when the same plan makes another key the default', async () => {
    await withCore({ seed }, async (aiven) => {
      const [stored, core] = await start(aiven);
      await core.plan('aiven_cmk', key({ resource: keys.gcp2, default_cmk: true }));
      expect((await core.plan('aiven_cmk', null, stored)).problems).toEqual([]);
    });
  });
});

test('a tainted key is named with its services and its protection, from what was read before', async () => {
  await withCore({ seed: usedKey(2) }, async (aiven) => {
    const stored = await imported(aiven);
    const core = await aiven.start();
    await core.read('aiven_cmk', {
      ...stored,
      state: { ...(stored.state as object), deletion_protection: true },
    });
    // Terraform plans the replacement of a tainted object as a create.
    const { problems } = await core.plan('aiven_cmk', key());
    const [warning, ...more] = about(
      problems,
      `Key "${id}" registers the same KMS key as a key that this plan creates`,
    );
    expect(more).toEqual([]);
    for (const part of ['terraform untaint ADDRESS', 'its delete would fail', '"orders-0"', '"orders-1"']) {
      expect(warning).toContain(part);
    }
  });
});
