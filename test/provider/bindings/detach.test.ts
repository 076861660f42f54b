/** A destroyed binding detaches its service, unless another address binds the service again. */

import type { Emulator } from '../../../src/emulator';
import { keys } from '../../support/emulator/aiven';
import { type AivenCore, withCore } from '../../support/emulator/core';
import type { Core, StoredObject } from '../../support/terraform/core';
import { VirtualClock } from '../../support/virtual-clock';

const [first, second] = ['1b671a64-40d5-491e-99b0-da01ff1f3341', '2c782b75-51e6-4a2f-8ac1-eb12aa2a4452'] as const;
const type = 'aiven_cmk_service_association';
const project = 'acme-prod';
const service = (service_name: string) =>
  ({ service_name, service_type: 'pg', plan: 'startup-4', cmk_id: first }) as const;
const seedOf = (...names: string[]) =>
  ({
    projects: [
      {
        name: project,
        cmks: [
          { id: first, provider: 'gcp', resource: keys.gcp },
          { id: second, provider: 'gcp', resource: keys.gcp2 },
        ],
        services: names.map(service),
      },
    ],
  }) as const;
const bound = (serviceName: string, cmkId: string = first) => ({
  project,
  service_name: serviceName,
  cmk_id: cmkId,
});
const keyOf = (emulator: Emulator, serviceName: string) => emulator.store.service(project, serviceName).cmk_id;
const associations = (emulator: Emulator) =>
  emulator.store.project(project).associations.map(({ cmkId, status }) => `${status} ${cmkId}`);
const updates = (emulator: Emulator) =>
  emulator.requests.filter(({ operation }) => operation === 'ServiceUpdate').map(({ body }) => body);

/** Resolves when the emulator has received an update, or when the operation has ended without one. */
async function untilUpdated(emulator: Emulator, operation: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  void operation.finally(() => {
    hasEnded = true;
  });
  while (updates(emulator).length === 0 && !hasEnded) await new Promise(setImmediate);
}

/** A binding that an earlier run created. */
async function existing({ start, emulator }: AivenCore, serviceName: string): Promise<StoredObject> {
  const binding = await (await start()).put(type, bound(serviceName));
  emulator.requests.length = 0;
  return binding;
}

/** The plans of a renamed binding, in either order. */
async function planRename(core: Core, old: StoredObject, config: ReturnType<typeof bound>, order: string) {
  const plans: Partial<Record<'create' | 'delete', Awaited<ReturnType<Core['plan']>>>> = {};
  for (const step of order === 'create first' ? (['create', 'delete'] as const) : (['delete', 'create'] as const)) {
    plans[step] = step === 'create' ? await core.plan(type, config) : await core.plan(type, null, old);
  }
  return plans as Required<typeof plans>;
}

describe.each(['orders', 'slow-move-3000ms'])('service "%s"', (serviceName) => {
  test.each(['create first', 'delete first'])('a renamed binding keeps the key, planned %s', async (planned) => {
    for (const applied of ['create first', 'delete first', 'create and delete', 'delete and create']) {
      await withCore({ clock: new VirtualClock(), seed: seedOf(serviceName) }, async (scene) => {
        const old = await existing(scene, serviceName);
        const plans = await planRename(await scene.start(), old, bound(serviceName, second), planned);
        const core = await scene.start();
        const steps = {
          create: () => core.apply(type, plans.create),
          delete: () => core.apply(type, plans.delete),
        };
        const [one, other] = /^create/.test(applied)
          ? ([steps.create, steps.delete] as const)
          : ([steps.delete, steps.create] as const);
        const results = applied.endsWith('first') ? [await one(), await other()] : await Promise.all([one(), other()]);
        for (const { problems } of results) expect(problems.filter((line) => line.startsWith('error'))).toEqual([]);
        expect(keyOf(scene.emulator, serviceName)).toBe(second);
        expect(associations(scene.emulator)).toContain(`active ${second}`);
        const detaches = updates(scene.emulator).filter((body) => JSON.stringify(body).includes('00000000'));
        expect(detaches).toHaveLength(applied === 'delete first' && planned === 'delete first' ? 1 : 0);
      });
    }
  });
});

