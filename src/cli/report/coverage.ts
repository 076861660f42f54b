/** Which key encrypts which service: computed from the services, keys and associations of each project. Pure. */

import type { Association, Cmk, Service } from '../../client';
import { usersOfKey } from '../views/key-users';

/** The coverage of a service, worst first. */
export const coverages = ['unprotected', 'unknown_key', 'old_key', 'in_transition', 'protected'] as const;

/**
 * - `unprotected`: encrypted with Aiven-managed keys
 * - `unknown_key`: its key is not in the list of the project's keys, or has the status `deleted`
 * - `old_key`: its key has the status `old`
 * - `in_transition`: not running yet, so it may still be moving to its key; or powered off before it got there
 * - `protected`: running or powered off, encrypted with a current key
 */
export type Coverage = (typeof coverages)[number];

export interface CoveredService {
  service: Service;
  /** Null for Aiven-managed keys, and for a key that the project does not list. */
  cmk: Cmk | null;
  coverage: Coverage;
}

export interface UsedCmk {
  cmk: Cmk;
  /** Services whose `cmk_id` is this key. */
  services: CoveredService[];
  /** Associations of services that have another `cmk_id`, or that the project no longer lists. */
  heldBy: readonly Association[];
}

/** The associations by key id, for the keys of `cmksToAsk`. */
export type KnownAssociations = ReadonlyMap<string, readonly Association[]>;

export interface ProjectCoverage {
  project: string;
  /** Worst coverage first, then by name. */
  services: CoveredService[];
  /** Most services first. */
  cmks: UsedCmk[];
}

export interface Report {
  /** RFC 3339. */
  generatedAt: string;
  projects: ProjectCoverage[];
}

/**
 * The keys whose associations the report needs: keys that no service has as its `cmk_id`, because a service may still use
 * them, and keys of services that are powered off, because those may still use another.
 */
export function cmksToAsk(cmks: readonly Cmk[], services: readonly Service[]): Cmk[] {
  const assigned = new Set(services.map(({ cmkId }) => cmkId));
  const assignedWhileOff = new Set(services.filter(({ state }) => state === 'POWEROFF').map(({ cmkId }) => cmkId));
  return cmks.filter(
    ({ cmkId, status }) => status !== 'deleted' && (!assigned.has(cmkId) || assignedWhileOff.has(cmkId)),
  );
}

export function coverProject(
  project: string,
  cmks: readonly Cmk[],
  services: readonly Service[],
  associations: KnownAssociations = new Map(),
): ProjectCoverage {
  const byId = new Map(cmks.map((cmk) => [cmk.cmkId, cmk]));
  const covered = services.map((service): CoveredService => {
    const cmk = (service.cmkId === null ? undefined : byId.get(service.cmkId)) ?? null;
    return { service, cmk, coverage: judge(service, cmk, associations) };
  });
  const rank = ({ coverage }: CoveredService) => coverages.indexOf(coverage);
  covered.sort((a, b) => rank(a) - rank(b) || compare(a.service.serviceName, b.service.serviceName));
  const used = cmks
    .filter(({ status }) => status !== 'deleted')
    .map((cmk): UsedCmk => {
      const { cmkId } = cmk;
      const heldBy = usersOfKey(cmkId, services, associations.get(cmkId) ?? []).flatMap(({ service, association }) =>
        association === null || (service !== null && service.cmkId === cmkId) ? [] : [association],
      );
      return { cmk, services: covered.filter((one) => one.cmk === cmk), heldBy };
    })
    .sort((a, b) => b.services.length - a.services.length || compare(a.cmk.cmkId, b.cmk.cmkId));
  return { project, services: covered, cmks: used };
}

function judge({ serviceName, cmkId, state }: Service, cmk: Cmk | null, associations: KnownAssociations): Coverage {
  if (cmkId === null) return 'unprotected';
  if (cmk === null || cmk.status === 'deleted') return 'unknown_key';
  if (cmk.status === 'old') return 'old_key';
  if (state === 'RUNNING') return 'protected';
  const known = associations.get(cmkId);
  const hasArrived = known?.some((one) => one.serviceName === serviceName && one.status === 'active') ?? true;
  return state === 'POWEROFF' && hasArrived ? 'protected' : 'in_transition';
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** The numbers of a report, in its JSON field names. */
export interface Summary extends Record<Coverage, number> {
  services: number;
  on_default_key: number;
  cmks: number;
  /** Keys that no service uses. */
  unused_cmks: number;
  /** Keys that are used by a service with another `cmk_id`. */
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

/** The number of keys without a status: they may be old. */
export function cmksWithoutStatus(projects: readonly ProjectCoverage[]): number {
  return projects.flatMap(({ cmks }) => cmks).filter(({ cmk }) => cmk.status === null).length;
}
