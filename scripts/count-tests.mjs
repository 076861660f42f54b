/**
 * Prints the last line of .ci/run, from jest's JSON report: "N passed, N failed, N skipped".
 * Exits with code 1 if a test or step failed, or if no test ran.
 */
import { readFileSync } from 'node:fs';

const [report, ...failedSteps] = process.argv.slice(2);
let counts = { passed: 0, failed: 0, skipped: 0 };
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  // A test file that fails to load counts as one failed test.
  const unloaded = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests + unloaded.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
} catch (error) {
  console.log(`Failed to read the test report: ${error.message}`);
}
if (failedSteps.length > 0) console.log(`Failed steps: ${failedSteps.join(', ')}`);
if (counts.passed + counts.failed === 0) console.log('No test ran.');
// If only other steps failed (lint, types, package), count them, so the line never hides a failure.
const failed = counts.failed === 0 ? failedSteps.length : counts.failed;
console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
process.exitCode = failed > 0 || counts.passed === 0 ? 1 : 0;
