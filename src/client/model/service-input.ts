/** Options to create, update and read services. */

import type { CallOptions, SingleReadOptions } from '../call/api';

/** Settings at creation and in updates. */
export interface ServiceSettings {
  cloudName?: string;
  /** A key, or null for Aiven-managed keys. @default the project's default key at creation, no change in an update */
  cmkId?: string | null;
  /** Bigints and `ExactNumber`s are sent as numbers with all their digits. */
  userConfig?: Record<string, unknown>;
  terminationProtection?: boolean;
  maintenance?: { dow?: string; time?: string };
  diskSpaceMb?: number;
  techEmails?: string[];
}

export interface ServiceCreate extends ServiceSettings {
  serviceName: string;
  serviceType: string;
  plan: string;
  projectVpcId?: string;
  /** IDs of static IP addresses. */
  staticIps?: string[];
  tags?: Record<string, string>;
}

/** Only the given settings are sent and changed. */
export interface ServiceUpdate extends ServiceSettings {
  plan?: string;
  projectVpcId?: string | null;
  powered?: boolean;
}

export interface ServiceListOptions extends CallOptions {
  /** Request passwords and URIs too. @default false */
  includeSecrets?: boolean;
}

export interface ServiceReadOptions extends SingleReadOptions, ServiceListOptions {}
