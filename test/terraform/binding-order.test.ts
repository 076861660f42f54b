/** Bindings through the real Terraform where it chooses the order: renames, replacements and removals. */

import { keys, withAiven } from '../support/emulator/aiven';
import { bindingHcl, stored, takeUpdates } from '../support/terraform/service-hcl';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const none = { cmk_id: '00000000-0000-0000-0000-000000000000' };
const names = ['orders', 'slow-move-3000ms', 'events'];
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [{ id: cmkId, provider: 'gcp', resource: keys.gcp }],
      services: names.map((service_name) => ({ service_name, service_type: 'pg', plan: 'startup-4' })),
    },
  ],
} as const;
/** One binding for each service. Core works through resources in the order of their addresses when it has no choice. */
const bindings = (prefix: string, more = '') =>
  names
    .map((serviceName) => bindingHcl({ name: `${prefix}-${serviceName}`, serviceName, cmkId: `"${cmkId}"`, more }))
    .join('');
const type = 'aiven_cmk_service_association';

test('renamed bindings keep the key in every order', async () => {
  await withAiven({ files: bindings('m'), emulator: { seed } }, async (tf, emulator) => {
    const onKey = () =>
      names.map((name) => {
        const { services, associations } = emulator.store.project('acme-prod');
        const status = associations.find(({ serviceName }) => serviceName === name)?.status;
        return services.get(name)?.cmk_id === cmkId && status;
      });
    await tf.apply();
    for (const [prefix, args] of [
      ['a', ['-parallelism=1']],
      ['z', ['-parallelism=1']],
      ['b', []],
      ['y', []],
    ] as const) {
      await tf.write(bindings(prefix));
      const { text } = await tf.apply([...args]);
      expect(text).toContain('3 added, 0 changed, 3 destroyed');
      expect(text).toContain('already uses key');
      expect(text).toContain('use a moved block');
      expect(onKey()).toEqual(['active', 'active', 'active']);
      expect((await tf.plan()).changes).toBe(false);
    }

    // A rename with moved does nothing.
    takeUpdates(emulator);
    const moved = names.map((name) => `moved {\n  from = ${type}.y-${name}\n  to = ${type}.w-${name}\n}\n`).join('');
    await tf.write(bindings('w') + moved);
    const renamed = await tf.apply();
    expect(renamed.text).toContain('0 added, 0 changed, 0 destroyed');
    expect(renamed.text).not.toContain('already uses key');
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('a replaced binding keeps the key: -replace, taint and replace_triggered_by', async () => {
  const address = `${type}.legacy`;
  const files = (input: string, serviceName = 'orders') =>
    `resource "terraform_data" "trigger" {\n  input = "${input}"\n}\n${bindingHcl({
      serviceName,
      cmkId: `"${cmkId}"`,
      more: 'lifecycle {\n    replace_triggered_by = [terraform_data.trigger]\n  }',
    })}`;
  await withAiven({ files: files('one'), emulator: { seed } }, async (tf, emulator) => {
    const key = () => emulator.store.service('acme-prod', 'orders').cmk_id;
    await tf.apply();
    takeUpdates(emulator);
    expect((await tf.apply([`-replace=${address}`])).text).toContain('1 added, 0 changed, 1 destroyed');
    await tf.run(['taint', address]);
    expect((await tf.apply()).text).toContain('1 added, 0 changed, 1 destroyed');
    await tf.write(files('two'));
    expect((await tf.apply()).text).toContain('1 added, 1 changed, 1 destroyed');
    expect(takeUpdates(emulator)).toEqual(Array(3).fill({ cmk_id: cmkId }));
    expect(key()).toBe(cmkId);

    // A changed service_name takes the key away from the old service, so the plan warns or refuses.
    await tf.write(files('two', 'events'));
    const refused = await tf.plan([], { mayFail: true, env: { AIVEN_BYOK_FORBID_DETACH: '1' } });
    expect(refused.code).toBe(1);
    expect(refused.text).toContain('Failed to plan: service "orders" would lose its key');
    expect((await tf.plan()).text).toContain('Warning: Service "orders" loses its key');
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(key()).toBeNull();
    expect(takeUpdates(emulator)).toEqual(expect.arrayContaining([none, { cmk_id: cmkId }]));
    expect((await stored(tf, address))?.attributes.service_name).toBe('events');
  });
});

test('removing imported bindings detaches nothing', async () => {
  const imports = names.map((name) => `import {\n  to = ${type}.m-${name}\n  id = "acme-prod/${name}"\n}\n`).join('');
  const encrypted = {
    projects: [{ ...seed.projects[0], services: seed.projects[0].services.map((one) => ({ ...one, cmk_id: cmkId })) }],
  };
  await withAiven({ files: bindings('m') + imports, emulator: { seed: encrypted } }, async (tf, emulator) => {
    expect((await tf.apply()).text).toContain('3 imported, 0 added, 0 changed, 0 destroyed');
    expect((await stored(tf, `${type}.m-orders`))?.attributes.on_destroy).toBe('keep');
    await tf.write(bindings('m'));
    expect((await tf.plan()).changes).toBe(false);
    await tf.write('');
    const { text } = await tf.apply();
    expect(text).toContain('0 added, 0 changed, 3 destroyed');
    expect(text).not.toContain('loses its key');
    expect(takeUpdates(emulator)).toEqual([]);
  });
});
