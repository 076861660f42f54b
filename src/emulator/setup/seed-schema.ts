/** The schema of a seed. It checks forms only: a seed may contain names that the API would reject. */

import * as v from 'valibot';
import { serviceTypes } from '../account/service-types';
import { isUuid } from '../input';
import type { AssociationSeed, CmkSeed, ProjectSeed, Seed, ServiceSeed } from '../seed';
import { nameOrObject, namesOr, projectEntries } from './project-schema';
import { flag, list, mustBe, object, oneOf, text } from './validate';

const uuid = () => v.pipe(text('a UUID'), v.check(isUuid, mustBe('a UUID')));

const count = () => {
  const message = mustBe('a whole number, 0 or more');
  return v.pipe(v.number(message), v.safeInteger(message), v.minValue(0, message));
};

const cmk: v.GenericSchema<unknown, CmkSeed> = object({
  id: v.optional(uuid()),
  provider: oneOf(['aws', 'azure', 'gcp', 'oci']),
  resource: text(),
  default_cmk: v.optional(flag()),
  status: v.optional(oneOf(['current', 'old', 'deleted'])),
  created_at: v.optional(text()),
  updated_at: v.optional(text()),
});

const service: v.GenericSchema<unknown, ServiceSeed> = object({
  service_name: text(),
  service_type: oneOf(Object.keys(serviceTypes)),
  plan: text(),
  cloud: v.optional(text()),
  cmk_id: v.nullish(text()),
  state: v.optional(oneOf(['REBUILDING', 'REBALANCING', 'RUNNING', 'POWEROFF'])),
  project_vpc_id: v.optional(text()),
  termination_protection: v.optional(flag()),
  maintenance: v.optional(object({ dow: v.optional(text()), time: v.optional(text()) })),
  disk_space_mb: v.optional(count()),
  user_config: v.optional(v.record(v.string(), v.unknown(), mustBe('an object'))),
  tags: v.optional(v.record(v.string(), v.string(mustBe('a string')), mustBe('an object'))),
  tech_emails: v.optional(list(object({ email: text() }))),
  static_ips: v.optional(list(text())),
});

const association: v.GenericSchema<unknown, AssociationSeed> = object({
  cmk_id: text(),
  service_name: text(),
  status: oneOf(['active', 'activating', 'deactivating']),
});

const project: v.GenericSchema<unknown, ProjectSeed> = object(
  {
    ...projectEntries,
    cmks: v.optional(list(cmk)),
    services: v.optional(list(service)),
    associations: v.optional(list(association)),
    static_ips: v.optional(list(object({ static_ip_address_id: text(), cloud_name: v.optional(text()) }))),
    generate: v.optional(object({ cmks: v.optional(count()), services: v.optional(count()) })),
  },
  nameOrObject,
);

export const seedSchema: v.GenericSchema<unknown, Seed> = object({ projects: v.optional(namesOr(project)) });
