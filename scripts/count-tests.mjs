/**
 * Prints the end of .ci/run, from jest's JSON report: the reasons of skipped tests, and as the last line "N passed, N failed, N skipped".
 * Exits with code 1 if a test or step failed, or if no test ran.
 */
import { countLine, readReport, skippedLines } from './test-report.mjs';

const [file, ...failedSteps] = process.argv.slice(2);
let report = { passed: 0, failed: 0, skipped: 0, reasons: new Map() };
try {
  report = readReport(file);
} catch (error) {
  console.log(`Failed to read the test report: ${error.message}`);
}
for (const line of skippedLines(report)) console.log(line);
if (failedSteps.length > 0) console.log(`Failed steps: ${failedSteps.join(', ')}`);
if (report.passed + report.failed === 0) console.log('No test ran.');
// If only other steps failed (lint, types, package), count them, so the line never hides a failure.
const failed = report.failed === 0 ? failedSteps.length : report.failed;
console.log(countLine({ ...report, failed }));
process.exitCode = failed > 0 || report.passed === 0 ? 1 : 0;
