/** The report for machines: JSON in the API's field names, and CSV with one line per service. */

import { stringify } from 'csv-stringify/sync';
import { printable } from '../terminal/text';
import { cmkJson, userJson } from '../views/cmk-view';
import { serviceJson } from '../views/service-view';
import { summarize } from './coverage';
import type { CoveredService, ProjectCoverage, Report } from './model';
import { keepOf } from './words';

/** The fields are documented in docs/cli.md. */
export function reportJson({ generatedAt, projects }: Report) {
  return { generated_at: generatedAt, summary: summarize(projects), projects: projects.map(projectJson) };
}

function projectJson(coverage: ProjectCoverage) {
  return {
    project: coverage.project,
    summary: summarize([coverage]),
    cmks: coverage.cmks.map((used) => ({
      ...cmkJson(used.cmk),
      services: used.services.length,
      held_by: used.heldBy.map(userJson),
      superseded_by: used.supersededBy?.cmkId ?? null,
      keep_kms_key: keepOf(used),
    })),
    services: coverage.services.map(coveredJson),
  };
}

function coveredJson({ service, cmk, coverage }: CoveredService) {
  return {
    ...serviceJson(service),
    provider: cmk?.cloud ?? null,
    resource: cmk?.keyReference ?? null,
    key_status: cmk?.status ?? null,
    default_cmk: cmk?.defaultCmk ?? false,
    coverage,
  };
}

const csvColumns = [
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

/** CSV with a header line and one line per service. */
export function reportCsv({ projects }: Report): string {
  const rows = projects.flatMap(({ project, services }) =>
    services.map((service) => {
      const json = coveredJson(service);
      return [project, ...csvColumns.map((name) => printable(String(json[name] ?? '')))];
    }),
  );
  // A spreadsheet would run a cell that starts like a formula (OWASP, "CSV Injection").
  return stringify([['project', ...csvColumns], ...rows], { escape_formulas: true, eof: false });
}
