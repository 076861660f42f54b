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
      '"AWS": "arn:aws:iam::123456789012:role/aiven-cmk-anchor"',
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
