/**
 * `npm run matrix -- BIN… [-- JEST_ARGUMENT…]`: runs every test that starts Terraform with each of these binaries, and prints one line
 * for each: its version, and how many tests passed, failed and were skipped. Below it: the failed tests, and why tests were skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArguments, runJest, testsThatStartTerraform } from './matrix/run-jest.mjs';

const { subjects: binaries, jestArguments } = parseArguments(process.argv.slice(2));
if (binaries.length === 0) {
  console.error('Usage: npm run matrix -- BIN… [-- JEST_ARGUMENT…], where each BIN is a Terraform or OpenTofu binary.');
  process.exit(2);
}
const tests = jestArguments.length > 0 ? jestArguments : testsThatStartTerraform();
for (const binary of binaries) {
  const path = resolve(binary);
  const { stdout } = spawnSync(path, ['version'], {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  const [version, isTofu] = /^(?:Terraform|(OpenTofu)) v\S+/m.exec(stdout ?? '') ?? [];
  if (version === undefined) {
    console.log(`${binary} is neither Terraform nor OpenTofu`);
    process.exitCode = 1;
    continue;
  }
  // Tests, the CDKTF CLI and printed commands start it by name.
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  try {
    for (const name of isTofu ? ['terraform', 'tofu'] : ['terraform']) symlinkSync(path, join(folder, name));
    const PATH = [folder, process.env.PATH].join(delimiter);
    const { succeeded } = runJest(version, tests, { PATH, TERRAFORM_BIN: isTofu ? 'tofu' : 'terraform' });
    if (!succeeded) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
