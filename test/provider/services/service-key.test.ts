/** What a plan of a service does to its key. */

import { keys, requestCounts } from '../../support/emulator/aiven';
import { type AivenCore, withCore } from '../../support/emulator/core';
import type { StoredObject } from '../../support/terraform/core';
import { VirtualClock } from '../../support/virtual-clock';

const [first, second] = ['1', '2'].map((digit) => `${digit}b671a64-40d5-491e-99b0-da01ff1f3341`) as [string, string];
const none = '00000000-0000-0000-0000-000000000000';
const project = 'acme-prod';
const seed = {
  projects: [
    {
      name: project,
      cmks: [
        { id: first, provider: 'gcp', resource: keys.gcp, default_cmk: true },
        { id: second, provider: 'gcp', resource: keys.gcp2 },
      ],
    },
  ],
} as const;
const pg = (more: object = {}, service_name = 'orders') => ({ project, service_name, plan: 'startup-4', ...more });
const withSeed = (use: (aiven: AivenCore) => Promise<void>) => withCore({ clock: new VirtualClock(), seed }, use);

async function existing({ start, emulator }: AivenCore, config = pg()): Promise<StoredObject> {
  const stored = await (await start()).put('aiven_pg', config);
  emulator.requests.length = 0;
  return stored;
}

test('a change to Aiven-managed keys warns, and forbid_detach refuses it', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven, pg({ cmk_id: second }));
    const plan = async (more: object, config = {}) =>
      (await (await aiven.start(config)).plan('aiven_pg', pg(more), stored)).problems;
    expect(await plan({ cmk_id: none })).toEqual([
      `warning Service "orders" loses its key: This plan moves it from key "${second}" to Aiven-managed keys, because cmk_id is "${none}". To keep the key, set cmk_id = "${second}".`,
    ]);
    expect(await plan({ cmk_id: none }, { forbid_detach: true })).toEqual([
      expect.stringMatching(/^error Failed to plan: service "orders" would lose its key/),
    ]);
    expect(await plan({ cmk_id: first }, { forbid_detach: true })).toEqual([]);
  });
});

test('a plan that moves a service back after drift warns', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven, pg({ cmk_id: first }));
    aiven.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { cmk_id: second });
    const core = await aiven.start();
    const refreshed = await core.read('aiven_pg', stored);
    expect((await core.plan('aiven_pg', pg({ cmk_id: first }), refreshed)).problems).toEqual([
      expect.stringContaining(`The state had key "${first}", but the service uses key "${second}".`),
    ]);
    const applied = await (await aiven.start()).put('aiven_pg', pg({ cmk_id: first }), refreshed);
    const next = await aiven.start();
    const changed = await next.plan('aiven_pg', pg({ cmk_id: second }), await next.read('aiven_pg', applied));
    expect(changed.problems).toEqual([]);
  });
});

describe('a replacement without cmk_id gets the default key of the project', () => {
  const warning = expect.stringContaining(
    `warning Service "orders" is replaced by a service with another key: The old service uses key "${second}". The configuration has no cmk_id, so the new service gets the default key of project "acme-prod", which is "${first}" now. To keep the key, set cmk_id = "${second}".`,
  );

  /** A service that got its key from the default, which is another key by now. */
  async function inherited(aiven: AivenCore): Promise<StoredObject> {
    const stored = await existing(aiven, pg({ cmk_id: second }));
    return (await (await aiven.start()).put('aiven_pg', pg(), stored)) as StoredObject;
  }

  test('a changed attribute warns at plan, with one list of keys', async () => {
    await withSeed(async (aiven) => {
      const stored = await inherited(aiven);
      aiven.emulator.requests.length = 0;
      const core = await aiven.start();
      expect((await core.planReplacement('aiven_pg', pg({}, 'orders-2'), stored)).problems).toEqual([warning]);
      expect(requestCounts(aiven.emulator)).toEqual({ CMKList: 1 });
      const kept = await core.planReplacement('aiven_pg', pg({ cmk_id: second }, 'orders-3'), stored);
      expect(kept.problems).toEqual([]);
    });
  });

  test('a tainted service warns at plan', async () => {
    await withSeed(async (aiven) => {
      const stored = await inherited(aiven);
      const core = await aiven.start();
      await core.read('aiven_pg', stored);
      expect((await core.plan('aiven_pg', pg())).problems).toEqual([warning]);
      // Without the old service in the state, it is an ordinary create.
      expect((await (await aiven.start()).plan('aiven_pg', pg())).problems).toEqual([]);
    });
  });

  test('-replace and replace_triggered_by warn at the delete, because core drops the warnings of their plans', async () => {
    await withSeed(async (aiven) => {
      const stored = await inherited(aiven);
      const { problems, second: plan } = await (await aiven.start()).planReplacement('aiven_pg', pg(), stored, {
        isForced: true,
      });
      expect(problems).toEqual([]);
      const core = await aiven.start();
      const deleted = await core.apply('aiven_pg', { ...plan, config: null, prior: stored.state, planned: null });
      expect(deleted.problems).toEqual([warning, expect.stringContaining('warning Keep the KMS key')]);
      const created = await core.apply('aiven_pg', plan);
      expect(created.problems).toEqual([]);
      // A later destroy is no replacement.
      const destroyer = await aiven.start();
      const destroyed = await destroyer.apply('aiven_pg', await destroyer.plan('aiven_pg', null, created));
      expect(destroyed.problems).toEqual([expect.stringContaining('warning Keep the KMS key')]);
    });
  });
});

