/** Runs jest for one column of the test matrix. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countLine, readReport, skippedLines } from '../test-report.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const jest = join(root, 'node_modules/jest/bin/jest.js');
const maxBuffer = 2 ** 28;

/** Splits `A B -- C` into subjects and arguments of jest. */
export function parseArguments(args) {
  const end = args.indexOf('--');
  return end === -1
    ? { subjects: args, jestArguments: [] }
    : { subjects: args.slice(0, end), jestArguments: args.slice(end + 1) };
}

export const testsThatStartTerraform = () => listTests(['--findRelatedTests', 'test/support/terraform/binary.ts']);
export const allTests = () => listTests([]);

function listTests(args) {
  const options = { cwd: root, encoding: 'utf8', maxBuffer };
  const { stdout, stderr, status } = spawnSync(process.execPath, [jest, '--listTests', ...args], options);
  if (status !== 0) throw new Error(`jest could not list the tests:\n${stderr}`);
  return stdout.split('\n').filter(Boolean);
}

/**
 * Runs the tests, and prints a line "NAME: N passed, N failed, N skipped", the failed tests and the reasons of skipped tests.
 * @param {Record<string, string>} env variables to set
 * @param {string} [node] the Node.js binary that runs jest
 * @returns {{ succeeded: boolean }} whether a test ran, and none failed
 */
export function runJest(name, tests, env, node = process.execPath) {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-report-'));
  try {
    const file = join(folder, 'report.json');
    const args = [jest, '--ci', '--silent', '--json', `--outputFile=${file}`, ...tests];
    const { stderr } = spawnSync(node, args, {
      cwd: root,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer,
    });
    const report = readReport(file);
    console.log(`${name}: ${countLine(report)}`);
    if (report.failed > 0) console.log(stderr);
    for (const title of report.failures) console.log(`  failed: ${title}`);
    for (const line of skippedLines(report)) console.log(`  ${line}`);
    // Not if a pattern matches no test file.
    return { succeeded: report.failed === 0 && report.passed > 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
