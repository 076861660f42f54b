/** What callers pass to create, update and read services. */

import type { CallOptions } from '../call/api';

/** What a service may be given at creation and changed to later. */
export interface ServiceSettings {
  cloudName?: string;
  /** A key, or null for Aiven's own keys. Left out: the project's default at creation, no change later. */
  cmkId?: string | null;
  userConfig?: Record<string, unknown>;
  terminationProtection?: boolean;
  maintenance?: { dow?: string; time?: string };
  diskSpaceMb?: number;
  techEmails?: string[];
  staticIps?: string[];
  tags?: Record<string, string>;
}

export interface ServiceCreate extends ServiceSettings {
  serviceName: string;
  serviceType: string;
  servicePlan: string;
  projectVpcId?: string;
}

/** Only what is given is sent, hence changed. */
export interface ServiceUpdate extends ServiceSettings {
  servicePlan?: string;
  projectVpcId?: string | null;
  powered?: boolean;
}

export interface ServiceReadOptions extends CallOptions {
  /** Ask for passwords and URIs too. @default the client's `includeSecrets` */
  includeSecrets?: boolean;
}
