/** Validates the bodies of ServiceCreate and ServiceUpdate (docs/internals/api.md#service-request-fields). */

import type { ProjectRecord, ServiceRecord } from '../account/store';
import { invalidCmkId, invalidRequest } from '../api-error';
import {
  aivenManagedCmkId,
  isObject,
  isUuid,
  type JsonObject,
  readArray,
  readBoolean,
  readInteger,
  readObject,
  readText,
} from '../input';

const changeable = [
  'plan',
  'cloud',
  'cmk_id',
  'user_config',
  'termination_protection',
  'maintenance',
  'project_vpc_id',
  'disk_space_mb',
  'tech_emails',
  'group_name',
];

/** `copy_tags`, `group_name` and `service_integrations` are accepted and ignored: the emulator does not imitate these features. */
export const createFields = [
  'service_name',
  'service_type',
  ...changeable,
  'tags',
  'static_ips',
  'copy_tags',
  'service_integrations',
];
/** `karapace` and `schema_registry_authz` are accepted and ignored, like `group_name`. */
export const updateFields = [...changeable, 'powered', 'karapace', 'schema_registry_authz'];

/** Reads `cmk_id`: undefined if left out, null for Aiven-managed keys, otherwise the ID in lower case. */
function readCmkId(body: JsonObject, project: ProjectRecord): string | null | undefined {
  const value = body.cmk_id;
  if (value === undefined || value === aivenManagedCmkId) return value === undefined ? undefined : null;
  if (typeof value !== 'string' || !isUuid(value)) throw invalidCmkId('Invalid CMK ID format');
  const cmk = project.cmks.get(value.toLowerCase());
  if (cmk === undefined || cmk.status === 'deleted') throw invalidCmkId(`CMK ${value} does not exist in the project`);
  return cmk.id;
}

/** A response may also say `never`, which only Aiven can set (Aiven's own provider). */
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function readMaintenance(body: JsonObject): Partial<ServiceRecord['maintenance']> {
  const maintenance = readObject(body, 'maintenance') ?? {};
  const dow = readText(maintenance, 'dow');
  const time = readText(maintenance, 'time');
  if (dow !== undefined && !days.includes(dow)) {
    throw invalidRequest(`maintenance.dow must be one of ${days.join(', ')}`);
  }
  if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)) {
    throw invalidRequest('maintenance.time must have the form HH:MM:SS');
  }
  return { ...(dow === undefined ? {} : { dow }), ...(time === undefined ? {} : { time }) };
}

function readVpcId(body: JsonObject): string | null | undefined {
  if (body.project_vpc_id === null) return null;
  const id = readText(body, 'project_vpc_id');
  if (id !== undefined && !isUuid(id)) throw invalidRequest('project_vpc_id must be a UUID');
  return id;
}

export function readTags(body: JsonObject): Record<string, string> | undefined {
  const tags = readObject(body, 'tags');
  for (const [name, value] of Object.entries(tags ?? {})) {
    if (typeof value !== 'string') throw invalidRequest(`tags.${name} must be a string`);
  }
  return tags as Record<string, string> | undefined;
}

function readEmails(body: JsonObject): { email: string }[] | undefined {
  return readArray(body, 'tech_emails')?.map((entry) => {
    const email = isObject(entry) ? readText(entry, 'email', 3, 254) : undefined;
    if (!email?.includes('@')) throw invalidRequest('tech_emails must be an array of {"email": "name@domain"}');
    return { email };
  });
}

/** Reads the addresses of a new service. */
export function readStaticIps(body: JsonObject): string[] | undefined {
  return readArray(body, 'static_ips')?.map((id) => {
    if (typeof id !== 'string' || id === '') {
      throw invalidRequest('static_ips must be an array of static IP address IDs');
    }
    return id;
  });
}

/** Reads the settings. Aiven's version settings are strings, and a number is refused. */
function readUserConfig(body: JsonObject): JsonObject | undefined {
  const config = readObject(body, 'user_config');
  for (const [name, value] of Object.entries(config ?? {})) {
    if (name.endsWith('_version') && typeof value === 'number') {
      throw invalidRequest(`user_config.${name} must be a string, for example "${value}"`);
    }
  }
  return config;
}

/** The changes in a body; undefined where the caller left a field out. */
export interface ServiceChange {
  plan: string | undefined;
  cloud_name: string | undefined;
  cmk_id: string | null | undefined;
  user_config: JsonObject | undefined;
  termination_protection: boolean | undefined;
  maintenance: Partial<ServiceRecord['maintenance']>;
  project_vpc_id: string | null | undefined;
  disk_space_mb: number | undefined;
  tech_emails: { email: string }[] | undefined;
}

export function readChange(body: JsonObject, project: ProjectRecord): ServiceChange {
  return {
    plan: readText(body, 'plan', 1, 128),
    // `avn` sends null when the user names no cloud.
    cloud_name: body.cloud === null ? undefined : readText(body, 'cloud', 1, 256),
    cmk_id: readCmkId(body, project),
    user_config: readUserConfig(body),
    termination_protection: readBoolean(body, 'termination_protection'),
    maintenance: readMaintenance(body),
    project_vpc_id: readVpcId(body),
    disk_space_mb: readInteger(body, 'disk_space_mb'),
    tech_emails: readEmails(body),
  };
}
