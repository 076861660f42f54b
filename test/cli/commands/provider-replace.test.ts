/** `provider replace`: what is refused before Terraform is run; test/terraform/provider-replace.test.ts has the rest. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';
import { Terminal } from '../terminal';

test.each([
  ['a file', 'not a directory'],
  ['nowhere', 'no such file or directory'],
])('%s in place of a folder is said so', async (name, reason) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a file'), '');
  const terminal = new Terminal();
  expect(await terminal.run('provider', 'replace', '--dir', join(folder, name))).toBe(1);
  expect(terminal.err).toBe(
    `error: The folder ${join(folder, name)} cannot be read: ${reason}.\nName another with --dir.\n`,
  );
});
