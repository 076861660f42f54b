/** Which service is protected by what: made from one list of services and one of keys for each project. Pure. */

import type { Association, Cmk, Service } from '../../client';
import { keyOf } from '../views/service-view';

/** How a service is covered, the worst first. */
export const coverages = ['unprotected', 'unknown_key', 'old_key', 'in_transition', 'protected'] as const;

/**
 * - `unprotected`: under Aiven's own keys;
 * - `unknown_key`: under a key that the project does not list, or lists as deleted;
 * - `old_key`: under a key of status `old`;
 * - `in_transition`: under a key, but not running yet: it may still be moving there; or powered off before it got there;
 * - `protected`: running, or powered off, under a key that is current.
 */
export type Coverage = (typeof coverages)[number];

export interface CoveredService {
  service: Service;
  cmkId: string | null;
  /** Null for Aiven's own keys, and for a key that the project does not list. */
  cmk: Cmk | null;
  coverage: Coverage;
}

export interface UsedCmk {
  cmk: Cmk;
  /** Those that show this key. */
  services: CoveredService[];
  /** Those that hold it although they show another, or are not listed any more. */
  heldBy: readonly Association[];
}

/** The associations of keys, by the key's id, as far as they were asked for. */
export type KnownAssociations = ReadonlyMap<string, readonly Association[]>;

export interface ProjectCoverage {
  project: string;
  /** The worst covered first, then by name. */
  services: CoveredService[];
  /** Those of most services first. */
  cmks: UsedCmk[];
}

export interface Report {
  /** RFC 3339. */
  generatedAt: string;
  projects: ProjectCoverage[];
}

/**
 * The keys whose associations have to be asked for: those that no service shows, which may be held all the same, and those that a
 * service shows which is powered off, and may be under another until it runs.
 */
export function cmksToAsk(cmks: readonly Cmk[], services: readonly Service[]): Cmk[] {
  const shown = new Set(services.map(keyOf));
  const shownByIdle = new Set(services.filter(({ state }) => state === 'POWEROFF').map(keyOf));
  return cmks.filter(({ cmkId, status }) => status !== 'deleted' && (!shown.has(cmkId) || shownByIdle.has(cmkId)));
}

export function coverProject(
  project: string,
  cmks: readonly Cmk[],
  services: readonly Service[],
  associations: KnownAssociations = new Map(),
): ProjectCoverage {
  const byId = new Map(cmks.map((cmk) => [cmk.cmkId, cmk]));
  const covered = services.map((service): CoveredService => {
    const cmkId = keyOf(service);
    const cmk = (cmkId === null ? undefined : byId.get(cmkId)) ?? null;
    return { service, cmkId, cmk, coverage: judge(service, cmkId, cmk, associations) };
  });
  const rank = ({ coverage }: CoveredService) => coverages.indexOf(coverage);
  covered.sort((a, b) => rank(a) - rank(b) || compare(a.service.serviceName, b.service.serviceName));
  const users = new Map<Cmk | null, CoveredService[]>();
  for (const one of covered) {
    const others = users.get(one.cmk);
    if (others === undefined) users.set(one.cmk, [one]);
    else others.push(one);
  }
  const used = cmks
    .filter(({ status }) => status !== 'deleted')
    .map((cmk): UsedCmk => {
      const own = users.get(cmk) ?? [];
      const names = new Set(own.map(({ service }) => service.serviceName));
      const heldBy = (associations.get(cmk.cmkId) ?? []).filter(({ serviceName }) => !names.has(serviceName));
      return { cmk, services: own, heldBy };
    })
    .sort((a, b) => b.services.length - a.services.length || compare(a.cmk.cmkId, b.cmk.cmkId));
  return { project, services: covered, cmks: used };
}

function judge(
  { serviceName, state }: Service,
  cmkId: string | null,
  cmk: Cmk | null,
  associations: KnownAssociations,
): Coverage {
  if (cmkId === null) return 'unprotected';
  if (cmk === null || cmk.status === 'deleted') return 'unknown_key';
  if (cmk.status === 'old') return 'old_key';
  if (state === 'RUNNING') return 'protected';
  const known = associations.get(cmkId);
  const isThere = known?.some((one) => one.serviceName === serviceName && one.status === 'active') ?? true;
  return state === 'POWEROFF' && isThere ? 'protected' : 'in_transition';
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** Numbers of a report, in the names of its JSON. */
export interface Summary extends Record<Coverage, number> {
  services: number;
  on_default_key: number;
  cmks: number;
  /** Keys that no service shows or holds. */
  unused_cmks: number;
  /** Keys that are held by a service which shows another. */
  held_cmks: number;
}

export function summarize(projects: readonly ProjectCoverage[]): Summary {
  const services = projects.flatMap((project) => project.services);
  const cmks = projects.flatMap((project) => project.cmks);
  const count = (coverage: Coverage) => services.filter((one) => one.coverage === coverage).length;
  return {
    services: services.length,
    protected: count('protected'),
    in_transition: count('in_transition'),
    old_key: count('old_key'),
    unknown_key: count('unknown_key'),
    unprotected: count('unprotected'),
    on_default_key: services.filter(({ cmk }) => cmk?.defaultCmk).length,
    cmks: cmks.length,
    unused_cmks: cmks.filter(({ services: own, heldBy }) => own.length === 0 && heldBy.length === 0).length,
    held_cmks: cmks.filter(({ heldBy }) => heldBy.length > 0).length,
  };
}

/** Keys whose status the API left out, so that nobody can say whether they are old. */
export function cmksWithoutStatus(projects: readonly ProjectCoverage[]): number {
  return projects.flatMap(({ cmks }) => cmks).filter(({ cmk }) => cmk.status === null).length;
}
