/** docs/rotation.md: a key that several stacks share is rotated in three deployments. */

import { withAiven } from '../support/emulator/aiven';
import { CdktfApp, withoutBackend } from '../support/terraform/cdktf';
import { type TerraformRun, withTerraform } from '../support/terraform/terraform';

test('examples/shared-key: two keys side by side, then the services move, then the old key is deleted', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.copy('examples/shared-key', '.');
  const synth = async (KEYS: string, CURRENT: string) => {
    await app.synth('keys', { KEYS, CURRENT });
    return (stack: string) => ({ 'cdk.tf.json': withoutBackend(app.read(`cdktf.out/stacks/${stack}/cdk.tf.json`)) });
  };
  const before = await synth('2026', '2026');
  await withAiven({ files: before('keys') }, async (keys, emulator) => {
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
    const applyOthers = async (files: typeof before) => {
      for (const [stack, tf] of others) {
        await tf.write(files(stack));
        await tf.apply();
      }
    };
    await keys.apply();
    await withTerraform({ files: before('orders'), env }, (orders) =>
      withTerraform({ files: before('payments'), env }, async (payments) => {
        others.push(['orders', orders], ['payments', payments]);
        await applyOthers(before);
        expect([years(), yearsInUse()]).toEqual([['2026'], ['2026', '2026']]);

        const both = await synth('2026,2027', '2027');
        await keys.write(both('keys'));
        await keys.apply();
        expect([years(), yearsInUse()]).toEqual([
          ['2026', '2027'],
          ['2026', '2026'],
        ]);
        await applyOthers(both);
        expect(yearsInUse()).toEqual(['2027', '2027']);

        const after = await synth('2027', '2027');
        await keys.write(after('keys'));
        await keys.apply();
        expect([years(), yearsInUse()]).toEqual([['2027'], ['2027', '2027']]);
      }),
    );
  });
});
