/** Services that do not become ready in time: what stays in the state, and what the errors say. */

import type { OperationId } from '../../src/api/wire';
import { withAiven } from '../support/emulator/aiven';
import { serviceHcl, stored } from '../support/terraform/service-hcl';

const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        {
          id: '1b671a64-40d5-491e-99b0-da01ff1f3341',
          provider: 'gcp',
          resource: 'projects/a/locations/b/keyRings/c/cryptoKeys/d',
          default_cmk: true,
        },
      ],
    },
  ],
} as const;
/** Short, but long enough for the requests before the wait, even on a loaded machine. */
const short = 'timeouts {\n    create = "4s"\n    update = "4s"\n    delete = "4s"\n  }';

test('after a create timeout the service is in the state, tainted, and the error says how to keep it', async () => {
  const files =
    serviceHcl({ name: 'slow', serviceName: 'never-ready', more: short }) +
    serviceHcl({ name: 'taken', serviceName: 'taken-away' }) +
    serviceHcl({ name: 'off', serviceName: 'becomes-poweroff' });
  await withAiven({ files, emulator: { seed, serviceDelay: 100 } }, async (tf, emulator) => {
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('Failed to create service "never-ready": it exists but is not ready yet');
    expect(text).toContain('last state "REBUILDING", association "activating"');
    expect(text).toContain('Terraform has marked it as tainted, so the next apply would replace it');
    expect(text).toContain('terraform untaint ADDRESS');
    expect(await stored(tf, 'aiven_pg.slow')).toMatchObject({
      status: 'tainted',
      attributes: { id: 'acme-prod/never-ready' },
    });

    expect(text).toMatch(/Service "taken-away" in project "acme-prod" (no longer exists|does not exist)/);
    expect(text).toContain('Warning: Service "becomes-poweroff" is powered off');
    expect(await stored(tf, 'aiven_pg.off')).toMatchObject({ attributes: { state: 'POWEROFF' } });
    expect((await stored(tf, 'aiven_pg.off'))?.status).toBeUndefined();

    // The service becomes ready after the timeout.
    const slow = emulator.store.service('acme-prod', 'never-ready');
    Object.assign(slow, { outcome: 'runs', state: 'RUNNING' });
    for (const association of emulator.store.project('acme-prod').associations) association.status = 'active';
    await tf.run(['untaint', 'aiven_pg.slow']);
    const plan = await tf.plan();
    const actions = (await tf.showPlan()).resource_changes?.map(({ address, change }) => [address, change.actions]);
    expect(Object.fromEntries(actions ?? [])).toEqual({
      'aiven_pg.slow': ['no-op'],
      'aiven_pg.off': ['no-op'],
      'aiven_pg.taken': ['create'],
    });
    expect(plan.text).toContain('Service "taken-away" no longer exists in project "acme-prod"');
  });
});

test('Ctrl-C stops a create, an update and a delete immediately, and keeps the state', async () => {
  await withAiven(
    { files: serviceHcl(), emulator: { seed, serviceDelay: 3_600_000, deletionDelay: 3_600_000 } },
    async (tf, emulator) => {
      /** Interrupts an apply once the provider has polled twice. */
      const interrupted = async (operation: OperationId, look: OperationId) => {
        const running = tf.start(['apply', '-no-color', '-input=false', '-auto-approve']);
        const looked = () => {
          const begun = emulator.requests.findIndex((request) => request.operation === operation);
          const since = begun < 0 ? [] : emulator.requests.slice(begun);
          return since.filter((request) => request.operation === look && request.status === 200).length > 1;
        };
        while (!looked()) await new Promise((next) => setTimeout(next, 20));
        running.child.kill('SIGINT');
        const { code, text } = await running.ended;
        expect(code).toBe(1);
        emulator.requests.length = 0;
        return text;
      };
      const created = await interrupted('ServiceCreate', 'CMKServiceAssociationsList');
      expect(created).toContain('The wait for service "orders-db" in project "acme-prod" was aborted');
      expect(created).toContain('state "REBUILDING", association "activating"');
      expect(created).toContain('terraform untaint ADDRESS');
      expect(await stored(tf, 'aiven_pg.orders')).toMatchObject({
        status: 'tainted',
        attributes: { id: 'acme-prod/orders-db' },
      });

      emulator.advance(3_600_000);
      await tf.run(['untaint', 'aiven_pg.orders']);
      await tf.write(serviceHcl({ plan: 'startup-8' }));
      expect(await interrupted('ServiceUpdate', 'CMKServiceAssociationsList')).toContain(
        'state "REBALANCING", association "active"',
      );
      expect((await stored(tf, 'aiven_pg.orders'))?.status).toBeUndefined();
      expect((await tf.plan()).changes).toBe(true);
      emulator.advance(3_600_000);
      expect((await tf.apply()).text).toContain('No changes.');

      await tf.write('');
      expect(await interrupted('ServiceDelete', 'ServiceGet')).toContain('The wait for service "orders-db"');
      expect((await stored(tf, 'aiven_pg.orders'))?.attributes.id).toBe('acme-prod/orders-db');
      emulator.advance(3_600_000);
      await tf.apply();
      expect(await stored(tf, 'aiven_pg.orders')).toBeUndefined();
    },
  );
});

