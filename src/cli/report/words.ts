/** The report in sentences, for headings and screen readers. */

import { keepUnusedKmsKey } from '../../aiven';
import { count } from '../terminal/text';
import { listUsers } from '../views/cmk-view';
import { exemptionState, isUsed, summarize } from './coverage';
import {
  type Coverage,
  type CoveredService,
  coverages,
  type Report,
  type ReportChange,
  type Summary,
  type UsedCmk,
} from './model';

/** Of a project without BYOK. */
export const withoutByokSentence = 'BYOK is not enabled in this project: no service here can be protected.';

/** Limits a sentence about all projects to those that could be read. */
export function amongRead(unread: number): string {
  return unread === 0 ? '' : ' in the projects that could be read';
}

/** Names of the coverages for people. */
export const coverageNames: Readonly<Record<Coverage, string>> = {
  protected: 'protected',
  in_transition: 'in transition',
  old_key: 'on an old key',
  unknown_key: 'on an unknown key',
  unprotected: 'unprotected',
};

/** `8 of 10 services are protected by a current key (80%): 1 in transition, 1 unprotected. 1 of 3 keys is not used.` */
export function sentenceOf(summary: Summary): string {
  const others = coverages
    .filter((coverage) => coverage !== 'protected' && summary[coverage] > 0)
    .map(
      (coverage) =>
        `${summary[coverage]} ${coverageNames[coverage]}${coverage === 'unprotected' ? exemptIn(summary) : ''}`,
    );
  return `${shareIn(summary)}${others.length === 0 ? '' : `: ${others.join(', ')}`}. ${keysIn(summary)}`.trim();
}

/** The same next to the numbers of each coverage: `8 of 10 services are protected by a current key (80%).` and the keys. */
export function shortSentenceOf(summary: Summary): string {
  return `${shareIn(summary)}. ${keysIn(summary)}`.trim();
}

/** About several projects: `All 2 projects: …`, and how many could not be read. Null for a single project that could be. */
export function totalOf({ projects, unread }: Pick<Report, 'projects' | 'unread'>): string | null {
  const all = projects.length + unread.length;
  if (all < 2 && unread.length === 0) return null;
  if (projects.length === 0) return `Nothing could be read: the report lacks ${count(all, 'project')}.`;
  const sentence = sentenceOf(summarize(projects));
  if (unread.length === 0) return `All ${all} projects: ${sentence}`;
  return `${projects.length} of ${all} projects: ${sentence} ${count(unread.length, 'project')} could not be read.`;
}

function shareIn({ services, protected: number }: Summary): string {
  if (services === 0) return 'There are no services';
  const all = services === 1 ? 'service is' : 'services are';
  return `${number} of ${services} ${all} protected by a current key (${shareOf(number, services)}%)`;
}

function exemptIn({ exempt }: Summary): string {
  return exempt === 0 ? '' : ` (${exempt} exempt)`;
}

/** A percentage: 100 only if nothing is missing, 0 only if there is nothing. */
export function shareOf(part: number, whole: number): number {
  if (part === 0 || part === whole) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}

function keysIn({ cmks, unused_cmks: unused, held_cmks: held }: Summary): string {
  if (cmks === 0) return 'There are no keys.';
  const sentences = [
    unused === 0 ? '' : cmks === 1 ? 'The only key is not used.' : `${countOf(unused, cmks)} not used.`,
    held === 0 ? '' : `${countOf(held, cmks)} still used by services that now have another key.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function countOf(part: number, whole: number): string {
  return `${part} of ${whole} keys ${part === 1 ? 'is' : 'are'}`;
}

/** `3`, `not used`, or the services that still use it although they have another key. */
export function usersOf({ services, heldBy }: UsedCmk): string {
  if (heldBy.length > 0) return `${services.length}, still used by ${listUsers(heldBy)}`;
  return services.length === 0 ? 'not used' : String(services.length);
}

/** The status of a key in Aiven, or `superseded`. */
export function statusOf({ cmk, supersededBy }: UsedCmk): string | null {
  return supersededBy === null ? cmk.status : 'superseded';
}

/** How long the KMS key must stay enabled. */
export function keepOf(used: UsedCmk): string {
  return isUsed(used) ? 'while it is in use' : keepUnusedKmsKey;
}

/** The age of a key's registration in Aiven: `1 day`, `400 days` or `unknown`. */
export function ageOf({ ageDays }: UsedCmk): string {
  return ageDays === null ? 'unknown' : count(ageDays, 'day');
}

/** The coverage of a service for people, and whether an exemption excuses it: `unprotected, exempt`. */
export function coverageOf(one: CoveredService): string {
  const name = coverageNames[one.coverage];
  const state = exemptionState(one);
  if (state === null || state === 'not_needed') return name;
  return `${name}, ${state === 'expired' ? 'exemption expired' : 'exempt'}`;
}

/** `exempt until 2027-03-31: migration in Q1`, `exemption expired on …`, or that it is not needed. Null without an exemption. */
export function exemptionOf(one: CoveredService): string | null {
  const { exemption } = one;
  const state = exemptionState(one);
  if (exemption === null || state === null) return null;
  if (state === 'not_needed') return 'exemption not needed: the service has a key';
  return `${state === 'expired' ? 'exemption expired on' : 'exempt until'} ${exemption.expires}: ${exemption.reason}`;
}

/** A change since the baseline in one sentence, without its project: `Service "orders" lost protection: …`. */
export function changeOf({ kind, project, serviceName, cmk, before, after }: ReportChange): string {
  const service = `Service "${serviceName}"`;
  const key = `Key "${cmk?.cmkId}" (${cmk?.keyReference})`;
  const was = before === null ? '' : coverageNames[before.coverage];
  const is = after === null ? '' : coverageNames[after.coverage];
  const sentences: Readonly<Record<ReportChange['kind'], string>> = {
    lost_protection: `${service} lost protection: it was ${was}, and is now ${is}.`,
    gained_protection: `${service} gained protection: it was ${was}, and is now ${is}.`,
    coverage_changed: `${service} was ${was}, and is now ${is}.`,
    moved_key: `${service} moved from key "${before?.cmkId}" to key "${after?.cmkId}".`,
    new_service: `${service} is new, and ${is}.`,
    removed_service: `${service} no longer exists; it was ${was}.`,
    removed_project: `Project "${project}" is in the baseline, but not in this report.`,
    new_project: `Project "${project}" is not in the baseline.`,
    new_key: `${key} is new.`,
    removed_key: `${key} no longer exists.`,
  };
  return sentences[kind];
}
