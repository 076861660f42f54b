/** Core plans each object again in the apply, and most cores do not say so: no warning of that plan may be false or give harmful advice. */

import type { ObjectValue } from '../../src/plugin';
import { keys } from '../support/emulator/aiven';
import { type AivenCore, withCore } from '../support/emulator/core';
import type { Core, PlanOptions, StoredObject } from '../support/terraform/core';
import { cmkId, key, project, servicesOf, usedKey } from './keys/aiven-cmk';

/** The capabilities that each core sends in a plan, and those that it sends in the apply. */
const cores = [
  { core: 'Terraform 1.5 to 1.8 and OpenTofu', plan: {}, apply: {}, tells: false },
  { core: 'Terraform 1.9 to 1.15', plan: {}, apply: { deferralAllowed: true }, tells: false },
  {
    core: 'Terraform 1.16',
    plan: { storePlannedPrivate: true },
    apply: { storePlannedPrivate: true, deferralAllowed: true },
    tells: true,
  },
] as const;
type CoreCase = (typeof cores)[number];

type Plan = Awaited<ReturnType<Core['plan']>>;

/** The warnings when an apply, in a process of its own, plans again an object that it creates. */
async function inApply({ start }: AivenCore, { apply, tells }: CoreCase, type: string, plan: Plan): Promise<string[]> {
  const core = await start();
  const options: PlanOptions = tells ? { ...apply, plannedPrivate: plan.private } : apply;
  return (await core.plan(type, plan.config, undefined, options)).problems;
}

const id = `${project}/${cmkId}`;
const isDefault = { default_cmk: true };

/** The plan of a key's replacement, after a refresh. */
async function replaced(aiven: AivenCore, { plan }: CoreCase, config: ObjectValue, stored: StoredObject) {
  const core = await aiven.start();
  await core.read('aiven_cmk', stored);
  return core.planReplacement('aiven_cmk', config, stored, { isForced: true, ...plan });
}

describe.each(cores)('in an apply under $core', (one) => {
  test('a key that replaces the default key, or a registration of the same KMS key, gets no wrong advice', async () => {
    await withCore({ seed: usedKey(0, isDefault) }, async (aiven) => {
      const stored = await aiven.imported('aiven_cmk', id);
      const other = await replaced(aiven, one, key({ ...isDefault, resource: keys.gcp2 }), stored);
      expect(other.problems).toEqual([]);
      expect(await inApply(aiven, one, 'aiven_cmk', other.second)).toEqual(
        one.tells
          ? []
          : [
              `warning This plan changes the default key of project "${project}": It makes this key the default instead of "${id}". If it replaces that key, no action is needed. If another configuration sets default_cmk = true for that key, every apply of either switches the default between the two keys. @default_cmk`,
            ],
      );

      const same = await replaced(aiven, one, key(isDefault), stored);
      expect(same.problems).toEqual([]);
      expect(await inApply(aiven, one, 'aiven_cmk', same.second)).toEqual(
        one.tells
          ? []
          : [
              `warning This KMS key is already registered as "${id}": "${keys.gcp}" is registered in project "${project}". If this plan replaces that registration, or another aiven_cmk manages it, do not import it. Otherwise an interrupted run or on_destroy = "retain_if_used" may have left it: to manage it instead of registering the KMS key twice, import it with this ID. @resource`,
            ],
      );
    });
  });

  test('a key with two other registrations may be imported with either ID', async () => {
    await withCore({ seed: usedKey(0) }, async (aiven) => {
      aiven.emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: keys.gcp });
      const { problems } = await (await aiven.start()).plan('aiven_cmk', key({}), undefined, one.plan);
      expect(problems).toEqual([expect.stringContaining('import it with one of these IDs.')]);
    });
  });

  test('a key that is created after its predecessor was destroyed gets no warning', async () => {
    await withCore({ seed: usedKey(0, isDefault) }, async (aiven) => {
      aiven.emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: keys.gcp });
      const stored = await aiven.imported('aiven_cmk', id);
      const applying = await aiven.start();
      await applying.apply('aiven_cmk', await applying.plan('aiven_cmk', null, stored, one.apply));
      const { problems } = await applying.plan('aiven_cmk', key(isDefault), undefined, one.apply);
      expect(problems).toEqual([]);
    });
  });

  test('a second registration of a KMS key that another resource manages is not to be imported', async () => {
    await withCore({ seed: usedKey(0) }, async (aiven) => {
      const stored = await aiven.imported('aiven_cmk', id);
      const core = await aiven.start();
      await core.read('aiven_cmk', stored);
      await core.plan('aiven_cmk', key(), stored, one.plan);
      const plan = await core.plan('aiven_cmk', key(), undefined, one.plan);
      expect(plan.problems).toEqual([
        expect.stringContaining('warning Two resources register the same KMS key in project'),
      ]);
      const problems = await inApply(aiven, one, 'aiven_cmk', plan);
      expect(problems).toEqual(
        one.tells ? [] : [expect.stringContaining('or another aiven_cmk manages it, do not import it. Otherwise')],
      );
    });
  });

  test('a binding that replaces one of the same service is not to be imported', async () => {
    const [service] = servicesOf(cmkId, 1);
    await withCore({ seed: usedKey(1) }, async (aiven) => {
      const type = 'aiven_cmk_service_association';
      const config = { project, service_name: service?.service_name ?? '', cmk_id: cmkId };
      const stored = await aiven.imported(type, `${project}/${config.service_name}`);
      const core = await aiven.start();
      const { problems, second } = await core.planReplacement(type, config, stored, { isForced: true, ...one.plan });
      expect(problems).toEqual([]);
      const repeated = await inApply(aiven, one, type, second);
      const nothing = 'or if this plan replaces the binding, there is nothing to do.';
      expect(repeated).toEqual(one.tells ? [] : [expect.stringContaining(nothing)]);

      const applying = await aiven.start();
      await applying.apply(type, { ...second, prior: stored.state, planned: null, config: null });
      expect((await applying.plan(type, config, undefined, one.apply)).problems).toEqual([]);
    });
  });
});
