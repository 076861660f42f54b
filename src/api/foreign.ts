/**
 * Operations that only Aiven's other clients use: `avn`, Aiven's own provider and its Go client (docs/internals/api.md#operations-of-other-clients).
 * The emulator serves them, so that these clients work with it. Ours never sends them.
 */

import type { Operation, Operations, WireStaticIp } from './wire';

/** The disk space of a plan. Without `disk_space_cap_mb` and `disk_space_step_mb` it is fixed. */
export interface WireServicePlan {
  service_type: string;
  service_plan: string;
  node_count: number;
  disk_space_mb: number;
  disk_space_cap_mb?: number;
  disk_space_step_mb?: number;
  backup_config: Record<string, unknown>;
}

/** Prices are decimal texts in US dollars per hour. */
export interface WireServicePlanPrice {
  service_type: string;
  service_plan: string;
  cloud_name: string;
  base_price_usd: string;
  extra_disk_price_per_gb_usd?: string;
}

export interface ForeignOperations {
  VpcList: Operation<undefined, { vpcs: [] }>;
  ProjectServiceTypesGet: Operation<
    undefined,
    { user_config_schema: { type: 'object'; properties: Record<string, never> } }
  >;
  ProjectServicePlanSpecsGet: Operation<undefined, WireServicePlan>;
  ProjectServicePlanPriceGet: Operation<undefined, WireServicePlanPrice>;
  ProjectServiceTagsList: Operation<undefined, { tags: Record<string, string> }>;
  StaticIPCreate: Operation<{ cloud_name: string; termination_protection?: boolean }, WireStaticIp>;
}

/** Every operation that the emulator serves. */
export type ServedOperations = Operations & ForeignOperations;

export type ServedOperationId = keyof ServedOperations;
