/** What is wrong in a report: one entry per service, key or project. */

import { count } from '../terminal/text';
import type { Complaint } from './complaint';
import { exemptionState, isExempt, isUsed } from './coverage';
import type { CoveredService, ProjectCoverage, Report, UsedCmk } from './model';
import { changeOf } from './words';

/** Those of `--fail-on`, and those that always count. */
export type ProblemKind = Complaint['name'] | 'expired-exemption' | 'unread-project';

export interface Problem {
  kind: ProblemKind;
  project: string;
  /** Null for problems of keys and projects. */
  serviceName: string | null;
  /** Null for problems of services and projects. */
  cmkId: string | null;
  /** One sentence. */
  message: string;
}

/** The problems that the complaints ask for, expired exemptions, and projects that could not be read. Each one once. */
export function findProblems(report: Report, complaints: readonly Complaint[]): Problem[] {
  const problems = [
    ...report.unread.map(({ project, reason }) => problem('unread-project', project, {}, reason)),
    ...report.projects.flatMap((project) => project.services.flatMap((one) => expiredExemption(one, project))),
    ...complaints.flatMap((complaint) => findComplaint(report, complaint)),
  ];
  // Several ages of older-than find the same key.
  const idOf = ({ kind, project, serviceName, cmkId }: Problem) => JSON.stringify([kind, project, serviceName, cmkId]);
  return [...new Map(problems.map((one) => [idOf(one), one])).values()];
}

function expiredExemption(one: CoveredService, { project }: ProjectCoverage): Problem[] {
  if (exemptionState(one) !== 'expired') return [];
  const { serviceName } = one.service;
  const message = `The exemption of service "${serviceName}" expired on ${one.exemption?.expires}: encrypt the service with a key, or extend the exemption.`;
  return [problem('expired-exemption', project, { serviceName }, message)];
}

function findComplaint({ projects, changes, generatedAt }: Report, complaint: Complaint): Problem[] {
  const { name } = complaint;
  const now = Date.parse(generatedAt);
  switch (name) {
    case 'worse':
      return (changes ?? [])
        .filter(({ worse }) => worse)
        .map((change) => problem(name, change.project, { serviceName: change.serviceName }, changeOf(change)));
    case 'unused-key':
      return ofKeys(projects, name, (used) => (isUsed(used) ? undefined : `No service uses key "${used.cmk.cmkId}".`));
    case 'older-than':
      return ofKeys(projects, name, ({ cmk, ageDays }) =>
        now - Date.parse(cmk.createdAt) > complaint.ageMs
          ? `Key "${cmk.cmkId}" was registered ${count(ageDays ?? 0, 'day')} ago.`
          : undefined,
      );
    default:
      return projects.flatMap(({ project, services }) =>
        services
          .filter((one) => applies[name](one))
          .map((one) => problem(name, project, { serviceName: one.service.serviceName }, describeService[name](one))),
      );
  }
}

type ServiceProblem = Exclude<Complaint['name'], 'worse' | 'unused-key' | 'older-than'>;

const applies: Readonly<Record<ServiceProblem, (one: CoveredService) => boolean>> = {
  unprotected: (one) => one.coverage === 'unprotected' && !isExempt(one),
  'unknown-key': ({ coverage }) => coverage === 'unknown_key',
  'old-key': ({ coverage }) => coverage === 'old_key',
  'in-transition': ({ coverage }) => coverage === 'in_transition',
  'default-key': ({ cmk }) => cmk?.defaultCmk ?? false,
};

const describeService: Readonly<Record<ServiceProblem, (one: CoveredService) => string>> = {
  unprotected: ({ service }) => `${nameOf(service)} is encrypted with Aiven-managed keys.`,
  'unknown-key': ({ service }) =>
    `${nameOf(service)} is encrypted with key "${service.cmkId}", which is not a key of its project.`,
  'old-key': ({ service }) =>
    `${nameOf(service)} is encrypted with key "${service.cmkId}", which has the status "old".`,
  'in-transition': ({ service }) =>
    `${nameOf(service)} (${service.state}) is not active with its key "${service.cmkId}".`,
  'default-key': ({ service }) => `${nameOf(service)} is encrypted with the default key of its project.`,
};

const nameOf = ({ serviceName }: { serviceName: string }) => `Service "${serviceName}"`;

function ofKeys(
  projects: readonly ProjectCoverage[],
  kind: ProblemKind,
  describe: (used: UsedCmk) => string | undefined,
): Problem[] {
  return projects.flatMap(({ project, cmks }) =>
    cmks.flatMap((used) => {
      const message = describe(used);
      return message === undefined ? [] : [problem(kind, project, { cmkId: used.cmk.cmkId }, message)];
    }),
  );
}

function problem(
  kind: ProblemKind,
  project: string,
  { serviceName = null, cmkId = null }: { serviceName?: string | null; cmkId?: string | null },
  message: string,
): Problem {
  return { kind, project, serviceName, cmkId, message };
}