test('a service plan that Aiven rejects leaves nothing in the state, and the error quotes Aiven', async () => {
  await withAiven({ files: serviceHcl({ plan: 'no-such-plan' }) }, async (tf) => {
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('Plan "no-such-plan" is not available');
    expect((await tf.show()).values).toBeUndefined();
  });
});

test('after an update or delete timeout the service stays in the state, and the error reports its status', async () => {
  await withAiven({ files: serviceHcl({ more: short }), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    Object.assign(emulator.settings, { serviceDelay: 3_600_000, deletionDelay: 3_600_000 });
    await tf.write(serviceHcl({ plan: 'startup-8', more: short }));
    const update = await tf.apply([], { mayFail: true });
    expect(update.code).toBe(1);
    expect(update.text).toContain(
      'Service "orders-db" in project "acme-prod" was not ready after 4 s (last state "REBALANCING", association "active").',
    );
    expect(update.text).not.toContain('taint');
    const removal = await tf.destroy([], { mayFail: true });
    expect(removal.code).toBe(1);
    expect(removal.text).toContain('Service "orders-db" in project "acme-prod" still existed after');
    expect((await stored(tf, 'aiven_pg.orders'))?.attributes.plan).toBe('startup-8');
  });
});

test('after an update timeout the next apply waits until the service runs and its association is active', async () => {
  const [first, second] = ['1b671a64-40d5-491e-99b0-da01ff1f3341', '2c782b75-51e6-4a2f-8ac1-eb12aa2a4452'];
  const project = {
    name: 'acme-prod',
    cmks: [first, second].map((id) => ({
      id,
      provider: 'gcp' as const,
      resource: `projects/a/locations/b/keyRings/c/cryptoKeys/${id}`,
    })),
  };
  const files = (key: string) => serviceHcl({ cmkId: `"${key}"`, more: short });
  await withAiven(
    { files: files(first as string), emulator: { seed: { projects: [project] } } },
    async (tf, emulator) => {
      await tf.apply();
      Object.assign(emulator.settings, { serviceDelay: 3_600_000, activationDelay: 7_200_000 });
      await tf.write(files(second as string));
      const timedOut = await tf.apply([], { mayFail: true });
      expect(timedOut.text).toContain('Failed to update service "orders-db": it is not ready yet');
      expect(timedOut.text).toContain('The next apply waits for it');

      // First the service is still moving; then it runs, but its association is not active.
      for (const seen of ['REBALANCING', 'RUNNING']) {
        const waited = await tf.apply([], { mayFail: true });
        expect(waited.code).toBe(1);
        expect(waited.text).toContain(`state "${seen}", association "activating"`);
        emulator.advance(3_600_000);
      }
      expect((await tf.apply()).text).toContain('No changes.');

      // Maintenance that Terraform did not start is not waited for.
      emulator.store.service('acme-prod', 'orders-db').state = 'REBALANCING';
      expect((await tf.plan()).text).toContain('No changes.');
    },
  );
});

test('a pending wait ends in an apply that sends no update, and is then cleared', async () => {
  await withAiven({ files: serviceHcl({ more: short }), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    emulator.settings.serviceDelay = 3_600_000;
    await tf.write(serviceHcl({ plan: 'startup-8', more: short }));
    await tf.apply([], { mayFail: true });
    expect((await tf.plan()).changes).toBe(true);
    emulator.advance(3_600_000);
    emulator.requests.length = 0;
    expect((await tf.run(['apply', '-no-color', 'plan.tfplan'])).text).toContain('1 changed');
    expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('the update timeout includes the request itself', async () => {
  await withAiven({ files: serviceHcl({ more: short }), emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    emulator.fail({ operation: 'ServiceUpdate', fault: 'stall' });
    await tf.write(serviceHcl({ plan: 'startup-8', more: short }));
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toMatch(/no complete response within (3\d{3}|4000)(\.\d+)? ms/);
  });
});
