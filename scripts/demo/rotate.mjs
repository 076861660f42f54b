/** The demo's second half: encrypts services with a key, rotates the key, and prints a report. */
import { expect } from './observer.mjs';

export const existingService = 'legacy-cache';
const nextKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2027';

/** @param services a copy of examples/rotation */
export async function rotate(narrator, aiven, services) {
  await aiven.createService({
    service_name: existingService,
    service_type: 'valkey',
    plan: 'startup-4',
    cloud: 'google-europe-west1',
  });
  const settings = { LEGACY_SERVICE: existingService };

  let old;
  await narrator.step('encrypt', async () => {
    await services.deploy(settings, /4 added, 0 changed, 0 destroyed/);
    [old] = await aiven.keys(1);
    const associations = await aiven.associations(old.id);
    const active = associations.match(/\(active\)/g) ?? [];
    expect(active.length === 3, `expected three active associations, got ${associations}`);
    return `created two services that use ${old.id}, and moved ${existingService} to it: ${associations}`;
  });

  await narrator.step('rotate', async () => {
    await services.deploy({ ...settings, ORDERS_KMS_KEY: nextKey }, /1 added, 3 changed, 1 destroyed/);
    const [key] = await aiven.keys(1);
    expect(key.resource === nextKey && key.id !== old.id, `expected a new key for ${nextKey}`);
    return `in one apply: registered ${key.id}, moved ${await aiven.associations(key.id)}, deleted ${old.id}`;
  });

  await narrator.step('report', async () => {
    const findings = 'unprotected,unknown-key,old-key,in-transition,unused-key';
    const report = await services.command(['report', '--project', aiven.project, '--fail-on', findings]);
    const [sentence] = report.split('\n');
    const expected = `${aiven.project}: 3 of 3 services are protected by a current key (100%).`;
    expect(sentence === expected, `expected the report "${expected}", got "${sentence}"`);
    return sentence;
  });

  await narrator.step('destroy', async () => {
    await services.destroy({ ...settings, ORDERS_KMS_KEY: nextKey }, /4 destroyed/);
    return `deleted the key and its services; ${existingService} uses Aiven-managed keys again`;
  });
}
