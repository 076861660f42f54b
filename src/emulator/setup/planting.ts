/** Puts a seed into a store. Names may be what the API would refuse, forms may not. */

import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { WireAssociationStatus, WireCloud, WireCmkStatus, WireServiceState } from '../../api/wire';
import { fateOf } from '../account/service-fate';
import { includedDiskSpace, serviceTypes } from '../account/service-types';
import type { CmkRecord, ProjectRecord, ServiceRecord, Store } from '../account/store';
import { isCloud } from '../handlers/cmks';
import { isObject, isUuid, type JsonObject, noCmk } from '../input';
import type { ProjectOptions } from '../seed';
import { type CmkSeed, generatedCmkId, type ProjectSeed, type Seed, type ServiceSeed } from '../seed';
import { checkProject, onlyKnown, projectFields, wrong } from './check-options';

/** Reads a seed from a JSON file. Throws with the file's name when it cannot be read or is no JSON. */
export function readSeedFile(path: string): Seed {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (reason) {
    throw new Error(`cannot read the seed file '${path}': ${(reason as Error).message}`);
  }
  try {
    return JSON.parse(text) as Seed;
  } catch (reason) {
    throw new Error(`the seed file '${path}' is not JSON: ${(reason as Error).message}`);
  }
}

const refuse = (where: string, expected: string, got: unknown) => wrong(`seed: ${where}`, expected, got);

function listAt(holder: JsonObject, name: string, where: string): unknown[] {
  const value = holder[name] ?? [];
  if (!Array.isArray(value)) {
    throw refuse(`${where}${name}`, 'an array', value);
  }
  return value;
}

function objectAt(value: unknown, where: string): JsonObject {
  if (!isObject(value)) {
    throw refuse(where, 'an object', value);
  }
  return value;
}

const known = {
  seed: ['projects'],
  project: [...projectFields, 'cmks', 'services', 'associations', 'generate'],
  generate: ['cmks', 'services'],
  cmk: ['id', 'provider', 'resource', 'default_cmk', 'status', 'created_at', 'updated_at'],
  service: [
    'service_name',
    'service_type',
    'plan',
    'cloud',
    'cmk_id',
    'state',
    'project_vpc_id',
    'termination_protection',
    'maintenance',
    'disk_space_mb',
    'user_config',
    'tags',
    'tech_emails',
    'static_ips',
  ],
  association: ['cmk_id', 'service_name', 'status'],
} as const;

function textAt(holder: JsonObject, name: string, where: string): string {
  const value = holder[name];
  if (typeof value !== 'string' || value === '') {
    throw refuse(`${where}.${name}`, 'a string', value);
  }
  return value;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  if (!allowed.includes(value as T)) {
    throw refuse(where, `one of ${allowed.join(', ')}`, value);
  }
  return value as T;
}

const cmkStatuses: readonly WireCmkStatus[] = ['current', 'old', 'deleted'];
const serviceStates: readonly WireServiceState[] = ['REBUILDING', 'REBALANCING', 'RUNNING', 'POWEROFF'];
const associationStatuses: readonly WireAssociationStatus[] = ['active', 'activating', 'deactivating'];

function cmkFrom(entry: unknown, where: string, stamp: () => string): CmkRecord {
  const seed = objectAt(entry, where);
  onlyKnown(seed, known.cmk, `seed: ${where}`);
  const provider = textAt(seed, 'provider', where);
  const id = seed.id ?? randomUUID();
  if (!isCloud(provider)) {
    throw refuse(`${where}.provider`, 'aws, azure, gcp or oci', provider);
  }
  if (typeof id !== 'string' || !isUuid(id)) {
    throw refuse(`${where}.id`, 'a UUID', id);
  }
  const created = typeof seed.created_at === 'string' ? seed.created_at : stamp();
  return {
    id: id.toLowerCase(),
    provider,
    resource: textAt(seed, 'resource', where),
    default_cmk: seed.default_cmk === true,
    status: oneOf(seed.status ?? 'current', cmkStatuses, `${where}.status`),
    created_at: created,
    updated_at: typeof seed.updated_at === 'string' ? seed.updated_at : created,
    listedFrom: 0,
    foundFrom: 0,
  };
}

