/** A report as one text. */

import { jsonText } from '../terminal/json';
import type { Report } from './coverage';
import { reportHtml } from './html';
import { reportCsv, reportJson } from './machine';

export type ReportFormat = 'json' | 'csv' | 'html';

/** Without a line break at the end. */
export function renderReport(report: Report, format: ReportFormat): string {
  if (format === 'json') return jsonText(reportJson(report));
  return format === 'csv' ? reportCsv(report) : reportHtml(report);
}
