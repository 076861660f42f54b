/** Rotates a key under running services. No service is ever without a key, and no key is lost. */

import type { Emulator } from '../../src/emulator';
import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { can } from '../support/terraform/binary';
import { bindingHcl, serviceHcl, stored, takeUpdates } from '../support/terraform/service-hcl';

const first = 'lifecycle {\n    create_before_destroy = true\n  }';
const short = 'timeouts {\n    delete = "4s"\n  }';
const seed = {
  projects: [
    { name: 'acme-prod', services: [{ service_name: 'legacy-kafka', service_type: 'kafka', plan: 'business-4' }] },
  ],
} as const;
const delays = { serviceDelay: 100, activationDelay: 200 };

const project = (emulator: Emulator) => emulator.store.project('acme-prod');
const references = (emulator: Emulator) => [...project(emulator).cmks.values()].map(({ resource }) => resource);
/** The associations, as `SERVICE STATUS KMS_KEY`. */
const associations = (emulator: Emulator) =>
  project(emulator)
    .associations.map(
      ({ serviceName, cmkId, status }) => `${serviceName} ${status} ${project(emulator).cmks.get(cmkId)?.resource}`,
    )
    .sort();

const estate = (resource: string, more: string) =>
  cmkHcl({ resource, more }) +
  serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' }) +
  serviceHcl({ type: 'kafka', name: 'events', serviceName: 'events', cmkId: 'aiven_cmk.orders.cmk_id' }) +
  bindingHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });
const all = (resource: string) => ['events', 'legacy-kafka', 'orders-db'].map((name) => `${name} active ${resource}`);

test('one apply registers the new key, moves services and bindings in place, and deletes the old key', async () => {
  const more = `default_cmk = true\n  ${first}`;
  await withAiven({ files: estate(keys.gcp, more), emulator: { seed, ...delays } }, async (tf, emulator) => {
    await tf.apply();
    expect(associations(emulator)).toEqual(all(keys.gcp));
    emulator.requests.length = 0;
    await tf.write(estate(keys.gcp2, more));
    const plan = await tf.plan();
    const changes = (await tf.showPlan()).resource_changes ?? [];
    expect(Object.fromEntries(changes.map(({ address, change }) => [address, change.actions]))).toEqual({
      'aiven_cmk.orders': ['create', 'delete'],
      'aiven_cmk_service_association.legacy': ['update'],
      'aiven_kafka.events': ['update'],
      'aiven_pg.orders': ['update'],
    });
    const apply = await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(plan.text).not.toMatch(/changes the default key|is already registered|keeps its key/);
    // Before Terraform 1.16, the plan of an apply does not show which key the new one replaces, so the warning is conditional.
    const isRepeated = apply.text.includes('changes the default key');
    expect(isRepeated).toBe(!can('planned private data'));
    expect(apply.text.includes('If it replaces that key, no action is needed.')).toBe(isRepeated);
    expect(apply.text).not.toMatch(/is already registered|keeps its key/);
    expect(associations(emulator)).toEqual(all(keys.gcp2));
    expect(references(emulator)).toEqual([keys.gcp2]);
    const writes = emulator.requests.filter(({ method }) => method !== 'GET').map(({ operation }) => operation);
    expect([writes[0], writes.slice(1, 4), new Set(writes.slice(4))]).toEqual([
      'CMKCreate',
      Array(3).fill('ServiceUpdate'),
      new Set(['CMKDelete']),
    ]);
    const [{ id } = { id: '' }] = project(emulator).cmks.values();
    expect(takeUpdates(emulator)).toEqual(Array(3).fill({ cmk_id: id }));
    expect((await tf.apply()).text).toContain('No changes.');
  });
});

