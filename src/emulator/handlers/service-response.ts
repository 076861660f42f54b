/** Builds the response for a service (docs/internals/api.md#service-fields). */

import { createHash } from 'node:crypto';
import type { WireService } from '../../api/wire';
import type { Account } from '../account/account';
import { cmkInUse } from '../account/service-lifecycle';
import { serviceTypes } from '../account/service-types';
import type { ProjectRecord, ServiceRecord } from '../account/store';
import { redactConfig, redacted } from '../account/user-config';

/** The port of a service: always the same one. */
function portOf(project: ProjectRecord, service: ServiceRecord): number {
  const digest = createHash('sha256').update(`${project.name}/${service.service_name}`).digest();
  return 10_000 + (digest.readUInt16BE(0) % 15_000);
}

/** The connection fields, with `password` as the password; undefined leaves out what contains it. */
function connection(
  project: ProjectRecord,
  service: ServiceRecord,
  password: string | undefined,
): Partial<WireService> {
  const host = `${service.service_name}-${project.name}.aivencloud.example`;
  const port = portOf(project, service);
  const scheme = serviceTypes[service.service_type]?.scheme ?? 'https';
  const components = [{ component: service.service_type, host, port, route: 'dynamic', ssl: true, usage: 'primary' }];
  if (password === undefined) return { components, users: [{ username: 'avnadmin', type: 'primary' }] };
  const uri = scheme === '' ? `${host}:${port}` : `${scheme}://avnadmin:${password}@${host}:${port}`;
  return {
    components,
    service_uri: uri,
    service_uri_params: { host, port: `${port}`, user: 'avnadmin', password },
    users: [{ username: 'avnadmin', password, type: 'primary' }],
    connection_info: { [service.service_type]: [uri] },
  };
}

/** One backup, some time after the service first ran. Aiven's own provider waits for it. */
function backupsOf({ firstBackupAt }: ServiceRecord, now: number): WireService['backups'] {
  if (firstBackupAt === null || firstBackupAt > now) return [];
  return [{ backup_name: 'backup-1', backup_time: new Date(firstBackupAt).toISOString(), data_size: 1024 }];
}

/** The key to show during a move is an option (docs/internals/api.md#cmk_id). */
function shownCmk(account: Account, project: ProjectRecord, service: ServiceRecord): string | null {
  return account.settings.movingCmkId === 'target' ? service.cmk_id : cmkInUse(project, service);
}

/** Secrets are included only on request (docs/internals/api.md#secrets). */
export function toWireService(
  account: Account,
  project: ProjectRecord,
  service: ServiceRecord,
  includeSecrets = false,
): WireService {
  const { service_name, service_type, plan, cloud_name, state } = service;
  const six: WireService = {
    service_name,
    service_type,
    plan,
    cloud_name,
    state,
    cmk_id: shownCmk(account, project, service),
  };
  if (account.settings.serviceShape === 'six-fields') return six;
  const hidden = account.settings.secrets === 'redacted' ? redacted : undefined;
  return {
    ...six,
    project_vpc_id: service.project_vpc_id,
    termination_protection: service.termination_protection,
    maintenance: { ...service.maintenance, updates: [] },
    disk_space_mb: service.disk_space_mb,
    user_config: includeSecrets ? service.user_config : redactConfig(service.user_config),
    tags: { ...service.tags },
    tech_emails: service.tech_emails.map(({ email }) => ({ email })),
    backups: backupsOf(service, account.clock.now()),
    group_list: ['default'],
    service_integrations: [],
    create_time: service.create_time,
    update_time: service.update_time,
    ...connection(project, service, includeSecrets ? service.password : hidden),
  };
}
