/** How a service looks in a response: the specification's six fields, or all, with or without its secrets. */

import { createHash } from 'node:crypto';
import type { WireService } from '../../api/wire';
import { cmkInUse } from '../account/service-life';
import { serviceTypes } from '../account/service-types';
import type { ProjectRecord, ServiceRecord } from '../account/store';
import type { World } from '../account/world';
import { isObject } from '../input';

/** What Aiven writes in place of a secret (docs/api.md#secrets). */
export const redacted = '<redacted>';

/** Which settings are secret is not documented for all types: told from their names, a guess. */
export const isSecretName = (name: string) => /password|secret|token|private_key|access_key/.test(name);

/** A stable port for each service. */
function portOf(project: ProjectRecord, service: ServiceRecord): number {
  const digest = createHash('sha256').update(`${project.name}/${service.service_name}`).digest();
  return 10_000 + (digest.readUInt16BE(0) % 15_000);
}

function redactConfig(value: unknown, name = ''): unknown {
  if (typeof value === 'string' && isSecretName(name)) {
    return redacted;
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactConfig(inner, key)]))
    : value;
}

/** Fields that hold or may hold a secret. `password` is what is shown of it; undefined: nothing is. */
function connection(
  project: ProjectRecord,
  service: ServiceRecord,
  password: string | undefined,
): Partial<WireService> {
  const host = `${service.service_name}-${project.name}.aivencloud.example`;
  const port = portOf(project, service);
  const scheme = serviceTypes[service.service_type]?.scheme ?? 'https';
  const components = [{ component: service.service_type, host, port, route: 'dynamic', ssl: true, usage: 'primary' }];
  if (password === undefined) {
    return { components, users: [{ username: 'avnadmin', type: 'primary' }] };
  }
  const uri = scheme === '' ? `${host}:${port}` : `${scheme}://avnadmin:${password}@${host}:${port}`;
  return {
    components,
    service_uri: uri,
    service_uri_params: { host, port: `${port}`, user: 'avnadmin', password },
    users: [{ username: 'avnadmin', password, type: 'primary' }],
    connection_info: { [service.service_type]: [uri] },
  };
}

/** docs/api.md#cmk_id; which key shows during a move is switchable. */
function shownCmk(world: World, project: ProjectRecord, service: ServiceRecord): string | null {
  return world.settings.movingCmkId === 'target' ? service.cmk_id : cmkInUse(project, service);
}

/** The response's form of a service. Secrets stand in it only when they were asked for on a GET: docs/api.md#secrets. */
export function renderService(
  world: World,
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
    cmk_id: shownCmk(world, project, service),
  };
  if (world.settings.serviceShape === 'six-fields') {
    return six;
  }
  const hidden = world.settings.secrets === 'redacted' ? redacted : undefined;
  return {
    ...six,
    project_vpc_id: service.project_vpc_id,
    termination_protection: service.termination_protection,
    maintenance: { ...service.maintenance },
    disk_space_mb: service.disk_space_mb,
    user_config: (includeSecrets ? service.user_config : redactConfig(service.user_config)) as Record<string, unknown>,
    tags: { ...service.tags },
    tech_emails: service.tech_emails.map(({ email }) => ({ email })),
    static_ips: service.static_ips.map((id) => ({ static_ip_address_id: id, state: 'assigned' })),
    create_time: service.create_time,
    update_time: service.update_time,
    ...connection(project, service, includeSecrets ? service.password : hidden),
  };
}
