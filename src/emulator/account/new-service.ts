/** Builds the record of a new service. */

import { randomBytes } from 'node:crypto';
import type { WireServiceCreate } from '../../api/wire';
import { outcomeFor } from './service-outcome';
import { includedDiskSpace, serviceTypes } from './service-types';
import type { ServiceRecord } from './store';
import { mergeConfig } from './user-config';

/** Used when a request has no `cloud`. A guess. */
const defaultCloud = 'google-europe-west1';

/** The fields of a create. The key is assigned separately, because that also creates an association. */
export type NewService = Omit<WireServiceCreate, 'cmk_id' | 'project_vpc_id' | 'static_ips'> & {
  project_vpc_id?: string | null;
};

/** Fills in what the API decides when a field is left out. All defaults are guesses (docs/emulator.md). */
export function createServiceRecord(input: NewService, timestamp: string): ServiceRecord {
  return {
    service_name: input.service_name,
    service_type: input.service_type,
    plan: input.plan,
    cloud_name: input.cloud ?? defaultCloud,
    state: 'REBUILDING',
    cmk_id: null,
    project_vpc_id: input.project_vpc_id ?? null,
    termination_protection: input.termination_protection ?? false,
    maintenance: { dow: 'sunday', time: '10:00:00', enabled: true, ...input.maintenance },
    disk_space_mb: input.disk_space_mb ?? includedDiskSpace(input.plan),
    password: `AVNS_${randomBytes(12).toString('base64url')}`,
    user_config: mergeConfig(serviceTypes[input.service_type]?.defaults ?? {}, input.user_config ?? {}),
    tags: { ...input.tags },
    tech_emails: [...(input.tech_emails ?? [])],
    create_time: timestamp,
    update_time: timestamp,
    outcome: outcomeFor(input.service_name),
    readyAt: null,
    deletedAt: null,
    firstBackupAt: null,
  };
}