test('the next apply finishes an interrupted rotation', async () => {
  await withAiven({ files: estate(keys.gcp, first), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    emulator.settings.activationDelay = 3_600_000;
    await tf.write(estate(keys.gcp2, first));
    const running = tf.start(['apply', '-no-color', '-input=false', '-auto-approve']);
    const asked = () =>
      emulator.requests.filter(({ operation, status, body }) => operation === 'ServiceUpdate' && status === 200 && body)
        .length;
    const before = asked();
    while (asked() < before + 2) await new Promise((next) => setTimeout(next, 20));
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(1);
    // Each service is moving to the new key or still uses the old one, and both keys exist.
    expect(references(emulator)).toEqual([keys.gcp, keys.gcp2]);
    expect(associations(emulator).filter((line) => !line.includes('deactivating'))).toHaveLength(3);

    emulator.settings.activationDelay = 100;
    emulator.advance(3_600_000);
    await tf.apply();
    expect(associations(emulator)).toEqual(all(keys.gcp2));
    expect(references(emulator)).toEqual([keys.gcp2]);
    expect((await tf.apply()).text).toContain('No changes.');
  });
});

test('services outside the configuration that use the old key stop its delete, and the error names them', async () => {
  const more = `default_cmk = true\n  ${first}\n  ${short}`;
  const files = (resource: string) =>
    cmkHcl({ resource, more }) +
    serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' }) +
    serviceHcl({ type: 'grafana', name: 'heir', serviceName: 'heir', more: 'depends_on = [aiven_cmk.orders]' });
  await withAiven({ files: files(keys.gcp), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    const [old] = project(emulator).cmks.keys();
    emulator.call('ServiceUpdate', 'acme-prod', { serviceName: 'legacy-kafka' }, { cmk_id: old });
    await tf.write(files(keys.gcp2));
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('Failed to delete key: services use it');
    expect(text).toMatch(
      /still associated with ("heir" \(active\), "legacy-kafka" \(active\)|"legacy-kafka" \(active\), "heir" \(active\))\./,
    );
    expect(associations(emulator)).toEqual([
      `heir active ${keys.gcp}`,
      `legacy-kafka active ${keys.gcp}`,
      `orders-db active ${keys.gcp2}`,
    ]);
    for (const serviceName of ['legacy-kafka', 'heir']) {
      emulator.call('ServiceUpdate', 'acme-prod', { serviceName }, { cmk_id: '00000000-0000-0000-0000-000000000000' });
    }
    await tf.apply();
    expect(references(emulator)).toEqual([keys.gcp2]);
  });
});

test('without create_before_destroy the delete fails and explains why; with it the next apply succeeds', async () => {
  const files = (resource: string, more = '') =>
    cmkHcl({ resource, more: `${more}\n  ${short}` }) + serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });
  await withAiven({ files: files(keys.gcp) }, async (tf, emulator) => {
    await tf.apply();
    await tf.write(files(keys.gcp2));
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('"orders-db" (active)');
    expect(text).toContain(
      'Terraform destroyed the key before it updated them. Set create_before_destroy = true in the lifecycle block',
    );
    expect(associations(emulator)).toEqual([`orders-db active ${keys.gcp}`]);
    expect((await stored(tf, 'aiven_cmk.orders'))?.attributes.resource).toBe(keys.gcp);

    await tf.write(files(keys.gcp, first));
    await tf.apply();
    await tf.write(files(keys.gcp2, first));
    await tf.apply();
    expect(associations(emulator)).toEqual([`orders-db active ${keys.gcp2}`]);
  });
});

test('removing the old key and moving its service fails in one apply without loss, and works in two', async () => {
  const old = cmkHcl({ more: short });
  const next = cmkHcl({ name: 'next', resource: keys.gcp2 });
  await withAiven({ files: old + next + serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' }) }, async (tf, emulator) => {
    await tf.apply();
    const moved = next + serviceHcl({ cmkId: 'aiven_cmk.next.cmk_id' });
    await tf.write(moved);
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('still associated with "orders-db" (active)');
    expect(text).toContain(
      'move these services to another key (cmk_id) or to Aiven-managed keys (the all-zero UUID) there first.',
    );
    expect(associations(emulator)).toEqual([`orders-db active ${keys.gcp}`]);
    expect((await stored(tf, 'aiven_cmk.orders'))?.attributes.resource).toBe(keys.gcp);

    await tf.write(old + moved);
    await tf.apply();
    await tf.write(moved);
    await tf.apply();
    expect(associations(emulator)).toEqual([`orders-db active ${keys.gcp2}`]);
    expect(references(emulator)).toEqual([keys.gcp2]);
  });
});
