/** What a plan of a binding warns about, and what it costs. */

import type { EmulatorOptions } from '../../../src/emulator';
import { unknown } from '../../../src/plugin';
import { keys, requestCounts } from '../../support/emulator/aiven';
import { type AivenCore, withCore } from '../../support/emulator/core';
import type { StoredObject } from '../../support/terraform/core';
import { VirtualClock } from '../../support/virtual-clock';

const [first, second, aws] = ['1', '2', '3'].map((digit) => `${digit}b671a64-40d5-491e-99b0-da01ff1f3341`) as [
  string,
  string,
  string,
];
const none = '00000000-0000-0000-0000-000000000000';
const type = 'aiven_cmk_service_association';
const project = 'acme-prod';
const seed = {
  projects: [
    {
      name: project,
      cmks: [
        { id: first, provider: 'gcp', resource: keys.gcp, default_cmk: true },
        { id: second, provider: 'gcp', resource: keys.gcp2 },
        { id: aws, provider: 'aws', resource: keys.aws },
      ],
      services: [
        { service_name: 'plain', service_type: 'pg', plan: 'startup-4' },
        { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: first },
        { service_name: 'in-aws', service_type: 'pg', plan: 'startup-4', cloud: 'aws-eu-west-1' },
      ],
    },
  ],
} as const;
const binding = (service_name: string, cmk_id = first, more = {}) => ({ project, service_name, cmk_id, ...more });
const withSeed = (use: (aiven: AivenCore) => Promise<void>, options: EmulatorOptions = {}) =>
  withCore({ clock: new VirtualClock(), seed, ...options }, use);

/** A binding in the state, and the emulator's log empty. */
async function existing({ start, emulator }: AivenCore, config = binding('plain')): Promise<StoredObject> {
  const stored = await (await start()).put(type, config);
  emulator.requests.length = 0;
  return stored;
}

test('a destroy warns which service loses which key, and says how to keep it', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven);
    const { problems } = await (await aiven.start()).plan(type, null, stored);
    expect(problems).toEqual([
      `warning Service "plain" loses its key: This plan moves it from key "${first}" to Aiven-managed keys, because the binding is destroyed with on_destroy = "detach". To keep the key, apply on_destroy = "keep" first, or remove the binding from the state only: a removed block with destroy = false. If the binding was renamed, use a moved block. If the service is deleted as well, there is nothing to keep.`,
    ]);
    const moved = await (await aiven.start()).planReplacement(type, binding('orders', second), stored);
    expect(moved.problems).toContainEqual(expect.stringContaining('because the binding moves to another service'));
    expect(aiven.emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

test('a destroy that keeps the key does not warn', async () => {
  await withSeed(async (aiven) => {
    const kept = await existing(aiven, binding('plain', first, { on_destroy: 'keep' }));
    const imported = await aiven.imported(type, 'acme-prod/orders');
    for (const stored of [kept, imported]) {
      const core = await aiven.start();
      const plan = await core.plan(type, null, stored);
      expect(plan.problems).toEqual([]);
      expect((await core.apply(type, plan)).problems).toEqual([]);
    }
    expect(aiven.emulator.store.service(project, 'orders').cmk_id).toBe(first);
    expect(aiven.emulator.store.service(project, 'plain').cmk_id).toBe(first);
  });
});

test('forbid_detach refuses a plan that takes a key away, unless the plan deletes the service first', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven);
    const pg = await aiven.imported('aiven_pg', 'acme-prod/plain');
    const core = await aiven.start({ forbid_detach: true });
    const { problems } = await core.plan(type, null, stored);
    expect(problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `^error Failed to plan: service "plain" would lose its key: .* "${first}" .* forbid_detach is on \\(provider block or AIVEN_BYOK_FORBID_DETACH\\)\\.$`,
        ),
      ),
    ]);
    const other = await aiven.start({ forbid_detach: true });
    await other.plan('aiven_pg', null, pg);
    const plan = await other.plan(type, null, stored);
    expect(plan.problems).toEqual([]);
    expect((await (await aiven.start({ forbid_detach: true })).apply(type, plan)).problems).toEqual([]);
    expect(aiven.emulator.store.service(project, 'plain').cmk_id).toBe(first);

    // A plan from before forbid_detach was on: the delete refuses.
    const earlier = await (await aiven.start()).plan(type, null, stored);
    const applied = await (await aiven.start({ forbid_detach: true })).apply(type, earlier);
    expect(applied.problems).toEqual([
      expect.stringContaining('Failed to destroy the binding of service "plain": it would lose key'),
    ]);
    expect(applied.state).not.toBeNull();
  });
});

