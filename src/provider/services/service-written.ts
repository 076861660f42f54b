/** The attributes of an existing service that belong in a generated configuration. */

import { sameCmkId } from '../../aiven';
import type { ServiceState } from './service-state';

/**
 * Omits empty and disabled settings, Aiven-managed keys, the disk space, which the plan determines, and `user_config`, which is mostly
 * Aiven's defaults. Omitted attributes keep their value in Aiven.
 */
export function writtenService(config: Partial<ServiceState>): Partial<ServiceState> {
  const { cmk_id: cmkId, static_ips: staticIps } = config;
  return {
    cmk_id: sameCmkId(cmkId, null) ? null : cmkId,
    project_vpc_id: config.project_vpc_id || null,
    maintenance_window_dow: config.maintenance_window_dow || null,
    maintenance_window_time: config.maintenance_window_time || null,
    termination_protection: config.termination_protection || null,
    disk_space: null,
    additional_disk_space: null,
    user_config: null,
    static_ips: staticIps?.length ? staticIps : null,
  };
}
