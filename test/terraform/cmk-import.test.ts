/** Imports keys, and plans on states of the official provider. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const seed = {
  projects: [{ name: 'acme-prod', cmks: [{ id: cmkId, provider: 'gcp', resource: keys.gcp, default_cmk: true }] }],
} as const;

describe('importing a key', () => {
  test.each(['full', 'openapi'] as const)(
    'is followed by a plan without changes (response shape "%s")',
    async (shape) => {
      await withAiven({ files: cmkHcl(), emulator: { seed, shape } }, async (tf) => {
        await tf.import('aiven_cmk.orders', `acme-prod/${cmkId}`);
        expect((await tf.plan()).changes).toBe(false);
        expect((await tf.resource('aiven_cmk.orders'))?.values).toMatchObject({
          cmk_provider: 'gcp',
          default_cmk: true,
        });
      });
    },
  );

  test('accepts the ID in any case, and stores it in lower case', async () => {
    await withAiven({ files: cmkHcl(), emulator: { seed } }, async (tf) => {
      await tf.import('aiven_cmk.orders', `acme-prod/${cmkId.toUpperCase()}`);
      expect((await tf.resource('aiven_cmk.orders'))?.values.id).toBe(`acme-prod/${cmkId}`);
    });
  });

  test('works with an import block, and adds and changes nothing', async () => {
    const block = `import {\n  to = aiven_cmk.orders\n  id = "acme-prod/${cmkId}"\n}\n`;
    await withAiven({ files: `${block}${cmkHcl()}`, emulator: { seed } }, async (tf) => {
      expect((await tf.apply()).text).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
    });
  });

  test('generates a configuration whose plan has no changes', async () => {
    // Terraform 1.17 requires `provider` while it generates, and rejects it afterwards.
    const block = (provider: string) =>
      `import {\n  to = aiven_cmk.orders\n  id = "acme-prod/${cmkId}"\n  ${provider}\n}\n`;
    await withAiven({ files: block('provider = aiven'), emulator: { seed } }, async (tf) => {
      await tf.plan(['-generate-config-out=generated.tf'], { mayFail: true });
      await tf.write(block(''));
      expect((await tf.apply()).text).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test.each(['a/', '/x', 'a/b/c', 'acme-prod', ' acme-prod/x', 'acme-prod/not-a-uuid', `a b/${cmkId}`])(
    'rejects the ID "%s" with the expected form and the value, without a request',
    async (id) => {
      await withAiven({ files: cmkHcl(), emulator: { seed } }, async (tf, emulator) => {
        const { code, text } = await tf.import('aiven_cmk.orders', id, { mayFail: true });
        expect(code).not.toBe(0);
        expect(text).toContain('PROJECT/CMK_ID');
        expect(text).toContain(JSON.stringify(id));
        expect(emulator.requests).toEqual([]);
      });
    },
  );

  test('fails if the key does not exist', async () => {
    await withAiven({ files: cmkHcl(), emulator: { seed } }, async (tf) => {
      const { code, text } = await tf.import('aiven_cmk.orders', `acme-prod/${cmkId.replace('1', '2')}`, {
        mayFail: true,
      });
      expect(code).not.toBe(0);
      expect(text).toContain('Cannot import non-existent remote object');
    });
  });
});

describe('a state of the official provider', () => {
  const officialState = (attributes: object, timeouts: unknown) => ({
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: 'c2a3a1b4-0000-4000-8000-000000000000',
    outputs: {},
    resources: [
      {
        mode: 'managed',
        type: 'aiven_cmk',
        name: 'orders',
        provider: 'provider["registry.terraform.io/aiven/aiven"]',
        instances: [
          {
            schema_version: 0,
            attributes: {
              cmk_id: cmkId,
              created_at: '2026-01-01T00:00:00.000000Z',
              id: `acme-prod/${cmkId}`,
              project: 'acme-prod',
              resource: keys.gcp,
              updated_at: '2026-01-01T00:00:00.000000Z',
              ...attributes,
              ...(timeouts === undefined ? {} : { timeouts }),
            },
            sensitive_attributes: [],
          },
        ],
      },
    ],
  });

  test.each([
    ['complete', { cmk_provider: 'gcp', status: 'current', default_cmk: true }, null],
    ['with a null cmk_provider, as after an import', { cmk_provider: null, status: null, default_cmk: null }, null],
    ['without timeouts', { cmk_provider: 'gcp', status: null, default_cmk: null }, undefined],
    [
      'with an attribute that our schema lacks',
      { cmk_provider: 'gcp', default_cmk: null, status: null, other: 'x' },
      null,
    ],
  ])('plans without changes: %s', async (_, attributes, timeouts) => {
    await withAiven({ files: cmkHcl(), emulator: { seed } }, async (tf) => {
      const state = join(tf.folder, 'terraform.tfstate');
      await writeFile(state, JSON.stringify(officialState(attributes, timeouts)));
      const from = 'registry.terraform.io/aiven/aiven';
      await tf.run(['state', 'replace-provider', '-auto-approve', from, 'npm.invalid/aiven-byok/aiven']);
      expect((await tf.plan()).changes).toBe(false);
    });
  });
});