test.each(['on', 'off'])(
  'AIVEN_BYOK_FORBID_DETACH applies unless the provider block says otherwise (%s)',
  async (block) => {
    process.env.AIVEN_BYOK_FORBID_DETACH = block === 'on' ? 'true' : '1';
    try {
      await withSeed(async (aiven) => {
        const stored = await existing(aiven);
        const core = await aiven.start(block === 'on' ? {} : { forbid_detach: false });
        const { problems } = await core.plan(type, null, stored);
        expect(problems).toEqual([expect.stringMatching(block === 'on' ? /^error / : /^warning /)]);
      });
    } finally {
      delete process.env.AIVEN_BYOK_FORBID_DETACH;
    }
  },
);

test('a replacement of the same service keeps the key: -replace, replace_triggered_by and taint', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven);
    const forced = await (await aiven.start()).planReplacement(type, binding('plain'), stored, { isForced: true });
    const tainted = await (await aiven.start()).plan(type, binding('plain'));
    expect(forced.problems).toEqual([]);
    expect(tainted.problems).toEqual([
      expect.stringContaining('or if this plan replaces the binding, there is nothing to do'),
    ]);
    for (const { private: kept } of [forced.second, tainted]) {
      const core = await aiven.start();
      // Core deletes the old object with the private data of the new one's plan.
      const destroy = {
        config: null,
        prior: stored.state,
        planned: null,
        private: kept,
        requiresReplace: [],
        problems: [],
      };
      expect((await core.apply(type, destroy)).problems).toEqual([]);
      expect(aiven.emulator.store.service(project, 'plain').cmk_id).toBe(first);
    }
    expect(aiven.emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

test('a new binding of a service that already uses the key warns with the three reasons', async () => {
  await withSeed(async (aiven) => {
    const { problems } = await (await aiven.start()).plan(type, binding('orders', first.toUpperCase()));
    expect(problems).toEqual([
      `warning Service "orders" already uses key "${first}": The plan creates a binding for it. If the binding was renamed, use a moved block instead: a destroy of the old address may detach the service first. If the binding exists already, import it with the ID "acme-prod/orders". If the service has this key because it is the default of the project, or if this plan replaces the binding, there is nothing to do.`,
    ]);
    expect(requestCounts(aiven.emulator)).toEqual({ CMKList: 1, ServiceList: 1 });
    expect((await (await aiven.start()).plan(type, binding('orders', second))).problems).toEqual([]);
    expect((await (await aiven.start()).plan(type, binding('plain'))).problems).toEqual([]);
  });
});

test('a plan that moves a service back warns with both keys and both ways out', async () => {
  await withSeed(async (aiven) => {
    const { emulator } = aiven;
    const stored = await existing(aiven);
    const move = (cmk_id: string) => emulator.call('ServiceUpdate', project, { serviceName: 'plain' }, { cmk_id });
    const planAfterRefresh = async (cmkId: string, prior = stored) => {
      const core = await aiven.start();
      return core.plan(type, binding('plain', cmkId), await core.read(type, prior));
    };
    move(second);
    expect((await planAfterRefresh(first)).problems).toEqual([
      `warning Service "plain" was moved to another key outside of Terraform: The state had key "${first}", but the service uses key "${second}". This plan moves it back to key "${first}". If the service must stay on its current key, set cmk_id = "${second}" instead. @cmk_id`,
    ]);
    expect((await planAfterRefresh(second)).problems).toEqual([]);
    // The key of the configuration is registered again by the same plan.
    const again = await aiven.start();
    const toNewKey = { ...binding('plain'), cmk_id: unknown };
    expect((await again.plan(type, toNewKey, await again.read(type, stored))).problems).toEqual([
      expect.stringContaining(
        'This plan moves it to a key whose ID is known after the apply. If the service must stay',
      ),
    ]);
    // A refresh that was stored, and a second one.
    const refreshed = await (await aiven.start()).read(type, stored);
    expect((await planAfterRefresh(first, refreshed)).problems).toHaveLength(1);
    // A destroy leaves the service where it is.
    const core = await aiven.start();
    const destroy = await core.plan(type, null, refreshed);
    expect(destroy.problems).toEqual([]);
    await core.apply(type, destroy);
    expect(emulator.store.service(project, 'plain').cmk_id).toBe(second);

    move(none);
    expect((await planAfterRefresh(first)).problems).toEqual([
      expect.stringMatching(
        /was moved to Aiven-managed keys outside of Terraform: .* remove its binding with on_destroy = "keep"/,
      ),
    ]);
    move(first);
    expect((await planAfterRefresh(first)).problems).toEqual([]);
  });
});

test('a plan keeps a service that someone is moving away, while Aiven still shows the old key', async () => {
  await withSeed(
    async (aiven) => {
      const { emulator } = aiven;
      const stored = await existing(aiven);
      const pg = { project, service_name: 'orders', plan: 'startup-4', cmk_id: first };
      const imported = await aiven.imported('aiven_pg', 'acme-prod/orders', { plan: 'startup-4' });
      const service = await (await aiven.start()).put('aiven_pg', { ...pg, tag: [{ key: 'a', value: 'b' }] }, imported);
      emulator.settings.serviceDelay = 3_600_000;
      for (const serviceName of ['plain', 'orders']) {
        emulator.call('ServiceUpdate', project, { serviceName }, { cmk_id: second });
      }
      emulator.settings.serviceDelay = 0;
      emulator.requests.length = 0;
      const core = await aiven.start();
      await core.put(type, binding('plain'), await core.read(type, stored));
      await core.put('aiven_pg', { ...pg, tag: [{ key: 'a', value: 'b' }] }, await core.read('aiven_pg', service));
      const updates = emulator.requests.filter(({ operation }) => operation === 'ServiceUpdate');
      expect(updates.map(({ serviceName, body }) => [serviceName, body])).toEqual([
        ['plain', { cmk_id: first }],
        ['orders', { cmk_id: first }],
      ]);
      expect(emulator.store.service(project, 'plain').cmk_id).toBe(first);
      expect(emulator.store.service(project, 'orders').cmk_id).toBe(first);
    },
    { movingCmkId: 'active' },
  );
});

test('an interrupted move is not drift', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven, binding('plain', first, { timeouts: { update: '4s' } }));
    aiven.emulator.settings.serviceDelay = 3_600_000;
    const config = binding('plain', second, { timeouts: { update: '4s' } });
    const core = await aiven.start();
    const failed = await core.apply(type, await core.plan(type, config, stored));
    expect(failed.problems).toEqual([expect.stringContaining('it is not ready yet')]);
    const next = await aiven.start();
    const back = await next.plan(type, binding('plain', first), await next.read(type, failed));
    expect(back.problems).toEqual([]);
  });
});

