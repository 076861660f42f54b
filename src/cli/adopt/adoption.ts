/** Which objects of a project are adopted: those that files already list, and new ones. */

import {
  checkKeyReference,
  checkServiceName,
  formatCmkImportId,
  formatServiceImportId,
  normalizeCmkId,
  sameCmkId,
} from '../../aiven';
import { isServiceType } from '../../aiven/services/service-types';
import type { Cmk, KeyUser, Service } from '../../client';
import type { ManifestEntry } from './manifest';

export const keyType = 'aiven_cmk';
export const bindingType = 'aiven_cmk_service_association';

/** Which kinds of new objects to adopt. */
export interface Wanted {
  keys: boolean;
  /** Services as bindings to their keys. A service that is adopted as a whole gets none. */
  bindings: boolean;
  /** Services as resources. */
  services: boolean;
}

/** What Aiven returned about a project. `services` is undefined when the list was not requested. */
export interface FoundProject {
  project: string;
  cmks: readonly Cmk[];
  services?: readonly Service[];
}

export interface AdoptedKey {
  kind: 'key';
  type: typeof keyType;
  project: string;
  /** CMK ID. */
  id: string;
  cmk: Cmk;
}

/** The key of a service, and nothing else of it. */
export interface AdoptedBinding {
  kind: 'binding';
  type: typeof bindingType;
  project: string;
  /** Name of the service. */
  id: string;
  cmkId: string;
}

/** A service with all of its settings. */
export interface AdoptedService {
  kind: 'service';
  type: string;
  project: string;
  /** Name of the service. */
  id: string;
  service: Service;
  /** Null for Aiven-managed keys. */
  cmkId: string | null;
}

export type AdoptedObject = AdoptedKey | AdoptedBinding | AdoptedService;

/** With its name in a file: see `ManifestEntry`. */
export type Named<T extends AdoptedObject = AdoptedObject> = T & { name: string };

/** Objects that Terraform already manages or a file already lists, by import ID: PROJECT/CMK_ID, PROJECT/SERVICE_NAME. */
export interface Managed {
  keys: ReadonlySet<string>;
  /** Services, including those that only have a binding. */
  services: ReadonlySet<string>;
  /** The services that have a binding. */
  bindings: ReadonlySet<string>;
}

/** Something that cannot be adopted, and one sentence about the reason. */
interface LeftOut {
  kind?: 'key' | 'service';
  what: string;
  reason: string;
}

export interface NewObjects {
  project: string;
  /** Keys by age, then services by name, so that every run writes the same. */
  objects: AdoptedObject[];
  leftOut: LeftOut[];
  /** How many keys and services are left out because only the state lists them. */
  inState: { keys: number; services: number };
  /** Names of services that were wanted as a whole but have a binding already. */
  bound: string[];
}

/** Finds the objects that no file lists and no state manages. */
export function findNew(
  { project, cmks, services = [] }: FoundProject,
  wanted: Wanted,
  { listed, state }: { listed: Managed; state: Managed },
): NewObjects {
  const existing = existingKeys(cmks);
  const found: NewObjects = { project, objects: [], leftOut: [], inState: { keys: 0, services: 0 }, bound: [] };
  const isAdoptable = (kind: 'key' | 'service', name: string, reason: string | undefined) => {
    if (reason !== undefined) found.leftOut.push({ kind, what: `${kind} "${name}"`, reason });
    return reason === undefined;
  };
  for (const cmk of wanted.keys ? existing : []) {
    const id = formatCmkImportId({ project, cmkId: cmk.cmkId });
    if (listed.keys.has(id)) continue;
    if (state.keys.has(id)) found.inState.keys += 1;
    else if (isAdoptable('key', cmk.cmkId, checkKeyReference(cmk.cloud, cmk.keyReference))) {
      found.objects.push(adoptedKey(project, cmk));
    }
  }
  const defaults = existing.filter(({ defaultCmk }) => defaultCmk).map(({ cmkId }) => `"${cmkId}"`);
  if (defaults.length > 1) {
    const reason = `Aiven returns ${defaults.join(' and ')} as the default key, and a project can have only one.`;
    found.leftOut.push({ what: 'the default key', reason });
  }
  for (const service of byName(services)) {
    const { serviceName, serviceType, cmkId } = service;
    const isWhole = wanted.services && isServiceType(serviceType);
    const id = formatServiceImportId({ project, serviceName });
    if (isWhole && (listed.bindings.has(id) || state.bindings.has(id))) found.bound.push(serviceName);
    if (listed.services.has(id) || (!isWhole && (!wanted.bindings || cmkId === null))) continue;
    const isListed = cmkId === null || existing.some((cmk) => sameCmkId(cmk.cmkId, cmkId));
    const problem = isListed ? undefined : `It uses key "${cmkId}", which Aiven does not list.`;
    if (state.services.has(id)) found.inState.services += 1;
    else if (isAdoptable('service', serviceName, checkServiceName(serviceName) ?? problem)) {
      if (isWhole) found.objects.push(adoptedService(project, service, cmkId));
      else if (cmkId !== null) found.objects.push(adoptedBinding(project, serviceName, cmkId));
    }
  }
  return found;
}

