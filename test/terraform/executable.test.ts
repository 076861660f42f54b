/** A standalone executable: built once here, and started by Terraform where there is no Node.js. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AivenProvider, CustomerManagedKey, KmsKey } from '../../src';
import { Terminal } from '../cli/terminal';
import { keys, withAiven } from '../support/emulator/aiven';
import { temporaryFolder } from '../support/temporary';
import { binary } from '../support/terraform/binary';
import { pathOf } from '../support/terraform/path';
import { newApp, newStack } from '../support/terraform/synth';

test('provider build makes an executable that AivenProvider installs, and that needs no program on the PATH', async () => {
  const out = temporaryFolder();
  const terminal = new Terminal({ env: { PATH: process.env.PATH, HOME: temporaryFolder() } });
  expect(await terminal.run('provider', 'build', '--out', out, '--json')).toBe(0);
  const { path, platform } = JSON.parse(terminal.out);
  expect(readdirSync(out)).toEqual([`terraform-provider-aiven_v0.1.0_${platform}`]);

  const app = newApp();
  const stack = newStack('byok', app);
  new AivenProvider(stack, 'aiven', { executable: path, enableBeta: true });
  new CustomerManagedKey(stack, 'orders', { project: 'acme-prod', kmsKey: KmsKey.gcp(keys.gcp) });
  app.synth();
  const folder = join(app.outdir, 'stacks', 'byok');
  const installed = join(folder, 'terraform.d/plugins/npm.invalid/aiven-byok/aiven/0.1.0', platform);
  expect(readdirSync(installed)).toEqual(['terraform-provider-aiven_v0.1.0']);
  const lockFile = readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8');
  // The executable, the script, and the script with its launcher for Windows.
  expect(lockFile.match(/"h1:/g)).toHaveLength(3);

  const loud = join(temporaryFolder(), 'loud.cjs');
  writeFileSync(loud, 'console.log("a preload that prints");');
  // With -chdir, Terraform would look for terraform.d in the folder where it was started.
  const config = join(temporaryFolder(), 'terraform.rc');
  const mirror = `filesystem_mirror {\n    path = "${join(folder, 'terraform.d/plugins')}"\n  }`;
  writeFileSync(config, `provider_installation {\n  ${mirror}\n}\n`);
  const env = { TF_CLI_CONFIG_FILE: config, PATH: pathOf(binary().name), NODE_OPTIONS: `--require ${loud}` };
  await withAiven({ files: '', env, install: 'dev' }, async (tf) => {
    const chdir = `-chdir=${folder}`;
    await tf.run([chdir, 'init', '-no-color', '-input=false', '-lockfile=readonly']);
    const apply = [chdir, 'apply', '-no-color', '-input=false', '-auto-approve'];
    expect((await tf.run(apply)).text).toContain('Apply complete! Resources: 1 added');
    // Node.js would write the token to Terraform's log.
    const plan = await tf.run([chdir, 'plan', '-no-color'], { mayFail: true, env: { NODE_DEBUG: 'http' } });
    expect(plan.text).toContain("NODE_DEBUG would write the token to Terraform's log; unset NODE_DEBUG.");
  });
});
