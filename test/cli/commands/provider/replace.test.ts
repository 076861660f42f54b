/** `provider replace`: errors before Terraform runs. The rest is in test/terraform/provider-replace.test.ts. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../support/temporary';
import { Terminal } from '../../terminal';

test.each([
  ['a file', 'not a directory'],
  ['nowhere', 'no such file or directory'],
])('reports a --dir that is %s', async (name, reason) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a file'), '');
  const terminal = new Terminal();
  expect(await terminal.run('provider', 'replace', '--dir', join(folder, name))).toBe(1);
  expect(terminal.err).toBe(
    `error: Cannot read the folder "${join(folder, name)}": ${reason}.\nChoose another with --dir.\n`,
  );
});
