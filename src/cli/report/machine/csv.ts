/** The report as CSV: a header line, and one line per service. */

import { stringify } from 'csv-stringify/sync';
import { printable } from '../../terminal/text';
import type { Report } from '../model';
import { coveredJson } from './json';

const columns = [
  'service_name',
  'service_type',
  'plan',
  'cloud_name',
  'state',
  'cmk_id',
  'provider',
  'resource',
  'key_status',
  'default_cmk',
  'coverage',
] as const;

const exemptionColumns = ['exempt_until', 'exempt_reason'];

export function reportCsv({ projects }: Report): string {
  const rows = projects.flatMap(({ project, services }) =>
    services.map((service) => {
      const { exemption, ...json } = coveredJson(service);
      const cells = [...columns.map((name) => json[name]), exemption?.expires, exemption?.reason];
      return [project, ...cells].map((cell) => printable(String(cell ?? '')));
    }),
  );
  // A spreadsheet would run a cell that starts like a formula (OWASP, "CSV Injection").
  return stringify([['project', ...columns, ...exemptionColumns], ...rows], { escape_formulas: true, eof: false });
}