test('a key of another cloud or AWS region warns when it is set, not later', async () => {
  await withSeed(async (aiven) => {
    const core = await aiven.start();
    expect((await core.plan(type, binding('in-aws'))).problems).toEqual([
      expect.stringMatching(/^warning The key of service "in-aws" does not fit its cloud: The service runs on AWS/),
    ]);
    expect((await core.plan(type, binding('in-aws', aws))).problems).toEqual(
      [
        expect.stringContaining('is in the region "us-east-1"'),
        expect.stringContaining('Two resources manage service "in-aws"'),
      ].reverse(),
    );
    const stored = await existing(aiven, binding('in-aws', aws));
    expect((await (await aiven.start()).plan(type, binding('in-aws', aws), stored)).problems).toEqual([]);
  });
});

test('two resources for one service warn, a renamed and a replaced one do not', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven);
    const pg = { project, service_name: 'plain', plan: 'startup-4', cmk_id: first };
    const imported = await aiven.imported('aiven_pg', 'acme-prod/plain', { plan: 'startup-4' });
    const core = await aiven.start();
    expect((await core.plan(type, binding('plain'), stored)).problems).toEqual([]);
    expect((await core.plan('aiven_pg', pg, imported)).problems).toEqual([
      `warning Two resources manage service "plain": This configuration has an aiven_pg and an ${type} for it, and each of them may overwrite the key that the other sets. Set cmk_id in the aiven_pg, and remove the binding after an apply with on_destroy = "keep". @service_name`,
    ]);
    const other = await aiven.start();
    await other.plan(type, binding('plain'), stored);
    expect((await other.plan(type, binding('plain', second))).problems).toEqual([
      expect.stringContaining(`This configuration has an ${type} and an ${type} for it`),
    ]);
    const renaming = await aiven.start();
    await renaming.plan(type, null, stored);
    expect((await renaming.plan(type, binding('plain', second))).problems).toEqual([]);
    const replacing = await aiven.start();
    const replaced = await replacing.planReplacement(type, binding('plain'), stored, { isForced: true });
    expect(replaced.problems).toEqual([]);
  });
});

