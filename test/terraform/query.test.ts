/** `terraform query` and identities. Set TERRAFORM_BIN to a binary that has them. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { testWith } from '../support/terraform/binary';
import { bindingHcl, serviceHcl } from '../support/terraform/service-hcl';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const other = '2b671a64-40d5-491e-99b0-da01ff1f3341';
const service = { plan: 'startup-4', service_type: 'pg' } as const;
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: cmkId, provider: 'gcp', resource: keys.gcp, default_cmk: true, created_at: '2026-01-01T00:00:00Z' },
        { id: other, provider: 'aws', resource: keys.aws, created_at: '2026-02-01T00:00:00Z' },
      ],
      services: [
        { ...service, service_name: 'orders', cmk_id: cmkId, tags: { team: 'a' }, termination_protection: true },
        { ...service, service_name: 'plain' },
        { ...service, service_name: 'queue', service_type: 'kafka', cmk_id: other },
      ],
    },
  ],
} as const;

const testQuery = testWith('terraform query');
const testIdentity = testWith('import by identity');

const listHcl = (type: string, more = '', settings = '') => `list "aiven_${type}" "all" {
  provider = aiven
  ${settings}
  config {
    project = "acme-prod"
    ${more}
  }
}
`;
const providerBlock = 'provider "aiven" {}\n';

testQuery('a query lists keys, services and bindings, with filters and limits', async () => {
  const query = [
    listHcl('cmk', 'cmk_provider = "aws"'),
    listHcl('pg', '', 'limit = 1'),
    listHcl('kafka', `cmk_id = "${cmkId}"`),
    listHcl('cmk_service_association'),
  ];
  await withAiven(
    { files: { 'main.tf': providerBlock, 'all.tfquery.hcl': query.join('') }, emulator: { seed } },
    async (tf) => {
      const { stdout } = await tf.run(['query', '-no-color']);
      const found = stdout.split('\n').filter((line) => line.startsWith('list.'));
      expect(found.map((line) => line.split(/ {2,}/)).sort()).toEqual([
        ['list.aiven_cmk.all', `cmk_id=${other},project=acme-prod`, keys.aws],
        ['list.aiven_cmk_service_association.all', 'project=acme-prod,service_name=orders', 'orders'],
        ['list.aiven_cmk_service_association.all', 'project=acme-prod,service_name=queue', 'queue'],
        ['list.aiven_pg.all', 'project=acme-prod,service_name=orders', 'orders'],
      ]);
    },
  );
});

testQuery('a generated configuration imports without changes, and the next plan has no changes', async () => {
  const types = ['cmk', 'pg', 'kafka'].map((type) => listHcl(type, '', 'include_resource = true'));
  await withAiven(
    { files: { 'main.tf': providerBlock, 'all.tfquery.hcl': types.join('') }, emulator: { seed } },
    async (tf) => {
      await tf.run(['query', '-no-color', '-generate-config-out=generated.tf']);
      const generated = await readFile(join(tf.folder, 'generated.tf'), 'utf8');
      expect(generated).not.toMatch(
        /disk_space|created_at|password +=|default_cmk += false|termination_protection += false/,
      );
      expect((await tf.apply()).text).toContain('5 imported, 0 added, 0 changed, 0 destroyed');
      expect((await tf.plan()).changes).toBe(false);
    },
  );
});

testQuery('an invalid filter is reported at its line', async () => {
  const files = { 'main.tf': providerBlock, 'all.tfquery.hcl': listHcl('pg', 'cmk_id = "x"') };
  await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
    const { code, text } = await tf.run(['query', '-no-color'], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('"x" is not a CMK ID');
    expect(emulator.requests).toEqual([]);
  });
});

const importByIdentity = (to: string, identity: string) => `import {\n  to = ${to}\n  identity = ${identity}\n}\n`;

testIdentity('import blocks accept identities, with the ID in any case', async () => {
  const files = [
    cmkHcl(),
    importByIdentity('aiven_cmk.orders', `{ project = "acme-prod", cmk_id = "${cmkId.toUpperCase()}" }`),
    serviceHcl({ serviceName: 'plain' }),
    importByIdentity('aiven_pg.orders', '{ project = "acme-prod", service_name = "plain" }'),
    bindingHcl({ serviceName: 'queue', cmkId: `"${other}"` }),
    importByIdentity('aiven_cmk_service_association.legacy', '{ project = "acme-prod", service_name = "queue" }'),
  ];
  await withAiven({ files: files.join(''), emulator: { seed } }, async (tf) => {
    expect((await tf.apply()).text).toContain('3 imported, 0 added, 0 changed, 0 destroyed');
    expect((await tf.plan()).changes).toBe(false);
  });
});

testIdentity('an invalid identity is rejected', async () => {
  const block = importByIdentity('aiven_cmk.orders', '{ project = "acme-prod", cmk_id = "orders" }');
  await withAiven({ files: cmkHcl() + block, emulator: { seed } }, async (tf) => {
    const { text } = await tf.plan([], { mayFail: true });
    expect(text).toContain('"acme-prod/orders" is not the import ID of a key');
  });
});

interface StoredState {
  resources: { instances: { identity?: object; identity_schema_version?: number }[] }[];
}

testIdentity('resources get an identity at creation, keep it, and get a new one when replaced', async () => {
  const files = (resource: string) =>
    cmkHcl({ resource, more: 'lifecycle {\n    create_before_destroy = true\n  }' }) +
    serviceHcl({ cmkId: 'aiven_cmk.orders.cmk_id' });
  await withAiven({ files: files(keys.gcp) }, async (tf) => {
    const identities = async () => {
      const state = JSON.parse(await readFile(join(tf.folder, 'terraform.tfstate'), 'utf8')) as StoredState;
      return state.resources.map(({ instances }) => instances[0]?.identity);
    };
    await tf.apply();
    const [key, pg] = await identities();
    expect(key).toEqual({ project: 'acme-prod', cmk_id: expect.any(String) });
    expect(pg).toEqual({ project: 'acme-prod', service_name: 'orders-db' });
    await tf.write(files(keys.gcp2));
    await tf.apply();
    const [next, same] = await identities();
    expect(next).toEqual({ project: 'acme-prod', cmk_id: expect.any(String) });
    expect(next).not.toEqual(key);
    expect(same).toEqual(pg);
  });
});

testIdentity('a state without identities gets them in the next apply', async () => {
  await withAiven({ files: cmkHcl(), emulator: { seed } }, async (tf) => {
    await tf.import('aiven_cmk.orders', `acme-prod/${cmkId}`);
    const file = join(tf.folder, 'terraform.tfstate');
    const state = JSON.parse(await readFile(file, 'utf8')) as StoredState & { serial: number };
    for (const { instances } of state.resources) {
      delete instances[0]?.identity;
      delete instances[0]?.identity_schema_version;
    }
    await tf.write({ 'terraform.tfstate': JSON.stringify(state) });
    expect((await tf.plan()).changes).toBe(false);
    await tf.run(['apply', '-refresh-only', '-auto-approve', '-no-color']);
    expect(await readFile(file, 'utf8')).toContain('"identity_schema_version"');
  });
});
