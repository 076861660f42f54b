/** The provider starts in any kind of project, and says what it needs where it cannot. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withAiven } from '../support/emulator/aiven';
import { temporaryFolder } from '../support/temporary';
import { binary } from '../support/terraform/binary';
import { pathOf } from '../support/terraform/path';

const key = `resource "aiven_cmk" "orders" {
  project      = "acme-prod"
  cmk_provider = "aws"
  resource     = "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab"
}`;

test('starts in an ES module project, whatever NODE_OPTIONS of the user preload', async () => {
  const loud = join(temporaryFolder(), 'loud.cjs');
  writeFileSync(loud, 'console.log("a preload that prints");');
  await withAiven({ files: key, install: 'mirror', env: { NODE_OPTIONS: `--require ${loud}` } }, async (tf) => {
    writeFileSync(join(tf.folder, 'package.json'), '{"type": "module"}');
    await tf.init();
    expect((await tf.apply()).text).toContain('Apply complete! Resources: 1 added');
  });
});

test('without Node on the PATH, Terraform shows what the provider needs', async () => {
  await withAiven({ files: key, install: 'mirror' }, async (tf) => {
    await tf.init();
    const { text } = await tf.run(['validate', '-no-color'], {
      mayFail: true,
      env: { PATH: pathOf(binary().name, 'sh') },
    });
    expect(text).toContain(
      'aiven-byok needs Node.js 20.18.1 or later on the PATH of the machine that runs Terraform, or the standalone provider that "aiven-byok provider build" makes.',
    );
  });
});
