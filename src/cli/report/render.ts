/** The report as text in one format. */

import { jsonText } from '../terminal/json';
import { type Complaint, defaultComplaints } from './complaint';
import type { FileFormat } from './formats';
import { reportHtml } from './html';
import { reportCsv } from './machine/csv';
import { reportJson } from './machine/json';
import { reportJunit } from './machine/junit';
import { reportOpenMetrics } from './machine/openmetrics';
import { reportSarif } from './machine/sarif';
import type { Report } from './model';
import { findProblems, type Problem } from './problems';

const renderers: Readonly<Record<FileFormat, (report: Report, problems: () => Problem[]) => string>> = {
  json: (report) => jsonText(reportJson(report)),
  csv: reportCsv,
  html: reportHtml,
  junit: (report, problems) => reportJunit(report, problems()),
  sarif: (_, problems) => jsonText(reportSarif(problems())),
  openmetrics: reportOpenMetrics,
};

/**
 * @param complaints What JUnit and SARIF show as problems; if there are none, the default ones
 * @returns text without a final newline
 */
export function renderReport(report: Report, format: FileFormat, complaints: readonly Complaint[]): string {
  return renderers[format](report, () => findProblems(report, complaints.length > 0 ? complaints : defaultComplaints));
}