test('a plan without changes makes no additional request', async () => {
  await withSeed(async (aiven) => {
    const stored = await existing(aiven);
    const core = await aiven.start();
    const refreshed = await core.read(type, stored);
    await core.plan(type, binding('plain'), refreshed);
    expect(requestCounts(aiven.emulator)).toEqual({ CMKList: 1, ServiceList: 1, CMKServiceAssociationsList: 1 });
  });
});

test('on_destroy is as configured, else as in the state, else "detach"', async () => {
  await withSeed(async (aiven) => {
    const planned = async (config: object, stored?: StoredObject) =>
      (await (await aiven.start()).plan(type, binding('plain', first, config), stored)).planned?.on_destroy;
    expect(await planned({})).toBe('detach');
    expect(await planned({ on_destroy: 'keep' })).toBe('keep');
    const kept = await existing(aiven, binding('plain', first, { on_destroy: 'keep' }));
    expect(await planned({}, kept)).toBe('keep');
    expect(await planned({ on_destroy: 'detach' }, kept)).toBe('detach');
    const imported = await aiven.imported(type, 'acme-prod/orders');
    const core = await aiven.start();
    const plan = await core.plan(type, binding('orders'), imported);
    expect(plan.planned).toEqual(imported.state);
  });
});

test('if Aiven refuses the first key of a service, the error says what is documented and what to do', async () => {
  await withSeed(
    async (aiven) => {
      const core = await aiven.start();
      const { problems } = await core.apply(type, await core.plan(type, binding('plain')));
      expect(problems).toEqual([
        expect.stringMatching(
          new RegExp(
            `^error Aiven refused to move service "plain" from Aiven-managed keys to key "${first}".*Create a new service with the key, and migrate the data to it\\.`,
          ),
        ),
      ]);
      const rotated = await core.apply(type, await core.plan(type, binding('orders', second)));
      expect(rotated.problems).toEqual([]);
    },
    { firstKeyForExisting: 'refused' },
  );
});

test('a replaced binding keeps the on_destroy of its import', async () => {
  await withSeed(async (aiven) => {
    const stored = await aiven.imported(type, 'acme-prod/orders');
    const core = await aiven.start();
    const { second } = await core.planReplacement(type, binding('orders'), stored, { isForced: true });
    expect((await core.apply(type, second)).state).toMatchObject({ on_destroy: 'keep' });
  });
});
