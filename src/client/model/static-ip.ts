/** A static IP address of a project, and how it is read from a response. */

import type { Reader } from '../call/reader';

export interface StaticIp {
  id: string;
  ipAddress: string;
  cloudName: string;
  /** `creating`, `created`, `available`, `assigned`, `deleting` or `deleted`. */
  state: string;
  /** The service that has the address; null if none has. */
  serviceName: string | null;
}

export function readStaticIp(address: Reader): StaticIp {
  return {
    id: address.string('static_ip_address_id'),
    ipAddress: address.string('ip_address'),
    cloudName: address.string('cloud_name'),
    state: address.string('state'),
    serviceName: address.optionalString('service_name') || null,
  };
}
