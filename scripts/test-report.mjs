/** Reads jest's JSON report. */
import { readFileSync } from 'node:fs';

/**
 * @param {string} file as jest writes it with `--json --outputFile`
 * @returns {{ passed: number, failed: number, skipped: number, failures: string[], reasons: Map<string, number> }}
 *   `failures` are titles; `reasons` counts the tests that `testWith` (test/support/terraform/binary.ts) skipped, by reason
 * @throws when there is no such file
 */
export function readReport(file) {
  const result = JSON.parse(readFileSync(file, 'utf8'));
  const all = result.testResults.flatMap(({ assertionResults }) => assertionResults);
  // A test file that fails to load counts as one failed test.
  const unloaded = result.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
  const failed = all.filter(({ status }) => status === 'failed');
  const reasons = new Map();
  for (const { status, title } of all) {
    const reason = /\(skipped: (.*)\)$/.exec(title)?.[1];
    if (status === 'pending' && reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    passed: result.numPassedTests,
    failed: failed.length + unloaded.length,
    skipped: result.numPendingTests + result.numTodoTests,
    failures: [...failed.map(({ fullName }) => fullName), ...unloaded.map(({ name }) => `${name} does not load`)],
    reasons,
  };
}

/** "7 tests skipped: terraform query needs Terraform 1.14, this is Terraform 1.11.4" */
export function skippedLines({ reasons }) {
  return [...reasons].map(([reason, count]) => `${count} ${count === 1 ? 'test' : 'tests'} skipped: ${reason}`);
}

/** "N passed, N failed, N skipped" */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
