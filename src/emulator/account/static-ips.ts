/** The static IP addresses of a project, and which service has each (docs/internals/api.md#static-ip-addresses). */

import type { WireStaticIp } from '../../api/wire';
import { conflict, notFound } from '../api-error';
import type { ProjectRecord, StaticIpRecord } from './store';

/** Adds an address. It is made up, from the block for documentation (RFC 5737). */
export function addStaticIp(
  project: ProjectRecord,
  id: string,
  cloudName = 'google-europe-west1',
  terminationProtection = false,
): StaticIpRecord {
  const record: StaticIpRecord = {
    static_ip_address_id: id,
    ip_address: `203.0.113.${(project.staticIps.size % 254) + 1}`,
    cloud_name: cloudName,
    state: 'created',
    service_name: null,
    termination_protection: terminationProtection,
  };
  project.staticIps.set(id, record);
  return record;
}

export function requireStaticIp(project: ProjectRecord, id: string): StaticIpRecord {
  const record = project.staticIps.get(id);
  if (record === undefined) throw notFound(`Static IP address "${id}" does not exist`);
  return record;
}

/** Returns the address if it may be given to the service. A second association with the same service is refused too. A guess. */
export function requireFreeStaticIp(project: ProjectRecord, id: string): StaticIpRecord {
  const record = requireStaticIp(project, id);
  if (record.service_name !== null) {
    throw conflict(`Static IP address "${id}" is already associated with service "${record.service_name}"`);
  }
  return record;
}

export function releaseStaticIps(project: ProjectRecord, serviceName: string): void {
  for (const record of project.staticIps.values()) {
    if (record.service_name === serviceName) record.service_name = null;
  }
}

/** An address is `assigned` once its service runs. */
export function toWireStaticIp(project: ProjectRecord, record: StaticIpRecord): WireStaticIp {
  const { service_name: serviceName } = record;
  if (serviceName === null) return { ...record, state: 'created' };
  const isRunning = project.services.get(serviceName)?.state === 'RUNNING';
  return { ...record, state: isRunning ? 'assigned' : 'available' };
}
