/** The life cycle of services and their associations: starts changes, and applies them when they are due. */

import type { Settings } from '../options';
import { delaysOf } from './delays';
import { releaseStaticIps } from './static-ips';
import type { ProjectRecord, ServiceRecord } from './store';

/** Activates or removes the associations that are due, of one service or of all. */
function applyDueAssociations(project: ProjectRecord, now: number, serviceName?: string): void {
  const removed = new Set<object>();
  for (const association of project.associations) {
    const { changesAt, status } = association;
    if (
      changesAt === null ||
      changesAt > now ||
      (serviceName !== undefined && serviceName !== association.serviceName)
    ) {
      continue;
    }
    if (status === 'deactivating') {
      removed.add(association);
    } else {
      association.status = 'active';
      association.changesAt = null;
    }
  }
  if (removed.size > 0) project.associations = project.associations.filter((association) => !removed.has(association));
}

/** Stops the associations of a service without power where they are. A guess. */
function pauseAssociations(project: ProjectRecord, service: ServiceRecord): void {
  for (const association of project.associations) {
    if (association.serviceName === service.service_name) association.changesAt = null;
  }
}

function removeService(project: ProjectRecord, serviceName: string): void {
  project.services.delete(serviceName);
  releaseStaticIps(project, serviceName);
}

function finishMove(project: ProjectRecord, service: ServiceRecord, readyAt: number): void {
  service.readyAt = null;
  if (service.outcome === 'taken-away') {
    removeService(project, service.service_name);
    project.associations = project.associations.filter(({ serviceName }) => serviceName !== service.service_name);
  } else if (service.outcome === 'becomes-poweroff') {
    applyDueAssociations(project, readyAt - 1, service.service_name);
    service.state = 'POWEROFF';
    pauseAssociations(project, service);
  } else {
    service.state = 'RUNNING';
  }
}

/** Applies every change of a project that is due by `now`. */
export function applyDueChanges(project: ProjectRecord, now: number): void {
  for (const service of project.services.values()) {
    if (service.readyAt !== null && service.readyAt <= now) finishMove(project, service, service.readyAt);
    if (service.deletedAt !== null && service.deletedAt <= now) removeService(project, service.service_name);
  }
  applyDueAssociations(project, now);
}

const isStuck = (service: ServiceRecord) => service.state === 'POWEROFF' || service.outcome === 'never-ready';

/**
 * Moves a service to a key, or to Aiven-managed keys (null): the new association becomes `activating` and the old one
 * `deactivating` (docs/internals/api.md#service-associations).
 */
export function assignCmk(
  project: ProjectRecord,
  service: ServiceRecord,
  cmkId: string | null,
  settings: Settings,
  now: number,
): void {
  const { activation, deactivation } = delaysOf(service.service_name, settings);
  const dueAfter = (delay: number) => (isStuck(service) ? null : now + delay);
  service.cmk_id = cmkId;
  let found = false;
  for (const association of project.associations) {
    if (association.serviceName !== service.service_name) continue;
    if (association.cmkId === cmkId) {
      found = true;
      if (association.status === 'deactivating') {
        Object.assign(association, { status: 'activating', changesAt: dueAfter(activation) });
      }
    } else if (association.status !== 'deactivating') {
      Object.assign(association, { status: 'deactivating', changesAt: dueAfter(deactivation) });
    }
  }
  if (cmkId !== null && !found) {
    const serviceName = service.service_name;
    project.associations.push({ cmkId, serviceName, status: 'activating', changesAt: dueAfter(activation) });
  }
}

/** Starts a move: `REBUILDING` for a service that is new or powered on, `REBALANCING` for others (docs/internals/api.md#service-fields). */
export function startMove(
  service: ServiceRecord,
  state: 'REBUILDING' | 'REBALANCING',
  settings: Settings,
  now: number,
): void {
  if (service.state === 'POWEROFF' && state === 'REBALANCING') return;
  service.state = service.readyAt !== null && service.state === 'REBUILDING' ? 'REBUILDING' : state;
  const { move } = delaysOf(service.service_name, settings);
  service.readyAt = service.outcome === 'never-ready' ? null : now + move;
  if (service.readyAt !== null) service.firstBackupAt ??= service.readyAt + move;
}

export function powerOff(project: ProjectRecord, service: ServiceRecord): void {
  service.state = 'POWEROFF';
  service.readyAt = null;
  pauseAssociations(project, service);
}

/** Powers a service on and resumes its associations. */
export function powerOn(project: ProjectRecord, service: ServiceRecord, settings: Settings, now: number): void {
  const { activation, deactivation } = delaysOf(service.service_name, settings);
  service.outcome = 'runs';
  startMove(service, 'REBUILDING', settings, now);
  for (const association of project.associations) {
    if (association.serviceName === service.service_name && association.status !== 'active') {
      association.changesAt = now + (association.status === 'activating' ? activation : deactivation);
    }
  }
}

/** Deletes a service. Its associations last until it is deleted, or for the deactivation delay if that is longer. A guess. */
export function startDeletion(project: ProjectRecord, service: ServiceRecord, settings: Settings, now: number): void {
  const { deactivation, deletion } = delaysOf(service.service_name, settings);
  service.deletedAt = now + deletion;
  const changesAt = now + Math.max(deletion, deactivation);
  for (const association of project.associations) {
    if (association.serviceName === service.service_name) {
      Object.assign(association, { status: 'deactivating', changesAt });
    }
  }
}

/** The key that a service uses at this moment, null for Aiven-managed keys. */
export function cmkInUse(project: ProjectRecord, service: ServiceRecord): string | null {
  const own = project.associations.filter(({ serviceName }) => serviceName === service.service_name);
  const inUse = own.find(({ status }) => status === 'active') ?? own.find(({ status }) => status === 'deactivating');
  return inUse?.cmkId ?? null;
}
