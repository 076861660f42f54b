/** The tests that docs/testing.md shows. */

import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withAiven } from '../support/emulator/aiven';
import { binary, testWith } from '../support/terraform/binary';

process.env.TERRAFORM_BINARY_NAME = binary().name;
// Not the configuration of the developer's machine.
process.env.TF_CLI_CONFIG_FILE = '/dev/null';

describe('a unit test of a stack', () => void require('../../examples/testing/unit.test'));
describe('the client against the emulator', () => void require('../../examples/testing/emulator.test'));
describe('a deployment against the emulator', () => void require('../../examples/testing/deploy.test'));

testWith('mocks in terraform test')('terraform test, against the emulator and with mocks', async () => {
  const module = resolve(__dirname, '../../examples/testing/module');
  const read = (path: string) => readFileSync(join(module, path), 'utf8');
  await withAiven({ files: read('main.tf') }, async (tf, emulator) => {
    await mkdir(join(tf.folder, 'tests'));
    for (const name of ['emulator', 'mock']) {
      await writeFile(join(tf.folder, `tests/${name}.tftest.hcl`), read(`tests/${name}.tftest.hcl`));
    }
    expect((await tf.run(['test', '-no-color'])).text).toContain('Success! 3 passed, 0 failed.');
    const writes = emulator.requests.filter(({ method }) => method !== 'GET').map(({ operation }) => operation);
    expect(writes).toEqual(['CMKCreate', 'ServiceCreate', 'ServiceDelete', 'CMKDelete']);
  });
});
