/** Projects as Aiven tells of them, for tests of what is made of them. */

import type { Adoption, FoundProject, Managed } from '../../../src/cli/adopt';
import { findNew } from '../../../src/cli/adopt';
import type { Cmk, Service } from '../../../src/client';
import { ServiceSecrets } from '../../../src/client/model/service';
import { password } from '../../support/secrets/secrets';

export const gcpKey = (name: string) => `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/${name}`;

/** The id of the `index`th key of a test. */
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
    servicePlan: 'startup-4',
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
    staticIps: [],
    createTime: null,
    updateTime: null,
    ...more,
  };
}

export const nothing = { keys: new Set<string>(), services: new Set<string>(), bindings: new Set<string>() };
export const everything = { keys: true, bindings: true, services: false };
export const whole = { keys: true, bindings: true, services: true };

/** What is new of a project when nothing is managed yet. */
export function adoptionOf(found: Partial<FoundProject>, wanted = everything, managed: Managed = nothing): Adoption {
  return findNew({ project: 'acme-prod', cmks: [], services: [], ...found }, wanted, managed);
}
