/** Adds the projects, keys, services and associations of a seed to a store. */

import { randomUUID } from 'node:crypto';
import { createServiceRecord } from '../account/new-service';
import { addStaticIp } from '../account/static-ips';
import type { CmkRecord, ProjectRecord, ServiceRecord, Store } from '../account/store';
import { aivenManagedCmkId } from '../input';
import type { AssociationSeed, CmkSeed, ProjectOptions, ProjectSeed, Seed, ServiceSeed } from '../seed';
import { generateCmks, generateServices } from './generated-seed';

function toCmkRecord(seed: CmkSeed, timestamp: () => string): CmkRecord {
  const created = seed.created_at ?? timestamp();
  return {
    id: (seed.id ?? randomUUID()).toLowerCase(),
    provider: seed.provider,
    resource: seed.resource,
    default_cmk: seed.default_cmk ?? false,
    status: seed.status ?? 'current',
    created_at: created,
    updated_at: seed.updated_at ?? created,
    listedFrom: 0,
    foundFrom: 0,
  };
}

/** @param path the service's place in the seed, for the message of an error */
function toServiceRecord(seed: ServiceSeed, project: ProjectRecord, path: string, timestamp: string): ServiceRecord {
  const { cmk_id: givenCmkId = null, state = 'RUNNING', static_ips: _, ...service } = seed;
  const cmkId = givenCmkId === aivenManagedCmkId ? null : (givenCmkId?.toLowerCase() ?? null);
  if (cmkId !== null && !project.cmks.has(cmkId)) {
    throw new Error(`${path}.cmk_id must be the ID of a key of the same project, got "${givenCmkId}"`);
  }
  const firstBackupAt = state === 'RUNNING' ? Date.parse(timestamp) : null;
  return { ...createServiceRecord(service, timestamp), state, cmk_id: cmkId, firstBackupAt };
}

function addCmk(project: ProjectRecord, cmk: CmkRecord): void {
  project.cmks.set(cmk.id, cmk);
}

function addService(project: ProjectRecord, service: ServiceRecord): void {
  const { service_name: serviceName, cmk_id: cmkId } = service;
  project.services.set(serviceName, service);
  if (cmkId !== null) project.associations.push({ cmkId, serviceName, status: 'active', changesAt: null });
}

function addAssociation(project: ProjectRecord, { cmk_id, service_name, status }: AssociationSeed): void {
  const cmkId = cmk_id.toLowerCase();
  project.associations.push({ cmkId, serviceName: service_name, status, changesAt: null });
}

function applyProject(store: Store, seed: ProjectSeed, path: string, timestamp: () => string): void {
  const { cmks: cmkCount = 0, services: serviceCount = 0 } = seed.generate ?? {};
  const project = addProject(store, seed);
  for (const cmk of [...generateCmks(seed.name, cmkCount), ...(seed.cmks ?? [])]) {
    addCmk(project, toCmkRecord(cmk, timestamp));
  }
  for (const { static_ip_address_id: id, cloud_name: cloud } of seed.static_ips ?? []) addStaticIp(project, id, cloud);
  const services = [...generateServices(seed.name, serviceCount, cmkCount), ...(seed.services ?? [])];
  for (const [index, service] of services.entries()) {
    addService(project, toServiceRecord(service, project, `${path}.services[${index - serviceCount}]`, timestamp()));
    for (const id of service.static_ips ?? []) {
      addStaticIp(project, id, service.cloud).service_name = service.service_name;
    }
  }
  for (const association of seed.associations ?? []) addAssociation(project, association);
}

/** Adds a project with its settings, or changes those of an existing one. */
export function addProject(store: Store, { name, byok = true, deny = [], accessors }: ProjectOptions): ProjectRecord {
  const project = store.addProject(name);
  Object.assign(project, { byok, deny: deny === 'writes' ? deny : [...deny], accessors });
  return project;
}

/**
 * Adds a validated seed to a store.
 * @param timestamp returns the time of each object that the seed gives none for
 * @throws Error if a service uses a key that its project does not have
 */
export function applySeed(store: Store, seed: Seed, timestamp: () => string): void {
  for (const [index, entry] of (seed.projects ?? []).entries()) {
    const project = typeof entry === 'string' ? { name: entry } : entry;
    applyProject(store, project, `seed.projects[${index}]`, timestamp);
  }
}
