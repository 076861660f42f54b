/** What an emulator begins with, in the API's own names: an object, or a JSON file of the same form. */

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

export interface CmkSeed extends Partial<Omit<WireCmk, 'provider' | 'resource'>> {
  provider: WireCloud;
  resource: string;
}

/** A service as it would be created, and the state it is in (RUNNING unless said otherwise). */
export interface ServiceSeed extends Omit<WireServiceCreate, 'cmk_id'> {
  cmk_id?: string | null;
  state?: WireServiceState;
}

/** An association beside those that the services' `cmk_id` make; it stays in its status. */
export interface AssociationSeed {
  cmk_id: string;
  service_name: string;
  status: WireAssociationStatus;
}

export interface ProjectSeed extends ProjectOptions {
  accessors?: WireAccessors;
  cmks?: readonly CmkSeed[];
  services?: readonly ServiceSeed[];
  associations?: readonly AssociationSeed[];
  /** So many keys and services more, always the same ones: `generatedCmkId` tells the ids. */
  generate?: { cmks?: number; services?: number };
}

export interface Seed {
  projects?: readonly (string | ProjectSeed)[];
}

/** The id of the `index`th generated key of a project, from 0. */
export function generatedCmkId(project: string, index: number): string {
  const hex = createHash('sha256').update(`cmk ${project} ${index}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A project that exists in the emulator. */
export interface ProjectOptions {
  name: string;
  /** Whether the project has the BYOK feature. @default true */
  byok?: boolean;
  /** What the token may not do here: all writes, or these operations, or read secrets. @default nothing */
  deny?: 'writes' | readonly (OperationId | 'secrets')[];
  /** Who Aiven is to each cloud's KMS. @default the specification's examples for all four clouds */
  accessors?: WireAccessors;
}
