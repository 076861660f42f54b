/** The report as JSON, in the API's field names. */

import { cmkJson, userJson } from '../../views/cmk-view';
import { serviceJson } from '../../views/service-view';
import { summarize } from '../coverage';
import type { CoveredService, ProjectCoverage, Report, ReportChange, ServiceCover } from '../model';
import { keepOf } from '../words';

/** The fields are documented in docs/cli.md. `--baseline` reads them (baseline.ts). */
export function reportJson({ generatedAt, apiHost, projects, unread, baselineAt, changes }: Report) {
  return {
    generated_at: generatedAt,
    api_host: apiHost,
    summary: summarize(projects),
    projects: projects.map(projectJson),
    unread_projects: unread,
    baseline: changes === null ? null : { generated_at: baselineAt, changes: changes.map(changeJson) },
  };
}

function projectJson(coverage: ProjectCoverage) {
  return {
    project: coverage.project,
    byok_enabled: !coverage.withoutByok,
    summary: summarize([coverage]),
    cmks: coverage.cmks.map((used) => ({
      ...cmkJson(used.cmk),
      age_days: used.ageDays,
      services: used.services.length,
      held_by: used.heldBy.map(userJson),
      superseded_by: used.supersededBy?.cmkId ?? null,
      keep_kms_key: keepOf(used),
    })),
    services: coverage.services.map(coveredJson),
  };
}

/** One service, as JSON and CSV have it. */
export function coveredJson({ service, cmk, coverage, exemption }: CoveredService) {
  return {
    ...serviceJson(service),
    provider: cmk?.cloud ?? null,
    resource: cmk?.keyReference ?? null,
    key_status: cmk?.status ?? null,
    default_cmk: cmk?.defaultCmk ?? false,
    coverage,
    exemption,
  };
}

function changeJson({ kind, project, serviceName, cmk, before, after, worse }: ReportChange) {
  return {
    kind,
    project,
    service_name: serviceName,
    cmk_id: cmk?.cmkId ?? null,
    resource: cmk?.keyReference ?? null,
    before: coverJson(before),
    after: coverJson(after),
    worse,
  };
}

function coverJson(cover: ServiceCover | null) {
  return cover === null ? null : { coverage: cover.coverage, cmk_id: cover.cmkId };
}
