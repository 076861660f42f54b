/** The report as text in one format. */

import { jsonText } from '../terminal/json';
import { reportHtml } from './html';
import { reportCsv, reportJson } from './machine';
import type { Report } from './model';

export type ReportFormat = 'json' | 'csv' | 'html';

/** @returns text without a final newline */
export function renderReport(report: Report, format: ReportFormat): string {
  if (format === 'json') return jsonText(reportJson(report));
  return format === 'csv' ? reportCsv(report) : reportHtml(report);
}
