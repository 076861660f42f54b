/** Projects as Aiven returns them, and what adopt generates from them without a folder. */

import { type FoundProject, findNew, type Managed, type NewObjects } from '../../../src/cli/adopt/adoption';
import type { AdoptedFile } from '../../../src/cli/adopt/files';
import type { CodeFormat } from '../../../src/cli/adopt/format';
import { parseFile } from '../../../src/cli/adopt/manifest';
import { type AdoptInput, type AdoptPlan, type FileWrite, planAdoption } from '../../../src/cli/adopt/plan';
import type { Cmk, Service } from '../../../src/client';
import { ServiceSecrets } from '../../../src/client/model/service';
import { password } from '../../support/secrets/secrets';

export const gcpKey = (name: string) => `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/${name}`;

/** Id of the key number `index`. */
export const idOf = (index: number) => `${String(index).padStart(8, '0')}-40d5-491e-99b0-da01ff1f3341`;

export function cmk(index: number, keyReference = gcpKey(`key-${index}`), more: Partial<Cmk> = {}): Cmk {
  const createdAt = `2026-01-01T00:00:00.${String(index).padStart(6, '0')}Z`;
  return {
    cmkId: idOf(index),
    cloud: 'gcp',
    keyReference,
    defaultCmk: false,
    status: 'current',
    createdAt,
    updatedAt: createdAt,
    ...more,
  };
}

export const secret = password;

export function service(serviceName: string, cmkId: string | null = null, more: Partial<Service> = {}): Service {
  return {
    serviceName,
    serviceType: 'pg',
    plan: 'startup-4',
    cloudName: 'google-europe-west1',
    state: 'RUNNING',
    cmkId,
    projectVpcId: null,
    terminationProtection: false,
    maintenance: { dow: 'sunday', time: '10:00:00', enabled: true },
    diskSpaceMb: 81_920,
    host: 'somewhere',
    port: 1,
    username: 'avnadmin',
    secrets: new ServiceSecrets({ serviceUri: `postgres://${secret}`, password: secret, connection: {} }),
    components: [],
    userConfig: { admin_password: secret },
    tags: {},
    techEmails: [],
    createTime: null,
    updateTime: null,
    ...more,
  };
}

export const nothing = {
  keys: new Set<string>(),
  services: new Set<string>(),
  bindings: new Set<string>(),
  addresses: new Set<string>(),
};
export const everything = { keys: true, bindings: true, services: false };
export const whole = { keys: true, bindings: true, services: true };

/** Finds the new objects of a project that no file lists and no state manages. */
export function newOf(
  found: Partial<FoundProject>,
  wanted = everything,
  known: { listed?: Managed; state?: Managed } = {},
): NewObjects {
  const project = { project: 'acme-prod', cmks: [], services: [], ...found };
  return findNew(project, wanted, { listed: nothing, state: nothing, ...known });
}

type Options = Partial<Omit<AdoptInput, 'found' | 'files' | 'format'>>;

/** Plans a run in a folder with these files. Projects are called "acme-prod" unless they have a name. */
export function planOf(
  format: CodeFormat,
  found: readonly Partial<FoundProject>[],
  files: readonly AdoptedFile[] = [],
  options: Options = {},
): AdoptPlan {
  const projects = found.map((one) => ({ project: 'acme-prod', cmks: [], services: [], ...one }));
  return planAdoption({
    format,
    files,
    found: projects,
    requested: projects.map(({ project }) => project),
    wanted: everything,
    state: nothing,
    keepMissing: false,
    packageName: 'aiven-byok',
    ...options,
  });
}

/** A file as the next run reads it. `edit` changes it first. */
export function asFile({ name, number, text }: FileWrite, edit = (before: string) => before): AdoptedFile {
  const parsed = parseFile(edit(text));
  if (parsed === undefined) throw new Error(`${name} has no valid header`);
  return { ...parsed, name, number, text: edit(text) };
}

/** Runs against an empty folder, and returns the only file. */
export function firstFile(format: CodeFormat, found: readonly Partial<FoundProject>[], options?: Options): AdoptedFile {
  const [write] = planOf(format, found, [], options).writes;
  if (write === undefined) throw new Error('nothing was written');
  return asFile(write);
}
