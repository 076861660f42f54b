/** Every way in which Terraform replaces a key: what the plan says, what stops it, and what the apply leaves. */

import type { Emulator } from '../../src/emulator';
import { cmkHcl, keys, requestCounts, withAiven } from '../support/emulator/aiven';
import { serviceHcl } from '../support/terraform/service-hcl';
import type { TerraformRun } from '../support/terraform/terraform';

const project = (emulator: Emulator) => emulator.store.project('acme-prod');
const idsOf = (emulator: Emulator) => [...project(emulator).cmks.keys()];
const current = async (tf: TerraformRun) => (await tf.resource('aiven_cmk.orders'))?.values.cmk_id as string;

interface Settings {
  trigger?: string;
  input?: string;
  more?: string;
  first?: boolean;
}

/** A key that is replaced by a change of `trigger`, and by a change of `input` through replace_triggered_by. */
const files = ({ trigger = 'a', input = 'a', more = '', first = true }: Settings) =>
  `resource "terraform_data" "input" {
  input = "${input}"
}
${cmkHcl({
  more: `rotation_trigger = "${trigger}"
  ${more}
  timeouts {
    delete = "1s"
  }
  lifecycle {
    create_before_destroy = ${first}
    replace_triggered_by  = [terraform_data.input]
  }`,
})}`;

const seed = {
  projects: [{ name: 'acme-prod', services: [{ service_name: 'legacy', service_type: 'kafka', plan: 'business-4' }] }],
} as const;

/** A service that moves to the new key, and in whose plan Terraform shows what it drops from the plan of the key. */
const mover = serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });

test('each way to replace a key warns with its services, and retain_if_used leaves the old key to them', async () => {
  const more = 'on_destroy = "retain_if_used"';
  await withAiven({ files: files({ more }) + mover, emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    const ways: readonly [string, Settings, readonly string[]][] = [
      ['a changed attribute', { trigger: 'b' }, []],
      ['replace_triggered_by', { trigger: 'b', input: 'b' }, []],
      ['-replace', { trigger: 'b', input: 'b' }, ['-replace=aiven_cmk.orders']],
      ['taint', { trigger: 'b', input: 'b' }, []],
    ];
    for (const [way, settings, args] of ways) {
      const old = await current(tf);
      emulator.call('ServiceUpdate', 'acme-prod', { serviceName: 'legacy' }, { cmk_id: old });
      await tf.write(files({ ...settings, more }) + mover);
      if (way === 'taint') await tf.run(['taint', 'aiven_cmk.orders']);
      emulator.requests.length = 0;
      const { text } = await tf.plan(args);
      // Terraform plans a tainted object as a new one.
      if (way !== 'taint') {
        expect([way, text]).toEqual([
          way,
          expect.stringContaining(`This plan replaces key "acme-prod/${old}", which services use`),
        ]);
        expect(text).toMatch(/Services that use the key now: ("legacy" "orders-db"|"orders-db" "legacy") At plan/);
        // The refresh of the service lists services once more, with their secrets.
        expect(requestCounts(emulator)).toEqual({ CMKList: 1, ServiceList: 2, CMKServiceAssociationsList: 1 });
      }
      const applied = await tf.run(['apply', '-no-color', 'plan.tfplan']);
      expect(applied.text).toContain(`Key "acme-prod/${old}" stays registered: services use it`);
      expect(applied.text).toContain('Services that use it: "legacy" (active) Keep its KMS key enabled.');
      expect(applied.text).not.toContain('which services use');
      expect(idsOf(emulator)).toContain(old);
      expect(await current(tf)).not.toBe(old);
    }
    expect(idsOf(emulator)).toHaveLength(5);
    emulator.requests.length = 0;
    expect((await tf.plan()).changes).toBe(false);
    expect(requestCounts(emulator)).toEqual({ CMKList: 1, ServiceList: 1 });
  });
});

