/** The report as CSV: a header line, one line per service, and one per project that could not be read. */

import { stringify } from 'csv-stringify/sync';
import { printable } from '../../terminal/text';
import { exemptionState } from '../coverage';
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

const exemptionColumns = ['exemption', 'exempt_until', 'exempt_reason'];

export function reportCsv({ projects, unread }: Report): string {
  const rows = projects.flatMap(({ project, services }) =>
    services.map((service) => {
      const { exemption, ...json } = coveredJson(service);
      const cells = columns.map((name) => json[name]);
      return [project, ...cells, exemptionState(service), exemption?.expires, exemption?.reason];
    }),
  );
  // Otherwise the project would look as if it had no services.
  const unreadRows = unread.map(({ project }) => [
    project,
    ...columns.map((name) => (name === 'coverage' ? 'unread' : null)),
    ...exemptionColumns.map(() => null),
  ]);
  const text = [...unreadRows, ...rows].map((cells) => cells.map((cell) => printable(String(cell ?? ''))));
  // A spreadsheet would run a cell that starts like a formula (OWASP, "CSV Injection").
  return stringify([['project', ...columns, ...exemptionColumns], ...text], { escape_formulas: true, eof: false });
}
