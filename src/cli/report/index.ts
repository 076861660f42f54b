/** Coverage reports, and the formats that they come in. */

export { compareWithBaseline, readBaseline } from './baseline';
export { readExemptions, unusedExemptions } from './exemptions';
export { judge } from './judge';
export type { Report } from './model';
export { readAllProjects, readGivenProjects } from './read';
export { renderReport } from './render';
export { printReport, tableText } from './table';
