/** After `rotate` and `services set-key`, the printed steps make configuration and state agree: the plan is empty. */

import type { Emulator } from '../../src/emulator';
import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { followEdits, printedCommands, printedSteps } from '../support/terraform/printed-steps';
import { bindingHcl, serviceHcl } from '../support/terraform/service-hcl';
import type { TerraformRun } from '../support/terraform/terraform';

const seed = {
  projects: [
    { name: 'acme-prod', services: [{ service_name: 'legacy-kafka', service_type: 'kafka', plan: 'business-4' }] },
  ],
} as const;

const idsOf = (emulator: Emulator) => [...emulator.store.project('acme-prod').cmks.keys()] as [string, ...string[]];
const keyOf = (emulator: Emulator, name: string) => emulator.store.project('acme-prod').services.get(name)?.cmk_id;

/** Edits the configuration as the steps say, runs their commands, and expects an empty plan. */
async function follow(tf: TerraformRun, hcl: string, messages: string): Promise<string> {
  const edited = followEdits(hcl, messages);
  await tf.write(edited);
  const commands = printedCommands(messages);
  expect((await tf.shell(commands.replace(/^terraform plan$/m, 'terraform plan -detailed-exitcode'))).text).toContain(
    'No changes.',
  );
  return edited;
}

test.each([
  ['with --delete-old, from the folder', '--delete-old'],
  ['without it, from a state file', '--state terraform.tfstate'],
])('rotate %s: references, a literal and the default key', async (_, options) => {
  const more = 'default_cmk = true\n  lifecycle {\n    create_before_destroy = true\n  }';
  const start = cmkHcl({ more }) + bindingHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });
  await withAiven({ files: start, emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    const [from] = idsOf(emulator);
    const hcl = start + serviceHcl({ cmkId: `"${from}"` });
    await tf.write(hcl);
    await tf.apply();
    const { stderr } = await tf.shell(
      `aiven-byok rotate --project acme-prod --from ${from} --to-resource ${keys.gcp2} --yes ${options}`,
    );
    const to = keyOf(emulator, 'legacy-kafka');
    expect(to).not.toBe(from);
    expect(printedSteps(stderr).at(-1)?.lines.slice(0, 2)).toEqual([
      'terraform state rm aiven_cmk.orders',
      `terraform import aiven_cmk.orders acme-prod/${to}`,
    ]);
    const edited = await follow(tf, hcl, stderr);
    // The key of the service that named the old key follows the resource from now on.
    expect(edited).toContain('cmk_id = aiven_cmk.orders.cmk_id');
    expect(idsOf(emulator)).toHaveLength(options === '--delete-old' ? 1 : 2);
  });
});

test('rotate to a key that the state manages, of one service and of all, and set-key in between', async () => {
  const first = cmkHcl();
  const second = cmkHcl({ name: 'second', resource: keys.gcp2 });
  let hcl =
    first +
    second +
    serviceHcl({ name: 'a', serviceName: 'a', cmkId: 'aiven_cmk.orders.cmk_id' }) +
    serviceHcl({ name: 'b', serviceName: 'b', cmkId: 'aiven_cmk.orders.cmk_id' });
  await withAiven({ files: hcl, emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    const from = keyOf(emulator, 'a') as string;
    const to = idsOf(emulator).find((id) => id !== from);
    const run = async (command: string) => (await tf.shell(`aiven-byok ${command} --project acme-prod --yes`)).stderr;

    hcl = await follow(tf, hcl, await run(`rotate --from ${from} --to ${to} --service a`));
    expect(keyOf(emulator, 'a')).toBe(to);
    expect(hcl.match(/aiven_cmk\.second\.cmk_id/g)).toHaveLength(1);

    hcl = await follow(tf, hcl, await run(`services set-key a --cmk-id ${from}`));
    expect(hcl).not.toContain('aiven_cmk.second.cmk_id');
    hcl = await follow(tf, hcl, await run('services set-key b --aiven-managed'));
    expect(keyOf(emulator, 'b')).toBeNull();
    expect(hcl).toContain('00000000-0000-0000-0000-000000000000');

    // The old key is deleted: its resource and its entry in the state go.
    const messages = await run(`rotate --from ${from} --to ${to} --delete-old`);
    expect(printedSteps(messages).map(({ text }) => text)).toContain('Remove aiven_cmk.orders from the configuration.');
    hcl = await follow(tf, hcl.replace(first, ''), messages);
    expect(hcl.match(/aiven_cmk\.second\.cmk_id/g)).toHaveLength(1);
  });
});

test('rotate of some services only adds the new key to the configuration', async () => {
  const hcl =
    cmkHcl() + bindingHcl({ cmkId: 'aiven_cmk.orders.cmk_id' }) + serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });
  await withAiven({ files: hcl, emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    const [from] = idsOf(emulator);
    const { stderr } = await tf.shell(
      `aiven-byok rotate --project acme-prod --from ${from} --to-resource ${keys.gcp2} --service legacy-kafka --yes`,
    );
    const [added] = printedSteps(stderr);
    expect(added?.text).toBe('Add the new key:');
    await tf.write(followEdits(`${hcl}\n${added?.lines.join('\n')}\n`, stderr));
    await tf.shell(printedCommands(stderr).replace('plan', 'apply -auto-approve'));
    expect((await tf.plan()).changes).toBe(false);
    expect(keyOf(emulator, 'legacy-kafka')).not.toBe(from);
  });
});

test('set-key of a bound service to Aiven-managed keys takes the binding out of configuration and state', async () => {
  const binding = bindingHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });
  await withAiven({ files: cmkHcl() + binding, emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    const { stderr } = await tf.shell(
      'aiven-byok services set-key legacy-kafka --aiven-managed --project acme-prod --yes',
    );
    expect(stderr).toMatch(
      /No other service uses key "[0-9a-f-]{36}"\. Keep the KMS key enabled until \d{4}-\d\d-\d\d/,
    );
    expect(printedSteps(stderr)[0]?.text).toMatch(
      /^Remove aiven_cmk_service_association\.\w+ from the configuration\.$/,
    );
    await follow(tf, cmkHcl(), stderr);
    expect(keyOf(emulator, 'legacy-kafka')).toBeNull();
  });
});
