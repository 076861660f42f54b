/** The life of services and their associations: what begins now and what time has brought about since. */

import type { Settings } from '../options';
import type { ProjectRecord, ServiceRecord } from './store';

/** Delays in force; each falls back on the one before. */
function delays({ serviceDelay, activationDelay, deactivationDelay }: Settings) {
  const activation = activationDelay ?? serviceDelay;
  return { service: serviceDelay, activation, deactivation: deactivationDelay ?? activation };
}

/** Associations whose time has come by `until`: the new become active, the old end. */
function settleAssociations(project: ProjectRecord, until: number, serviceName?: string): void {
  const ended = new Set<object>();
  for (const association of project.associations) {
    const { changesAt, status } = association;
    if (
      changesAt === null ||
      changesAt > until ||
      (serviceName ?? association.serviceName) !== association.serviceName
    ) {
      continue;
    }
    if (status === 'deactivating') {
      ended.add(association);
    } else {
      association.status = 'active';
      association.changesAt = null;
    }
  }
  if (ended.size > 0) {
    project.associations = project.associations.filter((association) => !ended.has(association));
  }
}

/** A service without power moves nowhere: its associations stay as they are until it is powered on. A guess. */
function freeze(project: ProjectRecord, service: ServiceRecord): void {
  for (const association of project.associations) {
    if (association.serviceName === service.service_name) {
      association.changesAt = null;
    }
  }
}

function becomeReady(project: ProjectRecord, service: ServiceRecord, readyAt: number): void {
  service.readyAt = null;
  if (service.fate === 'taken-away') {
    project.services.delete(service.service_name);
    project.associations = project.associations.filter(({ serviceName }) => serviceName !== service.service_name);
  } else if (service.fate === 'becomes-poweroff') {
    settleAssociations(project, readyAt - 1, service.service_name);
    service.state = 'POWEROFF';
    freeze(project, service);
  } else {
    service.state = 'RUNNING';
  }
}

/** Brings a project up to `now`. */
export function settleProject(project: ProjectRecord, now: number): void {
  for (const service of project.services.values()) {
    if (service.readyAt !== null && service.readyAt <= now) {
      becomeReady(project, service, service.readyAt);
    }
    if (service.goneAt !== null && service.goneAt <= now) {
      project.services.delete(service.service_name);
    }
  }
  settleAssociations(project, now);
}

const isStuck = (service: ServiceRecord) => service.state === 'POWEROFF' || service.fate === 'never-ready';

/**
 * Puts a service under `cmkId`, or under Aiven-managed keys (null): the new association activates, the old deactivates.
 * docs/api.md#service-associations.
 */
export function bind(
  project: ProjectRecord,
  service: ServiceRecord,
  cmkId: string | null,
  settings: Settings,
  now: number,
): void {
  const { activation, deactivation } = delays(settings);
  const at = (delay: number) => (isStuck(service) ? null : now + delay);
  service.cmk_id = cmkId;
  let found = false;
  for (const association of project.associations) {
    if (association.serviceName !== service.service_name) {
      continue;
    }
    if (association.cmkId === cmkId) {
      found = true;
      if (association.status === 'deactivating') {
        Object.assign(association, { status: 'activating', changesAt: at(activation) });
      }
    } else if (association.status !== 'deactivating') {
      Object.assign(association, { status: 'deactivating', changesAt: at(deactivation) });
    }
  }
  if (cmkId !== null && !found) {
    const serviceName = service.service_name;
    project.associations.push({ cmkId, serviceName, status: 'activating', changesAt: at(activation) });
  }
}

/** A service begins to move. A new one, or one that is powered on, is REBUILDING (docs/api.md#service-fields). */
export function startMove(
  service: ServiceRecord,
  state: 'REBUILDING' | 'REBALANCING',
  settings: Settings,
  now: number,
): void {
  if (service.state === 'POWEROFF' && state === 'REBALANCING') {
    return;
  }
  service.state = service.readyAt !== null && service.state === 'REBUILDING' ? 'REBUILDING' : state;
  service.readyAt = service.fate === 'never-ready' ? null : now + settings.serviceDelay;
}

export function powerOff(project: ProjectRecord, service: ServiceRecord): void {
  service.state = 'POWEROFF';
  service.readyAt = null;
  freeze(project, service);
}

/** Powers a service on; moves of its associations that had been frozen go on. */
export function powerOn(project: ProjectRecord, service: ServiceRecord, settings: Settings, now: number): void {
  const { activation, deactivation } = delays(settings);
  service.fate = 'runs';
  startMove(service, 'REBUILDING', settings, now);
  for (const association of project.associations) {
    if (association.serviceName === service.service_name && association.status !== 'active') {
      association.changesAt = now + (association.status === 'activating' ? activation : deactivation);
    }
  }
}

/** Deletes a service: its keys are held until it is gone and for the time of a deactivation. A guess. */
export function startDeletion(project: ProjectRecord, service: ServiceRecord, settings: Settings, now: number): void {
  const { deactivation } = delays(settings);
  service.goneAt = now + settings.deletionDelay;
  const changesAt = now + Math.max(settings.deletionDelay, deactivation);
  for (const association of project.associations) {
    if (association.serviceName === service.service_name) {
      Object.assign(association, { status: 'deactivating', changesAt });
    }
  }
}

/** The key that protects a service at this moment; null: Aiven's. */
export function cmkInUse(project: ProjectRecord, service: ServiceRecord): string | null {
  const own = project.associations.filter(({ serviceName }) => serviceName === service.service_name);
  const inUse = own.find(({ status }) => status === 'active') ?? own.find(({ status }) => status === 'deactivating');
  return inUse?.cmkId ?? null;
}