/** What has become of the objects that a manifest lists. */
export interface ListedObjects {
  kept: Named[];
  missing: ManifestEntry[];
  /** Services that no longer use a key in Aiven. They are kept with the key that the manifest lists. */
  detached: ManifestEntry[];
  /** Services that use another key now, with its ID. */
  moved: { entry: ManifestEntry; cmkId: string }[];
}

/** Services with the keys that they use: a service that Aiven moves to a key may not have its `cmk_id` yet. */
export function withKeysInUse(services: readonly Service[], users: ReadonlyMap<string, readonly KeyUser[]>): Service[] {
  const target = new Map<string, string>();
  for (const [cmkId, all] of users) {
    for (const { serviceName, association } of all) if (association === 'activating') target.set(serviceName, cmkId);
  }
  return services.map((service) => ({ ...service, cmkId: target.get(service.serviceName) ?? service.cmkId }));
}

/** Finds the objects of one project that a manifest lists. Ignores services when their list was not requested. */
export function findListed(
  { project, cmks, services }: FoundProject,
  entries: readonly ManifestEntry[],
): ListedObjects {
  const existing = existingKeys(cmks);
  const keyOf = (cmkId: string | undefined) => existing.find((cmk) => sameCmkId(cmk.cmkId, cmkId));
  const listed: ListedObjects = { kept: [], missing: [], detached: [], moved: [] };
  for (const entry of entries) {
    if (entry.project !== project || entry.isRemoved) continue;
    const { type, id, name, key } = entry;
    if (type === keyType) {
      const cmk = keyOf(id);
      if (cmk === undefined) listed.missing.push(entry);
      else listed.kept.push({ ...adoptedKey(project, cmk), name });
      continue;
    }
    if (services === undefined) continue;
    const isBinding = type === bindingType;
    const service = services.find(
      ({ serviceName, serviceType }) => serviceName === id && (isBinding || type === resourceType(serviceType)),
    );
    const lastKey = key === undefined ? undefined : keyOf(key)?.cmkId;
    const cmkId = service?.cmkId ?? lastKey ?? null;
    if (service === undefined || (isBinding && cmkId === null)) {
      listed.missing.push(entry);
      continue;
    }
    // Someone removed the key in Aiven. Following that would weaken what the code declares.
    if (service.cmkId === null && cmkId !== null) listed.detached.push(entry);
    if (service.cmkId !== null && key !== undefined && !sameCmkId(service.cmkId, key)) {
      listed.moved.push({ entry, cmkId: service.cmkId });
    }
    const object =
      isBinding && cmkId !== null ? adoptedBinding(project, id, cmkId) : adoptedService(project, service, cmkId);
    listed.kept.push({ ...object, name });
  }
  return listed;
}

/** The objects that manifests list, by import ID. */
export function managedBy(entries: readonly ManifestEntry[]): Managed {
  const present = entries.filter(({ isRemoved }) => !isRemoved);
  const idsOf = (list: readonly ManifestEntry[]) => new Set(list.map(({ project, id }) => `${project}/${id}`));
  return {
    keys: idsOf(present.filter(({ type }) => type === keyType)),
    services: idsOf(present.filter(({ type }) => type !== keyType)),
    bindings: idsOf(present.filter(({ type }) => type === bindingType)),
  };
}

/** A project's keys by age, without deleted ones. */
export function existingKeys(cmks: readonly Cmk[]): Cmk[] {
  return cmks
    .filter(({ status }) => status !== 'deleted')
    .sort((one, other) => compare(one.createdAt, other.createdAt) || compare(one.cmkId, other.cmkId));
}

/** Sorts objects as a first run writes them: keys by age, then services by name. */
export function inOrder(objects: readonly Named[], cmks: readonly Cmk[]): Named[] {
  const ages = existingKeys(cmks).map(({ cmkId }) => cmkId);
  const rank = ({ kind, id }: Named) => (kind === 'key' ? ages.indexOf(id) : ages.length);
  return [...objects].sort((one, other) => rank(one) - rank(other) || compare(one.id, other.id));
}

/** The project's default key. Undefined also when Aiven returns two. */
export function defaultKeyOf(cmks: readonly Cmk[]): Cmk | undefined {
  const defaults = existingKeys(cmks).filter(({ defaultCmk }) => defaultCmk);
  return defaults.length === 1 ? defaults[0] : undefined;
}

const resourceType = (serviceType: string) => `aiven_${serviceType}`;

function adoptedKey(project: string, cmk: Cmk): AdoptedKey {
  return { kind: 'key', type: keyType, project, id: normalizeCmkId(cmk.cmkId), cmk };
}

function adoptedBinding(project: string, serviceName: string, cmkId: string): AdoptedBinding {
  return { kind: 'binding', type: bindingType, project, id: serviceName, cmkId };
}

function adoptedService(project: string, service: Service, cmkId: string | null): AdoptedService {
  const { serviceName, serviceType } = service;
  return { kind: 'service', type: resourceType(serviceType), project, id: serviceName, service, cmkId };
}

const byName = (services: readonly Service[]) =>
  [...services].sort((one, other) => compare(one.serviceName, other.serviceName));

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
