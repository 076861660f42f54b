/** What of an existing service a person would write down, for the configuration that Terraform generates. */

import { sameCmkId } from '../../aiven';
import type { ServiceState } from './service-state';

/**
 * Leaves out what says nothing (empty, off), Aiven's own keys, and the disk space, which the plan gives. What is left out stays as it is
 * at the service.
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
    static_ips: staticIps?.length ? staticIps : null,
  };
}
