/** The copy of the state in a trial plan. The plan itself is in test/terraform/provider-replace.test.ts. */

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { rehearse } from '../../../src/cli/replace';
import { Terraform } from '../../../src/cli/terraform/terraform';
import { temporaryFolder } from '../../support/temporary';

test('an interrupt removes the copy of the state, which only its owner could read', async () => {
  const root = temporaryFolder();
  const folder = join(root, 'configuration');
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.tf'), '');
  const [binary, seen] = [join(root, 'terraform'), join(root, 'seen')];
  writeFileSync(
    binary,
    `#!/bin/sh\nls -l .aiven-byok/terraform.tfstate > '${seen}.new'\nmv '${seen}.new' '${seen}'\nexec sleep 600\n`,
  );
  chmodSync(binary, 0o755);

  const interruption = new AbortController();
  const context = { env: { PATH: process.env.PATH }, signal: interruption.signal };
  const plan = rehearse(
    new Terraform(binary, folder, context),
    { state: '{}', workspace: 'default', partial: false },
    context,
  );
  while (!existsSync(seen)) await setImmediate();
  interruption.abort(new Error('interrupted'));
  await expect(plan).rejects.toThrow('interrupted');
  expect(readFileSync(seen, 'utf8')).toMatch(/^-rw-------/);
  expect(readdirSync(root).sort()).toEqual(['configuration', 'seen', 'terraform']);
  expect(readdirSync(folder)).toEqual(['main.tf']);
});
