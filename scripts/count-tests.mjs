/** Prints the closing line of .ci/run from jest's JSON report. Exit 1 when a test or a step failed, or when no test ran. */
import { readFileSync } from 'node:fs';

const [report, failedSteps, ...names] = process.argv.slice(2);
let counts = { passed: 0, failed: 0, skipped: 0 };
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts = {
    passed: result.numPassedTests,
    failed:
      result.numFailedTests +
      result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
} catch (error) {
  console.log(`No report of the tests: ${error.message}`);
}
if (Number(failedSteps) > 0) console.log(`Failed steps: ${names.join(', ')}`);
if (counts.passed + counts.failed === 0) console.log('No test ran.');
// A failed step that is not the test run itself (lint, types, package) counts as one failure, so that the line stays honest.
const failures = Math.max(counts.failed, 0) + (counts.failed === 0 ? Number(failedSteps) : 0);
console.log(`${counts.passed} passed, ${failures} failed, ${counts.skipped} skipped`);
process.exitCode = failures > 0 || counts.passed === 0 ? 1 : 0;
