/** Which key encrypts which service: computed from the services, keys and associations of each project. Pure. */

import { type Association, type Cmk, type KeyUser, keyUser, type Service, usersOfKey } from '../../client';
import { supersederOf } from '../views/cmk-view';

/** The coverage of a service, worst first. */
export const coverages = ['unprotected', 'unknown_key', 'old_key', 'in_transition', 'protected'] as const;

/**
 * - `unprotected`: encrypted with Aiven-managed keys
 * - `unknown_key`: its key is not in the list of the project's keys, or has the status `deleted`
 * - `old_key`: its key has the status `old`
 * - `in_transition`: not running, or its key does not list it as active: it may still be moving to its key
 * - `protected`: running or powered off, and active with a current key
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
  heldBy: readonly KeyUser[];
  /** The key that took its place. */
  supersededBy: Cmk | null;
}

/** The associations of every key that is not deleted, by key id. */
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

export function coverProject(
  project: string,
  cmks: readonly Cmk[],
  all: readonly Service[],
  associations: KnownAssociations = new Map(),
): ProjectCoverage {
  const byId = new Map(cmks.map((cmk) => [cmk.cmkId, cmk]));
  const covered = all.map((service): CoveredService => {
    const cmk = (service.cmkId === null ? undefined : byId.get(service.cmkId)) ?? null;
    return { service, cmk, coverage: judge(service, cmk, associations) };
  });
  const rank = ({ coverage }: CoveredService) => coverages.indexOf(coverage);
  covered.sort((a, b) => rank(a) - rank(b) || compare(a.service.serviceName, b.service.serviceName));
  const used = cmks
    .filter(({ status }) => status !== 'deleted')
    .map((cmk): UsedCmk => {
      const users = usersOfKey(cmk.cmkId, all, associations.get(cmk.cmkId) ?? []);
      const heldBy = users.filter(({ service }) => service?.cmkId !== cmk.cmkId);
      const services = covered.filter((one) => one.cmk === cmk);
      return { cmk, services, heldBy, supersededBy: supersederOf(cmk, cmks) };
    })
    .sort((a, b) => b.services.length - a.services.length || compare(a.cmk.cmkId, b.cmk.cmkId));
  return { project, services: covered, cmks: used };
}

function judge(service: Service, cmk: Cmk | null, associations: KnownAssociations): Coverage {
  if (service.cmkId === null) return 'unprotected';
  if (cmk === null || cmk.status === 'deleted') return 'unknown_key';
  if (cmk.status === 'old') return 'old_key';
  const { serviceName } = service;
  const status = associations.get(cmk.cmkId)?.find((one) => one.serviceName === serviceName)?.status ?? null;
  const { use } = keyUser(cmk.cmkId, service, status);
  return use === 'on' || (use === 'poweredOff' && status === 'active') ? 'protected' : 'in_transition';
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
