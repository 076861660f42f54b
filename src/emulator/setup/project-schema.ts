/** The schema of a project, as options and seeds have it. */

import * as v from 'valibot';
import type { OperationId } from '../../api/wire';
import { routes } from '../handlers/router';
import type { ProjectOptions } from '../seed';
import { flag, list, mustBe, object, oneOf, text } from './validate';

const operations = Object.keys(routes) as OperationId[];

const deny: v.GenericSchema<unknown, ProjectOptions['deny']> = v.lazy((input) =>
  Array.isArray(input)
    ? v.array(oneOf([...operations, 'secrets']))
    : v.literal('writes', mustBe('"writes" or an array of operations')),
);

const accessors = object({
  aws: v.optional(object({ role_arn: v.optional(text()), principal: v.optional(text()) })),
  azure: v.optional(object({ app_id: v.optional(text()) })),
  gcp: v.optional(object({ access_group: v.optional(text()) })),
  oci: v.optional(object({ access_group: v.optional(text()), access_tenant: v.optional(text()) })),
});

export const projectEntries = {
  name: text(),
  byok: v.optional(flag()),
  deny: v.optional(deny),
  accessors: v.optional(accessors),
};

/** An array whose items are names or objects. */
export const namesOr = <T>(item: v.GenericSchema<unknown, T>) =>
  list(v.lazy((input): v.GenericSchema<unknown, string | T> => (typeof input === 'string' ? text() : item)));

export const nameOrObject = mustBe('a name or an object');

export const projectSchema: v.GenericSchema<unknown, ProjectOptions> = object(projectEntries, nameOrObject);
