/**
 * `npm run matrix:node -- [VERSION…] [-- JEST_ARGUMENT…]`: runs the unit tests, and a sample of the tests that start Terraform, with
 * these versions of Node.js, and prints one line for each. Default: the oldest supported version, 22, 24 and the newest. Exits with code
 * 1 if a test fails, or with code 3 if npm could not install a version.
 */
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { installNode } from './matrix/install-node.mjs';
import { allTests, parseArguments, runJest, testsThatStartTerraform } from './matrix/run-jest.mjs';

/** The script, the executable, the server, the CDKTF CLI where it starts, and the docs. */
const sample = /test\/(docs|terraform\/(cdktf|cmk-lifecycle|executable|functions|packages|plugin-server))\.test\.ts$/;

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const oldest = engines.node.replace(/^>=/, '');
const { subjects, jestArguments } = parseArguments(process.argv.slice(2));
const versions = subjects.length > 0 ? subjects : [oldest, '22', '24', 'latest'];
const tests = jestArguments.length > 0 ? jestArguments : unitTestsAndSample();

function unitTestsAndSample() {
  const starting = new Set(testsThatStartTerraform());
  return allTests().filter((file) => !starting.has(file) || sample.test(file));
}

for (const wanted of versions) {
  const node = installNode(wanted);
  if (node === undefined) {
    process.exitCode ??= 3;
    continue;
  }
  const PATH = [dirname(node.file), process.env.PATH].join(delimiter);
  if (!runJest(`Node ${node.version}`, tests, { PATH }, node.file).succeeded) process.exitCode = 1;
}
