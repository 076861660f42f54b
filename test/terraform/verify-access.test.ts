/** `verify_access` of `aiven_cmk`, with the real Terraform and the built provider. */

import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';

const more = 'verify_access = true';
const clouds = ['aws', 'azure', 'gcp', 'oci'] as const;
const oneOfEach = clouds.map((cloud) => cmkHcl({ name: cloud, cloud, resource: keys[cloud], more })).join('');
const refused = { kind: 'status', status: 400 } as const;
const writes = ({ requests }: { requests: readonly { operation: string | null; method: string }[] }) =>
  requests.filter(({ method }) => method !== 'GET').map(({ operation }) => operation);

test('a new key is checked once, or twice if the response is lost; a failed request is not reported as a missing grant', async () => {
  const named = (name: string, resource: string) => cmkHcl({ name, resource: `${keys.gcp}-${resource}`, more });
  const files = `${named('good', 'good')}${named('lost', 'fault-lost-on-check')}${named('broken', 'always-501-on-check')}`;
  await withAiven({ files, emulator: { shape: 'openapi' } }, async (tf, emulator) => {
    const { text } = await tf.apply([], { mayFail: true });
    const checks = emulator.requests.filter(({ operation }) => operation === 'CMKAccessCheckTrigger');
    const cmk = async (name: string) => tf.resource(`aiven_cmk.${name}`);
    const [good, lost, broken] = [await cmk('good'), await cmk('lost'), await cmk('broken')];
    const checksOf = (key: typeof good) => checks.filter(({ cmkId }) => cmkId === key?.values.cmk_id).length;
    expect([good, lost, broken].map(checksOf)).toEqual([1, 2, 1]);
    for (const key of [good, lost]) expect(key?.values).toMatchObject({ verify_access: true, status: 'current' });
    expect(broken).toMatchObject({ tainted: true, values: { verify_access: null } });
    expect(text).toContain(`Failed to check access to key "acme-prod/${broken?.values.cmk_id}"`);
    expect(text).not.toContain('the role');
    expect(text).not.toContain('grant the access');
    expect(text).toContain('To keep it, run `terraform untaint ADDRESS`');
  });
});

test('a failed check shows the missing grant of each cloud and keeps the keys; untaint and apply check again', async () => {
  await withAiven({ files: oneOfEach }, async (tf, emulator) => {
    emulator.fail({ operation: 'CMKAccessCheckTrigger', fault: refused, times: clouds.length });
    const { text } = await tf.apply([], { mayFail: true });
    const registered = [...emulator.store.project('acme-prod').cmks.values()];
    for (const { id } of registered) {
      expect(text).toContain(`Failed to verify access: Aiven cannot use key "acme-prod/${id}"`);
    }
    for (const grant of [
      '"AWS": "arn:aws:iam::999999999999:role/aiven-cmk-anchor"',
      '"kms:Decrypt"',
      'az ad sp create --id=5e1b8a5c-7c5d-4d6a-9f0e-2b1f4c3d2a10',
      'gcloud kms keys add-iam-policy-binding orders',
      'define tenancy AT as ocid1.tenancy.oc1..',
      `where target.key.id = "${keys.oci}"`,
      'terraform untaint ADDRESS',
    ]) {
      expect(text).toContain(grant);
    }
    const kept = (await tf.show()).values?.root_module.resources ?? [];
    expect(kept.map(({ tainted }) => tainted)).toEqual(clouds.map(() => true));
    expect(kept.map(({ values }) => values.cmk_id).sort()).toEqual(registered.map(({ id }) => id).sort());

    for (const cloud of clouds) await tf.run(['untaint', `aiven_cmk.${cloud}`]);
    emulator.requests.length = 0;
    await tf.apply();
    expect(writes(emulator)).toEqual(clouds.map(() => 'CMKAccessCheckTrigger'));
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('turning it on checks an existing key, a failed check changes nothing, and turning it off sends no request', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    expect(writes(emulator)).toEqual(['CMKCreate']);
    emulator.requests.length = 0;

    await tf.write(cmkHcl({ more: `default_cmk = true\n  ${more}` }));
    emulator.fail({ operation: 'CMKAccessCheckTrigger', fault: refused });
    const { text } = await tf.apply([], { mayFail: true });
    expect(text).toContain('Aiven cannot use key');
    expect(text).toContain('The key is unchanged; the next apply checks it again.');
    expect(await tf.resource('aiven_cmk.orders')).toMatchObject({
      values: { verify_access: null, default_cmk: true },
    });
    expect((await tf.resource('aiven_cmk.orders'))?.tainted).toBeUndefined();

    await tf.apply();
    expect((await tf.resource('aiven_cmk.orders'))?.values.verify_access).toBe(true);
    await tf.write(cmkHcl({ more: 'verify_access = false' }));
    await tf.apply();
    expect(writes(emulator)).toEqual(['CMKUpdate', 'CMKAccessCheckTrigger', 'CMKAccessCheckTrigger']);
  });
});

test('one apply grants access and registers the key: refusals of the registration and of the check are retried', async () => {
  const files = cmkHcl({ more }) + cmkHcl({ name: 'second', resource: keys.gcp2, more });
  await withAiven({ files, emulator: { grantSpreads: 1200, ungrantedKeys: 'refused' } }, async (tf, emulator) => {
    await tf.apply();
    expect((await tf.resource('aiven_cmk.orders'))?.values.verify_access).toBe(true);
    expect(writes(emulator).filter((name) => name === 'CMKCreate').length).toBeGreaterThan(2);
    expect(emulator.store.project('acme-prod').cmks.size).toBe(2);
  });
});

test('the time limit of the create ends the retries, and the error shows the grant', async () => {
  const limited = `${more}\n  timeouts {\n    create = "3s"\n  }`;
  const files = cmkHcl({ resource: `${keys.gcp}-no-access`, more: limited });
  await withAiven({ files }, async (tf, emulator) => {
    const { text } = await tf.apply([], { mayFail: true });
    expect(text).toContain('Failed to verify access: Aiven cannot use key');
    expect(text).toContain('Aiven refused the check.');
    expect(text).toContain('gcloud kms keys add-iam-policy-binding orders-no-access');
    expect(writes(emulator).filter((name) => name === 'CMKAccessCheckTrigger').length).toBeGreaterThan(1);
  });
});

test('aiven_cmk_access tells in a check block whether Aiven accepts the check', async () => {
  const files = (resource: string) => `${cmkHcl({ resource })}
check "access" {
  data "aiven_cmk_access" "orders" {
    project = aiven_cmk.orders.project
    cmk_id  = aiven_cmk.orders.cmk_id
  }
  assert {
    condition     = data.aiven_cmk_access.orders.accepted
    error_message = data.aiven_cmk_access.orders.result
  }
}
`;
  await withAiven({ files: files(keys.gcp) }, async (tf, emulator) => {
    expect((await tf.apply()).text).not.toContain('Check block assertion failed');
    expect(writes(emulator)).toEqual(['CMKCreate', 'CMKAccessCheckTrigger']);
    await tf.write(files(`${keys.gcp}-no-access`));
    const { text } = await tf.apply();
    expect(text).toContain('Check block assertion failed');
    expect(text).toContain('Aiven refused the check: Access check failed: Aiven is not allowed to use this key');
  });
});
