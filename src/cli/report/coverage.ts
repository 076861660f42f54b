/** Which key encrypts which service: computed from the services, keys and associations of each project. Pure. */

import { type AssociationStatus, type Cmk, keyUser, type Service, usersOfKey } from '../../client';
import { supersederOf } from '../views/cmk-view';
import {
  type Coverage,
  type CoveredService,
  coverages,
  type Exemption,
  type KnownAssociations,
  type ProjectCoverage,
  type Summary,
  type UsedCmk,
} from './model';

/** What Aiven returns about a project. */
export interface ProjectContent {
  cmks: readonly Cmk[];
  services: readonly Service[];
  associations: KnownAssociations;
  /** Whether BYOK is not enabled in the project. @default false */
  withoutByok?: boolean;
}

/**
 * @param generatedAt RFC 3339
 * @param exemptions The project's exemptions, by service name
 */
export function coverProject(
  project: string,
  { cmks, services: all, associations, withoutByok = false }: ProjectContent,
  generatedAt: string,
  exemptions: ReadonlyMap<string, Exemption>,
): ProjectCoverage {
  const byId = new Map(cmks.map((cmk) => [cmk.cmkId, cmk]));
  const statuses = new Map(
    [...associations].map(([cmkId, list]) => [cmkId, new Map(list.map((one) => [one.serviceName, one.status]))]),
  );
  const services = all.map((service): CoveredService => {
    const cmk = (service.cmkId === null ? undefined : byId.get(service.cmkId)) ?? null;
    const exemption = exemptions.get(service.serviceName) ?? null;
    return { service, cmk, coverage: judge(service, cmk, statuses), exemption };
  });
  services.sort((a, b) => coverageRank(a) - coverageRank(b) || compare(a.service.serviceName, b.service.serviceName));
  const used = cmks
    .filter(({ status }) => status !== 'deleted')
    .map((cmk): UsedCmk => {
      const users = usersOfKey(cmk.cmkId, all, associations.get(cmk.cmkId) ?? []);
      return {
        cmk,
        ageDays: daysBetween(cmk.createdAt, generatedAt),
        services: services.filter((one) => one.cmk === cmk),
        heldBy: users.filter(({ service }) => service?.cmkId !== cmk.cmkId),
        supersededBy: supersederOf(cmk, cmks, users.length > 0),
      };
    })
    .sort(
      (a, b) => Number(isRisky(b)) - Number(isRisky(a)) || usersIn(b) - usersIn(a) || compare(a.cmk.cmkId, b.cmk.cmkId),
    );
  return { project, services, cmks: used, withoutByok };
}

/** The status of each association, by CMK ID and service name. */
type Statuses = ReadonlyMap<string, ReadonlyMap<string, AssociationStatus>>;

function judge(service: Service, cmk: Cmk | null, statuses: Statuses): Coverage {
  if (service.cmkId === null) return 'unprotected';
  if (cmk === null || cmk.status === 'deleted') return 'unknown_key';
  if (cmk.status === 'old') return 'old_key';
  const status = statuses.get(cmk.cmkId)?.get(service.serviceName) ?? null;
  const { use } = keyUser(cmk.cmkId, service, status);
  return use === 'on' || (use === 'poweredOff' && status === 'active') ? 'protected' : 'in_transition';
}

/** The order of services: worst coverage first, exempt services just before the protected ones. */
export function coverageRank(service: CoveredService): number {
  return coverages.indexOf(isExempt(service) ? 'protected' : service.coverage) - (isExempt(service) ? 0.5 : 0);
}

/** Whether a service is unprotected and has an exemption that has not expired. */
export function isExempt(one: CoveredService): boolean {
  return exemptionState(one) === 'in_force';
}

export type ExemptionState = 'in_force' | 'expired' | 'not_needed';

/** What an exemption does for its service; null without one. `not_needed`: the service has a key. */
export function exemptionState({ coverage, exemption }: CoveredService): ExemptionState | null {
  if (exemption === null) return null;
  if (coverage !== 'unprotected') return 'not_needed';
  return exemption.expired ? 'expired' : 'in_force';
}

/** The number of services that use a key, whatever their `cmk_id` is. */
const usersIn = ({ services, heldBy }: UsedCmk) => services.length + heldBy.length;

/** Whether any service uses a key. */
export function isUsed(used: UsedCmk): boolean {
  return usersIn(used) > 0;
}

/** Whether services still use a key that Aiven or a later key has replaced. */
export function isRisky(used: UsedCmk): boolean {
  return isUsed(used) && (used.cmk.status === 'old' || used.supersededBy !== null);
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

const dayMs = 24 * 3_600_000;

/** Whole days from one time to another (RFC 3339); null if one of them is not a time. */
function daysBetween(from: string, to: string): number | null {
  const days = Math.floor((Date.parse(to) - Date.parse(from)) / dayMs);
  return Number.isNaN(days) ? null : Math.max(0, days);
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
    exempt: services.filter(isExempt).length,
    on_default_key: services.filter(({ cmk }) => cmk?.defaultCmk).length,
    cmks: cmks.length,
    unused_cmks: cmks.filter((used) => !isUsed(used)).length,
    held_cmks: cmks.filter(({ heldBy }) => heldBy.length > 0).length,
  };
}

/** How many keys lack what a complaint needs: the status of a key that encrypts a service, or a date of registration. */
export function countKeys(projects: readonly ProjectCoverage[], lacks: 'status' | 'age'): number {
  const isWithout = ({ cmk, ageDays, services }: UsedCmk) =>
    lacks === 'status' ? cmk.status === null && services.length > 0 : ageDays === null;
  return projects.flatMap(({ cmks }) => cmks).filter(isWithout).length;
}
