/** The formats of a report for files and other programs. */

export const fileFormats = ['json', 'csv', 'html', 'junit', 'sarif', 'openmetrics'] as const;

export type FileFormat = (typeof fileFormats)[number];
