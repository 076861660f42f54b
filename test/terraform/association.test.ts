/** A binding sets the key of a service that something else manages, and changes nothing else. */

import type { Emulator } from '../../src/emulator';
import { keys, readsOfSecrets, withAiven } from '../support/emulator/aiven';
import { bindingHcl, stored, takeUpdates } from '../support/terraform/service-hcl';

const [first, second] = ['1b671a64-40d5-491e-99b0-da01ff1f3341', '2c782b75-51e6-4a2f-8ac1-eb12aa2a4452'] as const;
const none = '00000000-0000-0000-0000-000000000000';
const address = 'aiven_cmk_service_association.legacy';
const kafka = {
  service_type: 'kafka',
  plan: 'business-4',
  termination_protection: true,
  user_config: { kafka_version: '3.8' },
  tags: { owner: 'console' },
};
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: first, provider: 'gcp', resource: keys.gcp },
        { id: second, provider: 'gcp', resource: keys.gcp2 },
      ],
      services: ['legacy-kafka', 'never-ready', 'becomes-poweroff', 'other'].map((service_name) => ({
        ...kafka,
        service_name,
      })),
    },
  ],
} as const;
const binding = (cmkId: string, more = '', serviceName = 'legacy-kafka') =>
  bindingHcl({ cmkId: `"${cmkId}"`, more, serviceName });
const held = (emulator: Emulator, serviceName = 'legacy-kafka') =>
  emulator.store
    .project('acme-prod')
    .associations.filter((association) => association.serviceName === serviceName)
    .map(({ cmkId, status }) => `${status} ${cmkId}`);
const move = (emulator: Emulator, cmkId: string) =>
  emulator.call('ServiceUpdate', 'acme-prod', { serviceName: 'legacy-kafka' }, { cmk_id: cmkId });

test('a binding moves the service to the key, reverts drift, and detaches the key on destroy; each apply waits for the result and reads no secrets', async () => {
  const delays = { serviceDelay: 100, activationDelay: 200, deactivationDelay: 0 };
  await withAiven({ files: binding(first.toUpperCase()), emulator: { seed, ...delays } }, async (tf, emulator) => {
    const {
      cmk_id: _,
      state: __,
      ...untouched
    } = emulator.call('ServiceGet', 'acme-prod', { serviceName: 'legacy-kafka' }).service;
    await tf.apply();
    expect(held(emulator)).toEqual([`active ${first}`]);
    expect((await stored(tf, address))?.attributes).toEqual({
      id: 'acme-prod/legacy-kafka',
      project: 'acme-prod',
      service_name: 'legacy-kafka',
      cmk_id: first.toUpperCase(),
      on_destroy: 'detach',
      status: 'active',
      service_type: 'kafka',
      timeouts: null,
    });
    expect((await tf.apply()).text).toContain('No changes.');

    await tf.write(binding(second));
    expect((await tf.apply()).text).toContain('0 added, 1 changed, 0 destroyed');
    expect(held(emulator)).toEqual([`active ${second}`]);

    // Drift: another user moves the service to another key, or detaches it.
    for (const elsewhere of [first, none]) {
      move(emulator, elsewhere);
      emulator.advance(1000);
      expect((await tf.plan()).text).toContain(`cmk_id = "${elsewhere}" -> "${second}"`);
      await tf.run(['apply', '-no-color', 'plan.tfplan']);
      expect(held(emulator)).toEqual([`active ${second}`]);
    }

    await tf.destroy();
    expect(held(emulator)).toEqual([]);
    const sent = [first, second, second, second, none].map((cmk_id) => ({ cmk_id }));
    expect(readsOfSecrets(emulator)).toEqual([]);
    expect(takeUpdates(emulator)).toEqual(sent);
    const { service } = emulator.call('ServiceGet', 'acme-prod', { serviceName: 'legacy-kafka' });
    expect(service).toMatchObject({ ...untouched, update_time: expect.anything(), cmk_id: null, state: 'RUNNING' });
  });
});

test('destroy leaves the key on the service if on_destroy is "keep", or if the service has moved to another key', async () => {
  await withAiven({ files: binding(first), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    await tf.write(binding(first, 'on_destroy = "keep"'));
    await tf.apply();
    await tf.destroy();
    expect(held(emulator)).toEqual([`active ${first}`]);
    expect(takeUpdates(emulator)).toEqual([{ cmk_id: first }]);

    await tf.write(binding(first));
    await tf.apply();
    move(emulator, second);
    await tf.destroy(['-refresh=false']);
    expect(held(emulator)).toEqual([`active ${second}`]);
    await tf.write(binding(first, 'on_destroy = "forget"'));
    expect((await tf.plan([], { mayFail: true })).text).toContain(
      '"forget" is not supported; expected "detach" or "keep".',
    );
  });
});

