/** Data source `aiven_cmk_service_associations`: which services a key, or every key of a project, is in use for. */

import { checkCmkId, normalizeCmkId } from '../../aiven';
import { type Association, isNotFound, isProjectNotFound } from '../../client';
import { defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { noSuchCmk } from '../keys/choose-cmk';
import { byAge, isThere } from '../keys/cmk-listing';
import { projectAttribute, type ReadContext, readTimeouts } from '../reading';
import type { Session } from '../settings';

const schema = {
  version: 0,
  description:
    'The services that use a customer managed key, are moving to it, or are moving away from it. Aiven tells this by key only: with `cmk_id` it costs one request, for the whole project one for the list of keys and one for each key in it, several at a time.',
  attributes: {
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      validators: [checkCmkId],
      description: 'Only the services of this key. Left out: those of every key of the project that is not deleted.',
    },
    associations: {
      computed: true,
      description: 'By key, the oldest first, then by the name of the service.',
      nested: {
        nesting: 'list',
        attributes: {
          cmk_id: { type: 'string', computed: true, description: 'Id of the key, in lower case.' },
          service_name: { type: 'string', computed: true, description: 'Name of the service.' },
          status: { type: 'string', computed: true, description: '`active`, `activating` or `deactivating`.' },
        },
      },
    },
  },
  blocks: readTimeouts,
} as const satisfies Schema;

export const cmkServiceAssociationsDataSource = defineDataSource<Session>()({
  type: 'aiven_cmk_service_associations',
  schema,

  async read({ project, cmk_id: cmkId }, ctx) {
    const { reads } = ctx.session.client;
    if (cmkId !== null) {
      const associations = await associationsOf(project, cmkId, ctx);
      if (associations !== null) return { associations };
      throw noSuchCmk(project, `with the id ${cmkId}`, await reads.cmks(project, callOptions(ctx)));
    }
    // A deleted key cannot have any: Aiven deletes none that has (docs/api.md#service-associations).
    const cmks = byAge(await reads.cmks(project, callOptions(ctx))).filter(isThere);
    const lists = await Promise.all(cmks.map((cmk) => associationsOf(project, cmk.cmkId, ctx)));
    return { associations: lists.flatMap((list) => list ?? []) };
  },
});

/** Null when the key is gone. */
async function associationsOf(project: string, cmkId: string, ctx: ReadContext) {
  try {
    const associations = await ctx.session.client.reads.associations(project, cmkId, callOptions(ctx));
    return associations.toSorted(byServiceName).map(({ serviceName, status }) => ({
      cmk_id: normalizeCmkId(cmkId),
      service_name: serviceName,
      status,
    }));
  } catch (error) {
    if (isNotFound(error) && !isProjectNotFound(error)) return null;
    throw error;
  }
}

function byServiceName(one: Association, other: Association): number {
  return one.serviceName < other.serviceName ? -1 : one.serviceName > other.serviceName ? 1 : 0;
}