test('deletion_protection stops each way to replace or destroy the key', async () => {
  const more = 'deletion_protection = true';
  await withAiven({ files: files({ more, first: false }) }, async (tf, emulator) => {
    await tf.apply();
    const id = await current(tf);
    const refused = `Failed to plan: key "acme-prod/${id}" is protected against deletion`;
    const plan = (args: readonly string[] = []) => tf.plan(args, { mayFail: true });
    expect((await plan(['-destroy'])).text).toContain(refused);
    expect((await plan(['-replace=aiven_cmk.orders'])).text).toContain(refused);
    await tf.write(files({ trigger: 'b', first: false }));
    expect((await plan()).text).toContain(refused);
    await tf.write(files({ input: 'b', more, first: false }));
    expect((await plan()).text).toContain(refused);

    await tf.write(files({ more, first: false }));
    await tf.run(['taint', 'aiven_cmk.orders']);
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain(`Failed to delete key "acme-prod/${id}": it is protected against deletion`);
    expect(idsOf(emulator)).toEqual([id]);
    await tf.run(['untaint', 'aiven_cmk.orders']);
    expect((await tf.plan()).changes).toBe(false);

    await tf.write(files({ first: false }));
    await tf.apply();
    await tf.destroy();
    expect(idsOf(emulator)).toEqual([]);
  });
});

test('a protected key that was tainted and replaced first stays until it is deleted by other means', async () => {
  await withAiven({ files: files({ more: 'deletion_protection = true' }) }, async (tf, emulator) => {
    await tf.apply();
    const old = await current(tf);
    await tf.run(['taint', 'aiven_cmk.orders']);
    expect((await tf.apply([], { mayFail: true })).text).toContain(
      `delete its key with \`aiven-byok cmks delete --project acme-prod --cmk-id ${old} --wait\` instead`,
    );
    expect(idsOf(emulator)).toHaveLength(2);
    expect((await tf.plan([], { mayFail: true })).text).toContain('If a deposed object stops the plan');
    project(emulator).cmks.delete(old);
    expect((await tf.plan()).text).toContain(`Key "${old}" is no longer registered`);
    await tf.apply();
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('rotation_trigger survives a failed create: where Aiven refuses the same KMS key twice, the next apply tries again', async () => {
  await withAiven({ files: files({}), emulator: { duplicates: 'refused' } }, async (tf, emulator) => {
    await tf.apply();
    const old = await current(tf);
    await tf.write(files({ trigger: 'b' }));
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('already exists');
    expect(idsOf(emulator)).toEqual([old]);

    emulator.settings.duplicates = 'allowed';
    expect((await tf.apply()).stdout).toContain('1 added, 0 changed, 1 destroyed');
    expect(idsOf(emulator)).toHaveLength(1);
    expect((await tf.resource('aiven_cmk.orders'))?.values).toMatchObject({
      resource: keys.gcp,
      rotation_trigger: 'b',
    });
    expect(idsOf(emulator)).not.toContain(old);
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('two default keys of one project stop the plan, one KMS key in two resources is a warning, and a lost default too', async () => {
  const isDefault = 'default_cmk = true';
  const one = cmkHcl({ more: isDefault });
  await withAiven({ files: one }, async (tf, emulator) => {
    await tf.apply();
    const id = await current(tf);
    await tf.write(one + cmkHcl({ name: 'other', resource: keys.gcp2, more: isDefault }));
    const refused = await tf.plan([], { mayFail: true });
    expect([refused.code, refused.text]).toEqual([
      1,
      expect.stringContaining('Failed to plan: two keys set default_cmk = true in project "acme-prod"'),
    ]);

    await tf.write(one + cmkHcl({ name: 'other' }));
    emulator.requests.length = 0;
    expect((await tf.plan()).text).toContain('Two resources register the same KMS key in project "acme-prod"');
    // The new resource may be planned first, and then looks like the replacement of a tainted key: one list of each kind.
    const { CMKList: lists, ...others } = requestCounts(emulator);
    expect(lists).toBe(1);
    expect([{}, { CMKServiceAssociationsList: 1, ServiceList: 1 }]).toContainEqual(others);

    // In one plan, the default moves from one key to the other, in either order.
    const both = (first: string, second: string) =>
      cmkHcl({ more: `default_cmk = ${first}` }) +
      cmkHcl({ name: 'other', resource: keys.gcp2, more: `default_cmk = ${second}` });
    await tf.write(both('false', 'true'));
    await tf.apply();
    await tf.write(both('false', 'false'));
    const { text } = await tf.plan();
    const other = (await tf.resource('aiven_cmk.other'))?.values.cmk_id;
    expect(text).toContain('Project "acme-prod" loses its default key');
    expect(text).toContain(
      `"acme-prod/${other}" is the default key of the project, and this plan sets default_cmk = false`,
    );
    expect((await tf.plan(['-destroy'])).text).toContain('Project "acme-prod" loses its default key');
    expect(text).not.toContain(`"acme-prod/${id}" is the default`);
  });
});