test('a plan after an import has no changes, and a deleted service leaves the state with a warning', async () => {
  const files = `${binding(first)}
import {
  to = ${address}
  id = "acme-prod/legacy-kafka"
}`;
  await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
    move(emulator, first);
    expect((await tf.apply()).text).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
    await tf.write(binding(first));
    expect((await tf.apply()).text).toContain('No changes.');
    expect(takeUpdates(emulator)).toEqual([]);

    // The key is deleted: the plan changes nothing, but warns.
    emulator.store.project('acme-prod').cmks.delete(first);
    const gone = await tf.plan();
    expect(gone.changes).toBe(false);
    expect(gone.text).toContain('Warning: The key of the binding of service "legacy-kafka" cannot be used');

    emulator.store.project('acme-prod').services.delete('legacy-kafka');
    await tf.write(binding(second));
    expect((await tf.plan()).text).toContain('Service "legacy-kafka" no longer exists in project "acme-prod"');
    expect((await tf.showPlan()).resource_changes?.[0]?.change.actions).toEqual(['create']);
    const { text } = await tf.apply([], { mayFail: true });
    expect(text).toContain('Failed to bind service "legacy-kafka": project "acme-prod" has no such service');
    await tf.write('');
    await tf.apply();
  });
});

test('a plan rejects invalid and unknown keys', async () => {
  await withAiven({ files: '', emulator: { seed } }, async (tf) => {
    const refused = async (cmkId: string, sentence: string) => {
      await tf.write(binding(cmkId));
      const { code, text } = await tf.plan([], { mayFail: true });
      expect(code).toBe(1);
      expect(text).toContain(sentence);
    };
    await refused('', '"" is not a CMK ID');
    await refused(none, 'To move the service to Aiven-managed keys, destroy the binding');
    await refused(`acme-prod/${first}`, 'use the attribute .cmk_id instead of .id');
    await refused(
      'aaaaaaaa-51e6-4a2f-8ac1-eb12aa2a4452',
      'Key "acme-prod/aaaaaaaa-51e6-4a2f-8ac1-eb12aa2a4452" does not exist',
    );
  });
});

test('after a create timeout the next apply creates the binding, and the service keeps the key in between', async () => {
  const short = 'timeouts {\n    create = "4s"\n  }';
  const files =
    binding(first, short, 'never-ready') +
    bindingHcl({ name: 'off', cmkId: `"${first}"`, serviceName: 'becomes-poweroff' });
  await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('Failed to bind service "never-ready": it does not use its new key yet');
    expect(text).toContain('state "REBALANCING", association "activating"');
    expect(text).toContain('The binding is not in the state yet; the next apply waits again and detaches nothing.');
    expect(text).toContain('A destroy before that apply leaves the service encrypted with the key.');
    expect(text).toContain('Warning: Service "becomes-poweroff" is powered off');
    expect((await stored(tf, 'aiven_cmk_service_association.off'))?.attributes.status).toBe('activating');

    Object.assign(emulator.store.service('acme-prod', 'never-ready'), { outcome: 'runs', state: 'RUNNING' });
    for (const association of emulator.store.project('acme-prod').associations) association.status = 'active';
    await tf.apply();
    expect(held(emulator, 'never-ready')).toEqual([`active ${first}`]);
    expect(takeUpdates(emulator)).toEqual(Array(3).fill({ cmk_id: first }));
  });
});

test('after an update timeout the next apply waits for the association, and sends no second update', async () => {
  const short = 'timeouts {\n    update = "4s"\n  }';
  await withAiven({ files: binding(first, short), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    emulator.settings.serviceDelay = 3_600_000;
    await tf.write(binding(second, short));
    const timedOut = await tf.apply([], { mayFail: true });
    expect(timedOut.text).toContain('Failed to update service "legacy-kafka": it is not ready yet');
    takeUpdates(emulator);
    const waited = await tf.apply([], { mayFail: true });
    expect(waited.code).toBe(1);
    expect(waited.text).toContain('association "activating"');
    expect(takeUpdates(emulator)).toEqual([]);
    emulator.advance(3_600_000);
    expect((await tf.apply()).text).toContain('No changes.');
  });
});

test('a plan with an unknown new key fails, and the error says how to destroy the binding anyway', async () => {
  const missing = 'aaaaaaaa-51e6-4a2f-8ac1-eb12aa2a4452';
  await withAiven({ files: binding(first), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    await tf.write(binding(missing));
    const { text } = await tf.destroy([], { mayFail: true });
    expect(text).toContain('If this stops a destroy, run it with -refresh=false.');
    await tf.destroy(['-refresh=false']);
    expect(held(emulator)).toEqual([]);
  });
});