describe.each(['binding', 'service'])('a %s that stays next to a destroyed binding', (kind) => {
  test.each(['staying first', 'destroyed first'])('keeps the key, planned %s', async (planned) => {
    for (const applied of ['staying first', 'destroyed first', 'concurrently']) {
      await withCore(
        { clock: new VirtualClock(), seed: seedOf(...(kind === 'binding' ? ['orders'] : [])) },
        async (scene) => {
          const [stayingType, config] =
            kind === 'binding'
              ? ([type, bound('orders')] as const)
              : (['aiven_pg', { ...bound('orders'), plan: 'startup-4' }] as const);
          const staying = await (await scene.start()).put(stayingType, config);
          const destroyed = await existing(scene, 'orders');
          const planner = await scene.start();
          const plan = {
            staying: () => planner.plan(stayingType, config, staying),
            destroyed: () => planner.plan(type, null, destroyed),
          };
          const plans =
            planned === 'staying first'
              ? { staying: await plan.staying(), destroyed: await plan.destroyed() }
              : { destroyed: await plan.destroyed(), staying: await plan.staying() };
          const isUpdated = JSON.stringify(plans.staying.planned) !== JSON.stringify(staying.state);
          expect(isUpdated).toBe(planned === 'destroyed first');

          const core = await scene.start();
          // Core plans each resource again right before it applies it.
          const applyStaying = async () => {
            if (!isUpdated) return { problems: [] };
            const again = await core.plan(stayingType, config, staying);
            return JSON.stringify(again.planned) === JSON.stringify(staying.state)
              ? { problems: [] }
              : core.apply(stayingType, again);
          };
          const applyDestroyed = () => core.apply(type, plans.destroyed);
          const results =
            applied === 'concurrently'
              ? await Promise.all([applyDestroyed(), applyStaying()])
              : applied === 'staying first'
                ? [await applyStaying(), await applyDestroyed()]
                : [await applyDestroyed(), await applyStaying()];
          for (const { problems } of results) expect(problems.filter((line) => line.startsWith('error'))).toEqual([]);
          expect(keyOf(scene.emulator, 'orders')).toBe(first);
          expect(associations(scene.emulator)).toEqual([`active ${first}`]);
        },
      );
    }
  });
});

test('a delete that has already detached ends when the service is bound again', async () => {
  const clock = new VirtualClock();
  await withCore({ clock, seed: seedOf('slow-move-60000ms') }, async (scene) => {
    const { emulator } = scene;
    const old = await existing(scene, 'slow-move-60000ms');
    const plans = await planRename(await scene.start(), old, bound('slow-move-60000ms'), 'delete first');
    const core = await scene.start();
    const begun = clock.now();
    const deleted = core.apply(type, plans.delete);
    await untilUpdated(emulator, deleted);
    const created = core.apply(type, plans.create);
    expect((await deleted).problems).toEqual([
      expect.stringMatching(/^warning Service "slow-move-60000ms" is bound to a key again: .* use a moved block\.$/),
    ]);
    expect(clock.now() - begun).toBeLessThan(60_000);
    expect((await created).problems).toEqual([]);
    expect(associations(emulator)).toEqual([`active ${first}`]);
  });
});

test('a delete ends with a warning when another process binds the service', async () => {
  for (const key of [first, second]) {
    await withCore({ clock: new VirtualClock(), seed: seedOf('slow-move-60000ms') }, async (scene) => {
      const { emulator } = scene;
      const old = await existing(scene, 'slow-move-60000ms');
      const core = await scene.start();
      const deleted = core.apply(type, await core.plan(type, null, old));
      await untilUpdated(emulator, deleted);
      emulator.call('ServiceUpdate', project, { serviceName: 'slow-move-60000ms' }, { cmk_id: key });
      const { problems, state } = await deleted;
      expect(problems).toEqual([expect.stringContaining('is bound to a key again')]);
      expect(state).toBeNull();
      expect(keyOf(emulator, 'slow-move-60000ms')).toBe(key);
    });
  }
});

test('a service that ignores the detach is an error that names its key, and the binding stays in the state', async () => {
  await withCore({ clock: new VirtualClock(), seed: seedOf('ignores-cmk') }, async (scene) => {
    const old = await existing(scene, 'ignores-cmk');
    const core = await scene.start();
    const { problems, state } = await core.apply(type, await core.plan(type, null, old));
    expect(problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `^error Failed to detach service "ignores-cmk": it keeps its key: .* uses key "${first}" and not Aiven-managed keys .* The binding stays in the state`,
        ),
      ),
    ]);
    expect(state).not.toBeNull();
  });
});

test.each(['binding first', 'service first', 'binding and service', 'service and binding'])(
  'a service and its binding are destroyed together: %s',
  async (applied) => {
    for (const serviceName of ['orders', 'slow-delete-3000ms', 'slow-move-3000ms']) {
      await withCore({ clock: new VirtualClock(), seed: seedOf() }, async (scene) => {
        const { emulator } = scene;
        const pg = await (await scene.start()).put('aiven_pg', {
          project,
          service_name: serviceName,
          plan: 'startup-4',
        });
        const binding = await existing(scene, serviceName);
        const core = await scene.start();
        const plans = [await core.plan(type, null, binding), await core.plan('aiven_pg', null, pg)] as const;
        const steps = [() => core.apply(type, plans[0]), () => core.apply('aiven_pg', plans[1])] as const;
        const [one, other] = applied.startsWith('binding') ? steps : [steps[1], steps[0]];
        const results = applied.endsWith('first') ? [await one(), await other()] : await Promise.all([one(), other()]);
        const notices = results.flatMap(({ problems }) => problems);
        expect(notices.filter((text) => !text.startsWith('warning Keep the KMS key'))).toEqual([]);
        expect(emulator.store.project(project).services.size).toBe(0);
        expect(associations(emulator).filter((line) => !line.startsWith('deactivating'))).toEqual([]);
      });
    }
  },
);
