/** Coverage reports, and the formats that they come in. */

export { cmksWithoutStatus, coverProject, summarize } from './coverage';
export type { Report } from './model';
export { type ReportFormat, renderReport } from './render';
export { printReport, tableText } from './table';
