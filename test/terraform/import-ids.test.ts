/** Import IDs of services and bindings, valid and invalid. */

import { withAiven } from '../support/emulator/aiven';
import { can } from '../support/terraform/binary';
import { bindingHcl, serviceHcl, stored } from '../support/terraform/service-hcl';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const service = { plan: 'startup-4', service_type: 'pg', cmk_id: cmkId } as const;
const project = (name: string, services: readonly object[]) => ({
  name,
  cmks: [{ id: cmkId, provider: 'aws', resource: 'arn:aws:kms:us-east-1:123456789012:key/orders' } as const],
  services: services as never,
});
const seed = {
  projects: [
    project('acme-prod', [
      { ...service, service_name: 'orders' },
      { ...service, service_name: 'free', cmk_id: undefined },
    ]),
    project('acme-staging', [{ ...service, service_name: 'elsewhere' }]),
  ],
};

const importBlock = (to: string, id: string) => `import {\n  to = ${to}\n  id = ${JSON.stringify(id)}\n}\n`;

const wrongIds = [
  ['one part', 'acme-prod'],
  ['three parts', 'acme-prod/orders/x'],
  ['nothing before the slash', '/orders'],
  ['nothing after the slash', 'acme-prod/'],
  ['a leading space', ' acme-prod/orders'],
  ['a capital letter in the service', 'acme-prod/Orders'],
  ['a letter that project names cannot contain', 'acmé/orders'],
] as const;

test.each(['aiven_pg', 'aiven_cmk_service_association'])(
  'every invalid import ID of %s is reported with the expected form, before any request',
  async (type) => {
    const resource = (name: string) =>
      type === 'aiven_pg' ? serviceHcl({ name, serviceName: name }) : bindingHcl({ name, serviceName: name });
    const files = wrongIds.map(([, id], index) => resource(`r${index}`) + importBlock(`${type}.r${index}`, id));
    await withAiven({ files: files.join(''), emulator: { seed } }, async (tf, emulator) => {
      const { code, text } = await tf.plan([], { mayFail: true });
      expect(code).toBe(1);
      for (const [, id] of wrongIds) {
        expect(text).toContain(
          `${JSON.stringify(id)} is not the import ID of a service; expected "PROJECT/SERVICE_NAME".`,
        );
      }
      expect(emulator.requests).toEqual([]);
    });
  },
);

test('an import fails for a service that never existed, is in another project, or was deleted in the meantime', async () => {
  const files = [
    bindingHcl({ name: 'nobody', serviceName: 'nobody' }),
    importBlock('aiven_cmk_service_association.nobody', 'acme-prod/nobody'),
    bindingHcl({ name: 'other', serviceName: 'elsewhere' }),
    importBlock('aiven_cmk_service_association.other', 'acme-prod/elsewhere'),
    serviceHcl({ name: 'deleted', serviceName: 'orders' }),
    importBlock('aiven_pg.deleted', 'acme-prod/orders'),
  ];
  await withAiven({ files: files.join(''), emulator: { seed } }, async (tf, emulator) => {
    emulator.store.projects.get('acme-prod')?.services.delete('orders');
    const { text } = await tf.plan([], { mayFail: true });
    for (const id of ['acme-prod/nobody', 'acme-prod/elsewhere', 'acme-prod/orders']) {
      expect(text).toContain(`Cannot import non-existent remote object`);
      expect(text).toContain(id);
    }
  });
});

test('bindings are imported by command and by block, and the next plan has no changes', async () => {
  const binding = bindingHcl({ serviceName: 'orders', cmkId: `"${cmkId}"` });
  await withAiven({ files: binding, emulator: { seed } }, async (tf) => {
    await tf.import('aiven_cmk_service_association.legacy', 'acme-prod/orders');
    expect((await tf.plan()).changes).toBe(false);
    expect((await stored(tf, 'aiven_cmk_service_association.legacy'))?.attributes).toMatchObject({
      id: 'acme-prod/orders',
      cmk_id: cmkId,
      on_destroy: 'keep',
      status: 'active',
    });
    const each = `  for_each = local.bound
  to       = aiven_cmk_service_association.all[each.key]
  id       = "\${each.key}/\${each.value}"`;
    const one = `  to = aiven_cmk_service_association.all["acme-staging"]
  id = "acme-staging/elsewhere"`;
    await tf.write(`locals {
  bound = { "acme-staging" = "elsewhere" }
}
import {
${can('for_each in import blocks') ? each : one}
}
resource "aiven_cmk_service_association" "all" {
  for_each     = local.bound
  project      = each.key
  service_name = each.value
  cmk_id       = "${cmkId}"
}
${binding}`);
    expect((await tf.apply()).text).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('importing a binding does not attach a key: for a service without one, the plan would', async () => {
  const files =
    bindingHcl({ serviceName: 'free', cmkId: `"${cmkId}"` }) +
    importBlock('aiven_cmk_service_association.legacy', 'acme-prod/free');
  await withAiven({ files, emulator: { seed } }, async (tf) => {
    expect((await tf.plan()).text).toContain('1 to import, 0 to add, 1 to change, 0 to destroy');
  });
});
