/** Compares a report with an earlier one, which `report --format json` wrote. */

import * as v from 'valibot';
import { quote } from '../../support/quote';
import { UsageError } from '../errors/cli-error';
import { isExempt } from './coverage';
import { readJson } from './json-file';
import {
  type ChangeKind,
  type Coverage,
  changeKinds,
  coverages,
  type ProjectCoverage,
  type Report,
  type ReportChange,
  type ServiceCover,
} from './model';

const schema = v.object({
  generated_at: v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text))),
  ),
  api_host: v.string(),
  projects: v.array(
    v.object({
      project: v.string(),
      cmks: v.array(v.object({ id: v.string(), resource: v.string() })),
      services: v.array(
        v.object({ service_name: v.string(), coverage: v.picklist(coverages), cmk_id: v.nullable(v.string()) }),
      ),
    }),
  ),
});

/** The parts of an earlier report that are compared. */
export type Baseline = v.InferOutput<typeof schema>;

/**
 * @param now The report that it is compared with
 * @returns the baseline, and a warning if its date is in the future
 * @throws UsageError if the file is not a report, or not one of the same API
 */
export function readBaseline(
  file: string,
  now: Pick<Report, 'generatedAt' | 'apiHost'>,
): { baseline: Baseline; warning: string | null } {
  const { success, output } = v.safeParse(schema, readJson(file, '--baseline'));
  const what = `The --baseline file ${quote(file)}`;
  const fix = 'Pass a file that "aiven-byok report --format json" wrote.';
  if (!success) throw new UsageError(`${what} is not a report.`, fix);
  const { api_host: host, generated_at: generatedAt } = output;
  const twice = findTwice(output);
  if (twice !== undefined) throw new UsageError(`${what} has ${twice} twice.`, fix);
  if (host !== now.apiHost) {
    throw new UsageError(
      `${what} is a report of ${quote(host)}, but this report is of ${quote(now.apiHost)}.`,
      'Pass a baseline of the same API, or change --url or AIVEN_WEB_URL.',
    );
  }
  const isLater = Date.parse(generatedAt) > Date.parse(now.generatedAt);
  const warning = `${what} is dated ${generatedAt}, which is in the future. Check the clock of this machine.`;
  return { baseline: output, warning: isLater ? warning : null };
}

/** The first project, or service of a project, that a report has more than once. */
function findTwice({ projects }: Baseline): string | undefined {
  const project = firstRepeat(projects.map((one) => one.project));
  if (project !== undefined) return `project ${quote(project)}`;
  for (const { project, services } of projects) {
    const service = firstRepeat(services.map((one) => one.service_name));
    if (service !== undefined) return `service ${quote(`${project}/${service}`)}`;
  }
  return undefined;
}

function firstRepeat(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => {
    const isRepeat = seen.has(name);
    seen.add(name);
    return isRepeat;
  });
}

/** What changed, the worst first. @param unread Projects that exist but could not be read: they have no changes */
export function compareWithBaseline(
  baseline: Baseline,
  projects: readonly ProjectCoverage[],
  unread: readonly string[],
): ReportChange[] {
  const before = new Map(baseline.projects.map((one) => [one.project, one]));
  const now = new Set([...projects.map(({ project }) => project), ...unread]);
  const changes = [
    ...projects.flatMap((coverage) => {
      const was = before.get(coverage.project);
      return was === undefined ? [change('new_project', coverage.project, {})] : compareProject(was, coverage);
    }),
    ...[...before.keys()]
      .filter((project) => !now.has(project))
      .map((project) => change('removed_project', project, {})),
  ];
  const rank = ({ kind, worse }: ReportChange) => changeKinds.indexOf(kind) - (worse ? changeKinds.length : 0);
  return changes.sort((a, b) => rank(a) - rank(b));
}

function compareProject(before: Baseline['projects'][number], now: ProjectCoverage): ReportChange[] {
  const { project } = now;
  const services = new Map(before.services.map((one) => [one.service_name, coverOf(one)]));
  const cmks = new Map(before.cmks.map((one) => [one.id, one.resource]));
  const serviceNames = new Set(now.services.map(({ service }) => service.serviceName));
  const cmkIds = new Set(now.cmks.map(({ cmk }) => cmk.cmkId));
  return [
    ...now.services.flatMap((one): ReportChange[] => {
      const { serviceName, cmkId } = one.service;
      const was = services.get(serviceName) ?? null;
      const after = { coverage: one.coverage, cmkId };
      const kind = kindOf(was, after);
      if (kind === null) return [];
      const worse = !isExempt(one) && levels[one.coverage] < (was === null ? ownKey : levels[was.coverage]);
      return [change(kind, project, { serviceName, before: was, after, worse })];
    }),
    ...[...services].flatMap(([serviceName, was]) =>
      serviceNames.has(serviceName) ? [] : [change('removed_service', project, { serviceName, before: was })],
    ),
    ...now.cmks.flatMap(({ cmk: { cmkId, keyReference } }) =>
      cmks.has(cmkId) ? [] : [change('new_key', project, { cmk: { cmkId, keyReference } })],
    ),
    ...[...cmks].flatMap(([cmkId, keyReference]) =>
      cmkIds.has(cmkId) ? [] : [change('removed_key', project, { cmk: { cmkId, keyReference } })],
    ),
  ];
}

/** How well a coverage protects. A service that is in transition for maintenance has lost nothing. */
const levels: Readonly<Record<Coverage, number>> = {
  unprotected: 0,
  unknown_key: 1,
  old_key: 2,
  in_transition: 3,
  protected: 3,
};

const ownKey = levels.protected;

function kindOf(before: ServiceCover | null, after: ServiceCover): ChangeKind | null {
  if (before === null) return 'new_service';
  const difference = levels[after.coverage] - levels[before.coverage];
  if (difference < 0 && before.coverage === 'protected') return 'lost_protection';
  if (difference > 0 && after.coverage === 'protected') return 'gained_protection';
  if (difference !== 0) return 'coverage_changed';
  return before.cmkId === after.cmkId ? null : 'moved_key';
}

const coverOf = ({ coverage, cmk_id: cmkId }: Baseline['projects'][number]['services'][number]): ServiceCover => ({
  coverage,
  cmkId,
});

function change(kind: ChangeKind, project: string, more: Partial<ReportChange>): ReportChange {
  return { serviceName: null, cmk: null, before: null, after: null, worse: false, ...more, kind, project };
}
