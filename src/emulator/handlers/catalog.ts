/**
 * What Aiven's other clients ask about plans, service types and VPCs before they create a service
 * (docs/internals/api.md#operations-of-other-clients). The values are made up.
 */

import { isUnavailablePlan } from '../account/service-outcome';
import { includedDiskSpace, serviceTypes } from '../account/service-types';
import { notFound } from '../api-error';
import type { Call, Handlers } from './handler';

function requireServiceType({ serviceType }: Call): void {
  if (!Object.hasOwn(serviceTypes, serviceType)) throw notFound(`Service type "${serviceType}" does not exist`);
}

function requirePlan(call: Call): void {
  requireServiceType(call);
  if (isUnavailablePlan(call.plan)) throw notFound(`Plan "${call.plan}" does not exist`);
}

export const catalogHandlers = {
  VpcList: () => ({ vpcs: [] }),

  ProjectServiceTypesGet(call) {
    requireServiceType(call);
    return { user_config_schema: { type: 'object', properties: {} } };
  },

  /** Every plan allows up to three times its own disk space, in steps of 10 GiB. */
  ProjectServicePlanSpecsGet(call) {
    requirePlan(call);
    const diskSpace = includedDiskSpace(call.plan);
    return {
      service_type: call.serviceType,
      service_plan: call.plan,
      node_count: 1,
      disk_space_mb: diskSpace,
      disk_space_cap_mb: 3 * diskSpace,
      disk_space_step_mb: 10_240,
      backup_config: { interval: 24, max_count: 2, recovery_mode: 'basic' },
    };
  },

  ProjectServicePlanPriceGet(call) {
    requirePlan(call);
    return {
      service_type: call.serviceType,
      service_plan: call.plan,
      cloud_name: call.cloud,
      base_price_usd: '0.1',
      extra_disk_price_per_gb_usd: '0.0003',
    };
  },
} satisfies Partial<Handlers>;
