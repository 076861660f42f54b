/** docs/rotation.md: a key that several stacks share is rotated in three deployments. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withAiven } from '../support/emulator/aiven';
import { synthAll } from '../support/snippets';
import { CdktfApp, withoutBackend } from '../support/terraform/cdktf';
import { type TerraformRun, withTerraform } from '../support/terraform/terraform';

test('examples/shared-key: two keys side by side, then the services move, then the old key is deleted', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  const main = readFileSync(resolve(__dirname, '../../examples/shared-key/main.ts'), 'utf8');
  const step = (variables: string) => `Object.assign(process.env, ${variables});\n${main}`;
  const steps = {
    before: step("{ KEYS: '2026', CURRENT: '2026' }"),
    both: step("{ KEYS: '2026,2027', CURRENT: '2027' }"),
    after: step("{ KEYS: '2027', CURRENT: '2027' }"),
  };
  const synthesized = await synthAll(app, new Map(Object.entries(steps)));
  const files = (name: keyof typeof steps, stack: string) => ({
    'cdk.tf.json': withoutBackend(synthesized(name, stack)),
  });
  await withAiven({ files: files('before', 'keys') }, async (keys, emulator) => {
    const { cmks, services } = emulator.store.project('acme-prod');
    const years = () => [...cmks.values()].map(({ resource }) => resource.split('-').at(-1));
    const yearsInUse = () =>
      [...services.values()].map(({ cmk_id: id }) =>
        cmks
          .get(id ?? '')
          ?.resource.split('-')
          .at(-1),
      );
    const { env } = keys.options;
    const others: [string, TerraformRun][] = [];
    const applyOthers = async (name: keyof typeof steps) => {
      for (const [stack, tf] of others) {
        await tf.write(files(name, stack));
        await tf.apply();
      }
    };
    await keys.apply();
    await withTerraform({ files: files('before', 'orders'), env }, (orders) =>
      withTerraform({ files: files('before', 'payments'), env }, async (payments) => {
        others.push(['orders', orders], ['payments', payments]);
        await applyOthers('before');
        expect([years(), yearsInUse()]).toEqual([['2026'], ['2026', '2026']]);

        await keys.write(files('both', 'keys'));
        await keys.apply();
        expect([years(), yearsInUse()]).toEqual([
          ['2026', '2027'],
          ['2026', '2026'],
        ]);
        await applyOthers('both');
        expect(yearsInUse()).toEqual(['2027', '2027']);

        await keys.write(files('after', 'keys'));
        await keys.apply();
        expect([years(), yearsInUse()]).toEqual([['2027'], ['2027', '2027']]);
      }),
    );
  });
});
