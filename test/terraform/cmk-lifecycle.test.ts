/** The life cycle of `aiven_cmk`, with the real Terraform and the built provider. */

import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { stored } from '../support/terraform/service-hcl';

describe('registering a key', () => {
  test('works for a key in every cloud, and the next plan has no changes', async () => {
    const references = { gcp: keys.gcp, aws: keys.aws, oci: keys.oci, azure: keys.azure };
    const files = Object.entries(references)
      .map(([cloud, resource]) => cmkHcl({ name: cloud, cloud, resource }))
      .join('');
    await withAiven({ files }, async (tf, emulator) => {
      await tf.apply();
      const cmks = [...emulator.store.project('acme-prod').cmks.values()];
      for (const [cloud, resource] of Object.entries(references)) {
        const cmk = cmks.find(({ provider }) => provider === cloud);
        expect((await stored(tf, `aiven_cmk.${cloud}`))?.attributes).toMatchObject({
          id: `acme-prod/${cmk?.id}`,
          project: 'acme-prod',
          cmk_provider: cloud,
          resource,
          cmk_id: cmk?.id,
          status: 'current',
          default_cmk: false,
          created_at: cmk?.created_at,
        });
      }
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test.each(['full', 'openapi'] as const)('works with the response shape "%s"', async (shape) => {
    await withAiven({ files: cmkHcl({ cloud: 'aws', resource: keys.aws }), emulator: { shape } }, async (tf) => {
      await tf.apply();
      expect((await tf.plan()).changes).toBe(false);
      expect((await stored(tf, 'aiven_cmk.orders'))?.attributes.cmk_provider).toBe('aws');
    });
  });

  test('accepts a project that is created in the same apply', async () => {
    const files = `resource "terraform_data" "project" {
  input = "acme-prod"
}
${cmkHcl({ project: '$' + '{terraform_data.project.output}' })}`;
    await withAiven({ files }, async (tf) => {
      await tf.apply();
      expect((await stored(tf, 'aiven_cmk.orders'))?.attributes.project).toBe('acme-prod');
      expect((await tf.plan()).changes).toBe(false);
    });
  });
});

describe('the default flag', () => {
  test('is read from Aiven if it is omitted, and stays unchanged if it is removed later', async () => {
    await withAiven({ files: cmkHcl({ more: 'default_cmk = true' }) }, async (tf, emulator) => {
      await tf.apply();
      await tf.write(cmkHcl());
      expect((await tf.plan()).changes).toBe(false);
      expect([...emulator.store.project('acme-prod').cmks.values()][0]?.default_cmk).toBe(true);
    });
  });

  test('is updated in place, and id, cmk_id and created_at stay known', async () => {
    await withAiven({ files: cmkHcl({ more: 'default_cmk = false' }) }, async (tf, emulator) => {
      await tf.apply();
      const before = (await stored(tf, 'aiven_cmk.orders'))?.attributes;
      await tf.write(cmkHcl({ more: 'default_cmk = true' }));
      expect((await tf.plan()).changes).toBe(true);
      const [change] = (await tf.showPlan()).resource_changes ?? [];
      expect(change?.change.actions).toEqual(['update']);
      expect(Object.keys(change?.change.after_unknown ?? {}).sort()).toEqual(['status', 'updated_at']);
      await tf.apply();
      expect((await stored(tf, 'aiven_cmk.orders'))?.attributes).toMatchObject({
        id: before?.id,
        cmk_id: before?.cmk_id,
        created_at: before?.created_at,
        default_cmk: true,
        status: 'current',
      });
      expect(emulator.requests.filter(({ operation }) => operation === 'CMKUpdate').map(({ body }) => body)).toEqual([
        { default_cmk: true },
      ]);
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test('causes a warning if another key of the project is the default', async () => {
    const seed = {
      projects: [{ name: 'acme-prod', cmks: [{ provider: 'gcp', resource: keys.gcp2, default_cmk: true }] }],
    } as const;
    await withAiven({ files: cmkHcl({ more: 'default_cmk = true' }), emulator: { seed } }, async (tf, emulator) => {
      const [other] = emulator.store.project('acme-prod').cmks.keys();
      const plan = await tf.plan();
      expect(plan.text).toContain('This plan changes the default key of project "acme-prod"');
      expect(plan.text).toContain(`acme-prod/${other}`);
    });
  });

  test('moves to the replacement key without a warning', async () => {
    const more = 'default_cmk = true\n  lifecycle {\n    create_before_destroy = true\n  }';
    await withAiven({ files: cmkHcl({ more }) }, async (tf) => {
      await tf.apply();
      await tf.write(cmkHcl({ resource: keys.gcp2, more }));
      expect((await tf.plan()).text).not.toContain('changes the default key');
    });
  });
});

describe('replacing a key', () => {
  const more = 'lifecycle {\n    create_before_destroy = true\n  }';

  test('registers the new key before it deletes the old one', async () => {
    await withAiven({ files: cmkHcl({ more }) }, async (tf, emulator) => {
      await tf.apply();
      await tf.write(cmkHcl({ resource: keys.gcp2, more }));
      await tf.plan();
      const [change] = (await tf.showPlan()).resource_changes ?? [];
      expect(change?.change.actions).toEqual(['create', 'delete']);
      await tf.apply();
      const writes = emulator.requests.filter(({ method }) => method !== 'GET').map(({ operation }) => operation);
      expect(writes).toEqual(['CMKCreate', 'CMKCreate', 'CMKDelete']);
      expect([...emulator.store.project('acme-prod').cmks.values()].map(({ resource }) => resource)).toEqual([
        keys.gcp2,
      ]);
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test('happens when the project or the cloud changes', async () => {
    await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
      await tf.apply();
      await tf.write(cmkHcl({ project: 'acme-staging', cloud: 'aws', resource: keys.aws }));
      await tf.apply();
      expect(emulator.store.project('acme-prod').cmks.size).toBe(0);
      expect(emulator.store.project('acme-staging').cmks.size).toBe(1);
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test('with -replace does not warn that the project already holds the key', async () => {
    await withAiven({ files: cmkHcl({ more }) }, async (tf) => {
      await tf.apply();
      const plan = await tf.plan(['-replace=aiven_cmk.orders']);
      expect(plan.changes).toBe(true);
      expect(plan.text).not.toContain('is already registered');
    });
  });
});

describe('drift', () => {
  test('a deleted key leaves the state with a warning, and the plan registers it again', async () => {
    await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
      await tf.apply();
      emulator.store.project('acme-prod').cmks.clear();
      const plan = await tf.plan();
      expect(plan.text).toContain('is no longer registered in project "acme-prod"');
      expect((await tf.showPlan()).resource_changes?.[0]?.change.actions).toEqual(['create']);
      await tf.apply();
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test('the next plan reports the status "old" and plans nothing, and "deleted" and plans a new key', async () => {
    await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
      await tf.apply();
      const [cmk] = emulator.store.project('acme-prod').cmks.values();
      Object.assign(cmk as object, { status: 'old' });
      const old = await tf.plan();
      expect(old.text).toContain('has status "old"');
      expect(old.changes).toBe(false);
      Object.assign(cmk as object, { status: 'deleted' });
      const deleted = await tf.plan();
      expect(deleted.text).toContain('is no longer registered');
      expect(deleted.text).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
    });
  });

  test('a changed default flag is reverted', async () => {
    await withAiven({ files: cmkHcl({ more: 'default_cmk = true' }) }, async (tf, emulator) => {
      await tf.apply();
      const [cmk] = emulator.store.project('acme-prod').cmks.values();
      if (cmk !== undefined) cmk.default_cmk = false;
      await tf.apply();
      expect(cmk?.default_cmk).toBe(true);
    });
  });

  test('a plan warns about a key that is already registered, with its import ID', async () => {
    const seed = { projects: [{ name: 'acme-prod', cmks: [{ provider: 'gcp', resource: keys.gcp }] }] } as const;
    await withAiven({ files: cmkHcl(), emulator: { seed } }, async (tf, emulator) => {
      const [id] = emulator.store.project('acme-prod').cmks.keys();
      const plan = await tf.plan();
      expect(plan.text).toContain('This KMS key is already registered as "acme-prod/');
      expect(plan.text).toContain(`acme-prod/${id}`);
    });
  });
});
