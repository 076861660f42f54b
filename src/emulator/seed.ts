/** The initial state of an emulator: an object, or a JSON file of the same form. Field names are those of the API. */

import { createHash } from 'node:crypto';
import type {
  OperationId,
  WireAccessors,
  WireAssociationStatus,
  WireCloud,
  WireCmk,
  WireServiceCreate,
  WireServiceState,
} from '../api/wire';

/** A key. `id` and the timestamps are generated if they are left out; `status` is `current`. */
export interface CmkSeed extends Partial<Omit<WireCmk, 'provider' | 'resource'>> {
  provider: WireCloud;
  resource: string;
}

/** A service: the fields of ServiceCreate and its state. */
export interface ServiceSeed extends Omit<WireServiceCreate, 'cmk_id'> {
  /** The ID of a key of the same project; null for Aiven-managed keys. @default null */
  cmk_id?: string | null;
  /** @default 'RUNNING' */
  state?: WireServiceState;
}

/** An association in addition to those that the services' `cmk_id` create. It stays in its status. */
export interface AssociationSeed {
  cmk_id: string;
  service_name: string;
  status: WireAssociationStatus;
}

export interface StaticIpSeed {
  static_ip_address_id: string;
  /** @default 'google-europe-west1' */
  cloud_name?: string;
}

export interface ProjectSeed extends ProjectOptions {
  cmks?: readonly CmkSeed[];
  services?: readonly ServiceSeed[];
  associations?: readonly AssociationSeed[];
  /** Static IP addresses that no service has. Those of a service are in its `static_ips`. */
  static_ips?: readonly StaticIpSeed[];
  /** The number of keys and services to generate. They are the same every time; `generatedCmkId` returns the IDs. */
  generate?: { cmks?: number; services?: number };
}

export interface Seed {
  projects?: readonly (string | ProjectSeed)[];
}

/** The ID of a generated key. @param index from 0, in order of creation */
export function generatedCmkId(project: string, index: number): string {
  const hex = createHash('sha256').update(`cmk ${project} ${index}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface ProjectOptions {
  name: string;
  /** Whether the project has the BYOK feature. Without it, key operations return 403. @default true */
  byok?: boolean;
  /** What returns 403: all writes, the listed operations, or reading secrets. @default nothing */
  deny?: 'writes' | readonly (OperationId | 'secrets')[];
  /** What CMKAccessorsList returns. @default example values for all four clouds */
  accessors?: WireAccessors;
}
