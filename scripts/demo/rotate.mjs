/** The demo's second half: services under a key, the key rotated under them, and a report on who is protected by what. */
import { expect } from './observer.mjs';

const byHand = 'made-by-hand';
const nextKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2027';

/** @param services examples/rotation, a project of its own */
export async function rotate(say, aiven, services) {
  await aiven.createService({
    service_name: byHand,
    service_type: 'valkey',
    plan: 'startup-4',
    cloud: 'google-europe-west1',
  });
  const bound = { LEGACY_SERVICE: byHand };

  let old;
  await say.step('bind', async () => {
    await services.deploy(bound, /4 added, 0 changed, 0 destroyed/);
    [old] = await aiven.keys(1);
    const holders = await aiven.associations(old.id);
    expect(
      (holders.match(/\(active\)/g) ?? []).length === 3,
      `three services should be under the key, but: ${holders}`,
    );
    return `two new services and one made by hand are under ${old.id}: ${holders}`;
  });

  await say.step('rotate', async () => {
    await services.deploy({ ...bound, ORDERS_KMS_KEY: nextKey }, /1 added, 3 changed, 1 destroyed/);
    const [key] = await aiven.keys(1);
    expect(key.resource === nextKey && key.id !== old.id, `the key should be ${nextKey}`);
    return `one apply: registered ${key.id}, moved ${await aiven.associations(key.id)}, deleted ${old.id}`;
  });

  await say.step('report', async () => {
    const doubts = 'unprotected,unknown-key,old-key,in-transition,unused-key';
    const said = await services.command(['report', '--project', aiven.project, '--fail-on', doubts]);
    const [sentence] = said.split('\n');
    const wanted = `${aiven.project}: 3 of 3 services are protected by your own keys (100 %).`;
    expect(sentence === wanted, `the report should say "${wanted}", but says "${sentence}"`);
    return sentence;
  });

  await say.step('destroy', async () => {
    await services.destroy({ ...bound, ORDERS_KMS_KEY: nextKey }, /4 destroyed/);
    return 'services and key deleted; the one made by hand is back on Aiven-managed keys';
  });
}