function serviceFrom(entry: unknown, where: string, project: ProjectRecord, stamp: () => string): ServiceRecord {
  const seed = objectAt(entry, where) as unknown as ServiceSeed & JsonObject;
  onlyKnown(seed, known.service, `seed: ${where}`);
  const cmkId = seed.cmk_id === undefined || seed.cmk_id === noCmk ? null : seed.cmk_id;
  if (cmkId !== null && !project.cmks.has(`${cmkId}`.toLowerCase())) {
    throw refuse(`${where}.cmk_id`, 'the id of a CMK of the same project', cmkId);
  }
  const serviceType = oneOf(textAt(seed, 'service_type', where), Object.keys(serviceTypes), `${where}.service_type`);
  const plan = textAt(seed, 'plan', where);
  const created = stamp();
  return {
    service_name: textAt(seed, 'service_name', where),
    service_type: serviceType,
    plan,
    cloud_name: seed.cloud ?? 'google-europe-west1',
    state: oneOf(seed.state ?? 'RUNNING', serviceStates, `${where}.state`),
    cmk_id: cmkId?.toLowerCase() ?? null,
    project_vpc_id: seed.project_vpc_id ?? null,
    termination_protection: seed.termination_protection ?? false,
    maintenance: { dow: 'sunday', time: '10:00:00', enabled: true, ...seed.maintenance },
    disk_space_mb: seed.disk_space_mb ?? includedDiskSpace(plan),
    password: `AVNS_${randomBytes(12).toString('base64url')}`,
    user_config: { ...serviceTypes[serviceType]?.defaults, ...seed.user_config },
    tags: { ...seed.tags },
    tech_emails: [...(seed.tech_emails ?? [])],
    static_ips: [...(seed.static_ips ?? [])],
    create_time: created,
    update_time: created,
    fate: fateOf(seed.service_name),
    readyAt: null,
    goneAt: null,
  };
}

const clouds: readonly WireCloud[] = ['gcp', 'aws', 'oci', 'azure'];

/** The reference of a generated key: one of each cloud's form. */
function generatedReference(cloud: WireCloud, index: number): string {
  const hex = index.toString(16).padStart(32, '0');
  const references: Record<WireCloud, string> = {
    aws: `arn:aws:kms:eu-west-1:123456789012:key/mrk-${hex}`,
    azure: `https://acme.vault.azure.net/keys/key-${index}/${hex}`,
    gcp: `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/key-${index}`,
    oci: `ocid1.key.oc1.iad.${hex}`,
  };
  return references[cloud];
}

function generatedCmks(project: string, count: number): CmkSeed[] {
  return Array.from({ length: count }, (_, index) => {
    const provider = clouds[index % clouds.length] ?? 'gcp';
    return { id: generatedCmkId(project, index), provider, resource: generatedReference(provider, index) };
  });
}

/** Every type in turn; each service under the next key, every fifth under Aiven's. */
function generatedServices(project: string, count: number, cmks: number): ServiceSeed[] {
  const types = Object.keys(serviceTypes);
  return Array.from({ length: count }, (_, index) => ({
    service_name: `service-${index}`,
    service_type: types[index % types.length] ?? 'pg',
    plan: 'startup-4',
    cmk_id: cmks === 0 || index % 5 === 4 ? null : generatedCmkId(project, index % cmks),
  }));
}

function plantProject(store: Store, entry: unknown, where: string, stamp: () => string): void {
  const seed = objectAt(typeof entry === 'string' ? { name: entry } : entry, where) as unknown as ProjectSeed &
    JsonObject;
  onlyKnown(seed, known.project, `seed: ${where}`);
  onlyKnown(objectAt(seed.generate ?? {}, `${where}.generate`), known.generate, `seed: ${where}.generate`);
  checkProject(seed, `seed: ${where}`);
  const project = addProject(store, seed);
  const { cmks = 0, services = 0 } = seed.generate ?? {};
  for (const [index, cmk] of [...generatedCmks(project.name, cmks), ...listAt(seed, 'cmks', `${where}.`)].entries()) {
    const record = cmkFrom(cmk, `${where}.cmks[${index - cmks}]`, stamp);
    project.cmks.set(record.id, record);
  }
  const all = [...generatedServices(project.name, services, cmks), ...listAt(seed, 'services', `${where}.`)];
  for (const [index, service] of all.entries()) {
    const record = serviceFrom(service, `${where}.services[${index - services}]`, project, stamp);
    project.services.set(record.service_name, record);
    if (record.cmk_id !== null) {
      const { cmk_id: cmkId, service_name: serviceName } = record;
      project.associations.push({ cmkId, serviceName, status: 'active', changesAt: null });
    }
  }
  for (const [index, association] of listAt(seed, 'associations', `${where}.`).entries()) {
    const place = `${where}.associations[${index}]`;
    const record = objectAt(association, place);
    onlyKnown(record, known.association, `seed: ${place}`);
    const cmkId = textAt(record, 'cmk_id', place).toLowerCase();
    const serviceName = textAt(record, 'service_name', place);
    const status = oneOf(record.status, associationStatuses, `${place}.status`);
    project.associations.push({ cmkId, serviceName, status, changesAt: null });
  }
}

/** Adds a project with what is special about it. */
export function addProject(store: Store, { name, byok = true, deny = [], accessors }: ProjectOptions): ProjectRecord {
  const project = store.addProject(name);
  Object.assign(project, { byok, deny: deny === 'writes' ? deny : [...deny], accessors });
  return project;
}

/** Puts a seed into a store. `stamp` gives the times that it leaves out. Throws on what is not of a seed's form. */
export function plant(store: Store, seed: Seed, stamp: () => string): void {
  const planted = objectAt(seed, 'the seed');
  onlyKnown(planted, known.seed, `seed: the seed`);
  const projects = listAt(planted, 'projects', '');
  for (const [index, project] of projects.entries()) {
    plantProject(store, project, `projects[${index}]`, stamp);
  }
}
