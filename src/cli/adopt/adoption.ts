/** What is to be adopted of a project: what Aiven has, less what is under Terraform already and what cannot be. */

import { checkKeyReference, checkServiceName, formatCmkImportId, formatServiceImportId, sameCmkId } from '../../aiven';
import { isServiceType } from '../../aiven/services/service-types';
import type { Cmk, Service } from '../../client';
import { referenceId, type Written } from './written';

/** Which kinds of things are wanted. */
export interface Wanted {
  keys: boolean;
  /** Services as bindings to their keys. Of a service that comes whole there is none. */
  bindings: boolean;
  /** Services as resources of their own. */
  services: boolean;
}

/** A project as Aiven tells of it. `services` is undefined when nobody asked. */
export interface FoundProject {
  project: string;
  cmks: readonly Cmk[];
  services?: readonly Service[];
}

/** What is under Terraform already, by import id: PROJECT/CMK_ID, PROJECT/SERVICE_NAME. */
export interface Managed {
  keys: Pick<ReadonlySet<string>, 'has'>;
  /** Services, whole or bound. */
  services: Pick<ReadonlySet<string>, 'has'>;
  /** Those of the services that are bound. */
  bindings: Pick<ReadonlySet<string>, 'has'>;
}

/** What cannot be adopted, and why, in one sentence. */
export interface LeftOut {
  kind?: 'key' | 'service';
  what: string;
  reason: string;
}

/** A service with the key that it is under. */
export interface KeyedService {
  service: Service;
  key: Cmk;
}

/** What is new of a project. */
export interface Adoption {
  project: string;
  /** All keys that the project has, by age. */
  there: readonly Cmk[];
  /** Those that are new. */
  keys: Cmk[];
  bindings: KeyedService[];
  /** `key` is null for Aiven-managed keys. */
  services: { service: Service; key: Cmk | null }[];
  /** Names of services that were wanted whole and are bound already. */
  bound: string[];
  leftOut: LeftOut[];
  /** The key that is written down as the default: none where Aiven tells of two. */
  defaultKey: Cmk | undefined;
}

/** What is new, keys by age and services by name, so that every run writes the same. */
export function findNew({ project, cmks, services = [] }: FoundProject, wanted: Wanted, managed: Managed): Adoption {
  const there = keysOf(cmks);
  const leftOut: LeftOut[] = [];
  const fits = (kind: 'key' | 'service', name: string, reason: string | undefined) => {
    if (reason !== undefined) leftOut.push({ kind, what: `${kind} ${name}`, reason });
    return reason === undefined;
  };
  const newKeys = wanted.keys
    ? there.filter(({ cmkId }) => !managed.keys.has(formatCmkImportId({ project, cmkId })))
    : [];
  const keys = newKeys.filter(({ cmkId, cloud, keyReference }) =>
    fits('key', cmkId, checkKeyReference(cloud, keyReference)),
  );
  const defaults = there.filter(({ defaultCmk }) => defaultCmk);
  if (defaults.length > 1) {
    const ids = defaults.map(({ cmkId }) => cmkId).join(' and ');
    leftOut.push({ what: 'the default key', reason: `Aiven says that ${ids} are the default, and only one can be.` });
  }
  const adoption: Adoption = {
    project,
    there,
    keys,
    bindings: [],
    services: [],
    bound: [],
    leftOut,
    defaultKey: defaults.length === 1 ? defaults[0] : undefined,
  };
  for (const service of byName(services)) {
    const { serviceName } = service;
    const whole = wanted.services && isServiceType(service.serviceType);
    const id = formatServiceImportId({ project, serviceName });
    if (managed.services.has(id)) {
      if (whole && managed.bindings.has(id)) adoption.bound.push(serviceName);
      continue;
    }
    if (!whole && (!wanted.bindings || service.cmkId === null)) continue;
    const key = there.find(({ cmkId }) => sameCmkId(cmkId, service.cmkId)) ?? null;
    const keyProblem =
      key === null && service.cmkId !== null ? `Aiven lists no key ${service.cmkId}, which it is under.` : undefined;
    if (!fits('service', serviceName, checkServiceName(serviceName) ?? keyProblem)) continue;
    if (whole) adoption.services.push({ service, key });
    else if (key !== null) adoption.bindings.push({ service, key });
  }
  return adoption;
}

/** Whether there is anything to write. */
export function isEmpty({ keys, bindings, services }: Adoption): boolean {
  return keys.length + bindings.length + services.length === 0;
}

/** Something that is written down and no longer there. */
export interface Vanished {
  /** Its import id, or where that does not stand, what does. */
  what: string;
  /** What the next apply would do, in a few words. */
  next: string;
}

/** @param written whose keys are identified */
export function findVanished(
  { project, cmks, services }: FoundProject,
  { keys, services: names, bindings, unnamed }: Pick<Written, 'keys' | 'services' | 'bindings' | 'unnamed'>,
): Vanished[] {
  const keyIds = new Set(keysOf(cmks).map(({ cmkId }) => formatCmkImportId({ project, cmkId })));
  const serviceIds = new Set(services?.map(({ serviceName }) => formatServiceImportId({ project, serviceName })));
  const goneServices = services === undefined ? [] : [...names].filter((id) => !serviceIds.has(id));
  const goneKeys = [...keys.keys()].filter((id) => !keyIds.has(id));
  return [
    ...goneKeys.filter((id) => id.startsWith(`${project}/`)),
    ...[...unnamed].flatMap(([id, words]) => (id.startsWith(`${project} `) ? words : [])),
  ]
    .map((what) => ({ what, next: 'register it again' }))
    .concat(
      goneServices
        .filter((id) => id.startsWith(`${project}/`))
        .map((what) => ({ what, next: bindings.has(what) ? 'try to bind it again' : 'create it again' })),
    );
}

/** Finds the ids of keys that stand in code without them: of several with one name in the KMS the oldest comes first. */
export function identifyKeys(
  { keys, unnamed }: Pick<Written, 'keys' | 'unnamed'>,
  { project, there }: Pick<Adoption, 'project' | 'there'>,
): void {
  for (const { cmkId, keyReference } of there) {
    const id = formatCmkImportId({ project, cmkId });
    const word = keys.has(id) ? undefined : unnamed.get(referenceId(project, keyReference))?.shift();
    if (word !== undefined) keys.set(id, word);
  }
}

/** By age, less those that are deleted. */
export const keysOf = (cmks: readonly Cmk[]): Cmk[] => byAge(cmks.filter(({ status }) => status !== 'deleted'));

const byAge = (cmks: readonly Cmk[]) =>
  [...cmks].sort((one, other) => compare(one.createdAt, other.createdAt) || compare(one.cmkId, other.cmkId));

const byName = (services: readonly Service[]) =>
  [...services].sort((one, other) => compare(one.serviceName, other.serviceName));

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
