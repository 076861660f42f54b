/** Coverage reports, and the formats that they come in. */

export { cmksWithoutStatus, coverProject, type Report, summarize } from './coverage';
export { type ReportFormat, renderReport } from './render';
export { printReport, tableText } from './table';
