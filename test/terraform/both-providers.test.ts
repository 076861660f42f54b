/** docs/with-the-official-provider.md. Our provider plays the official one too, which tests cannot download. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withAiven } from '../support/emulator/aiven';
import { registry } from '../support/terraform/binary';

const root = resolve(__dirname, '../..');
const page = readFileSync(resolve(root, 'docs/with-the-official-provider.md'), 'utf8');

test('the configuration with both providers applies: the service first, its binding last, and then plans no change', async () => {
  const [, files = ''] = /```hcl\n([\s\S]*?)```/.exec(page) ?? [];
  const others = { [`${registry()}/aiven/aiven`]: resolve(root, 'dist/terraform-provider-aiven.cjs') };
  await withAiven({ files, others }, async (tf, emulator) => {
    expect((await tf.apply()).text).toContain('3 added, 0 changed');
    const providers = await tf.run(['providers', '-no-color']);
    expect(providers.text).toContain(`provider[${registry()}/aiven/aiven]`);
    const writes = emulator.requests.filter(({ method }) => method !== 'GET').map(({ operation }) => operation);
    expect(writes.indexOf('ServiceCreate')).toBeLessThan(writes.indexOf('ServiceUpdate'));
    const [key] = emulator.call('CMKList', 'acme-prod').cmks;
    expect(emulator.store.service('acme-prod', 'orders').cmk_id).toBe(key?.id);
    expect((await tf.plan()).changes).toBe(false);
    // An update of the service runs before the binding's, and the key stays.
    await tf.write(files.replace('business-4', 'business-8'));
    await tf.apply();
    expect(emulator.store.service('acme-prod', 'orders').cmk_id).toBe(key?.id);
    expect((await tf.plan()).changes).toBe(false);
  });
});