test('forbid_detach refuses a replacement that loses the key, and names the way out', async () => {
  const seedWithoutDefault = {
    projects: [{ name: project, cmks: [{ id: first, provider: 'gcp', resource: keys.gcp, default_cmk: false }] }],
  } as const;
  await withCore({ clock: new VirtualClock(), seed: seedWithoutDefault }, async (aiven) => {
    // The configuration no longer names the key, which the service keeps.
    const stored = await (await aiven.start()).put('aiven_pg', pg(), await existing(aiven, pg({ cmk_id: first })));
    const strict = () => aiven.start({ forbid_detach: true });
    const refusal = (reason: string) => [
      expect.stringMatching(
        `^error Failed to plan: service "orders" would lose its key: .*${reason}.* To keep the key, set cmk_id = "${first}"\\.`,
      ),
    ];
    const replaced = refusal(
      `it is replaced, its configuration has no cmk_id, and project "${project}" has no default key`,
    );
    const core = await strict();
    expect((await core.planReplacement('aiven_pg', pg({}, 'orders-2'), stored)).problems).toEqual(replaced);
    const managed = await core.planReplacement('aiven_pg', pg({ cmk_id: none }, 'orders-4'), stored);
    expect(managed.problems).toEqual(refusal(`cmk_id is "${none}"`));
    expect((await core.planReplacement('aiven_pg', pg({ cmk_id: first }, 'orders-3'), stored)).problems).toEqual([]);

    const tainted = await strict();
    await tainted.read('aiven_pg', stored);
    expect((await tainted.plan('aiven_pg', pg())).problems).toEqual(replaced);
    const forced = await (await strict()).planReplacement('aiven_pg', pg(), stored, { isForced: true });
    expect(forced.problems).toEqual(replaced);
    expect(aiven.emulator.store.project(project).services.has('orders')).toBe(true);
  });
});

test('termination protection refuses every replacement until an earlier apply has switched it off', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven, pg({ termination_protection: true }));
    const refused = [expect.stringContaining('service "orders": it is protected against termination')];
    const core = await aiven.start();
    expect((await core.plan('aiven_pg', null, stored)).problems).toEqual(refused);
    const off = { termination_protection: false };
    expect((await core.planReplacement('aiven_pg', pg(off, 'orders-2'), stored)).problems).toEqual(refused);
    expect((await core.planReplacement('aiven_pg', pg(off), stored, { isForced: true })).problems).toEqual(refused);
    const tainted = await (await aiven.start()).plan('aiven_pg', pg(off));
    expect(tainted.problems).toEqual([]);
    const deleted = await core.apply('aiven_pg', { ...tainted, config: null, prior: stored.state, planned: null });
    expect(deleted.problems).toEqual(refused);
    expect(deleted.state).not.toBeNull();
    expect(aiven.emulator.requests.filter(({ operation }) => operation === 'ServiceDelete')).toEqual([]);
    const unprotected = await core.put('aiven_pg', pg(off), stored);
    expect((await core.plan('aiven_pg', null, unprotected)).problems).toEqual([]);
  });
});

test('a service that ignores its key is an error without advice to untaint it', async () => {
  await withSeed(async (aiven) => {
    const core = await aiven.start();
    const config = pg({ cmk_id: second }, 'ignores-cmk');
    const { problems, state } = await core.apply('aiven_pg', await core.plan('aiven_pg', config));
    expect(problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `^error Failed to create service "ignores-cmk": it runs without its key: .* uses key "${first}" and not key "${second}" .* the next apply replaces it\\.$`,
        ),
      ),
    ]);
    expect(state).not.toBeNull();
    const inherited = await core.put('aiven_pg', pg({}, 'ignores-cmk-too'));
    const moved = await core.apply(
      'aiven_pg',
      await core.plan('aiven_pg', pg({ cmk_id: second }, 'ignores-cmk-too'), inherited),
    );
    expect(moved.problems).toEqual([
      expect.stringMatching(/it does not move to its key: .* The next apply sends the change again\.$/),
    ]);
    const type = 'aiven_cmk_service_association';
    const binding = { project, service_name: 'ignores-cmk-too', cmk_id: second };
    const bound = await core.apply(type, await core.plan(type, binding));
    expect(bound.problems).toEqual([
      expect.stringMatching(/^error Failed to bind service "ignores-cmk-too": it does not move to its key: /),
    ]);
    expect(bound.state).toBeNull();
  });
});

test('if Aiven refuses the first key of a service, the error says what is documented and what to do', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven, pg({ cmk_id: none }));
    aiven.emulator.settings.firstKeyForExisting = 'refused';
    const core = await aiven.start();
    const { problems } = await core.apply('aiven_pg', await core.plan('aiven_pg', pg({ cmk_id: first }), stored));
    expect(problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `^error Aiven refused to move service "orders" from Aiven-managed keys to key "${first}".*Create a new`,
        ),
      ),
    ]);
  });
});
