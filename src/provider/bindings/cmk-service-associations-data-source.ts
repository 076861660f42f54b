/** Data source `aiven_cmk_service_associations`: the services that use a key, or any key of a project. */

import { checkCmkId, normalizeCmkId } from '../../aiven';
import { type KeyUser, nullIfMissing } from '../../client';
import { defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { noSuchCmk } from '../keys/choose-cmk';
import { byAge, isThere } from '../keys/cmk-listing';
import { projectAttribute, type ReadContext, readTimeouts } from '../reading';
import type { Session } from '../settings';

const schema = {
  version: 0,
  description:
    'The services that use a customer managed key, move to it, or move away from it: those whose `cmk_id` is the key, and those that the key lists. This takes one request for the services of the project, one for its keys unless `cmk_id` is set, and one for each key.',
  attributes: {
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      validators: [checkCmkId],
      description:
        'Only the services of this key. Default: the services of every key of the project that is not deleted.',
    },
    associations: {
      computed: true,
      description: 'Sorted by the age of the key, oldest first, then by service name.',
      nested: {
        nesting: 'list',
        attributes: {
          cmk_id: { type: 'string', computed: true, description: 'ID of the key, in lower case.' },
          service_name: { type: 'string', computed: true, description: 'Name of the service.' },
          status: {
            type: 'string',
            computed: true,
            description: '`active`, `activating` or `deactivating`; null when the key does not list the service.',
          },
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
    const call = callOptions(ctx);
    if (cmkId !== null) {
      const listed = await nullIfMissing(reads.associations(project, cmkId, call));
      if (listed === null) throw noSuchCmk(project, `with the ID "${cmkId}"`, await reads.cmks(project, call));
      return { associations: await usersOf(project, cmkId, ctx) };
    }
    // A deleted key cannot have any: Aiven deletes none that has (docs/internals/api.md#service-associations).
    const cmks = byAge(await reads.cmks(project, call)).filter(isThere);
    const lists = await Promise.all(cmks.map((cmk) => usersOf(project, cmk.cmkId, ctx)));
    return { associations: lists.flat() };
  },
});

async function usersOf(project: string, cmkId: string, ctx: ReadContext) {
  const users = await ctx.session.client.reads.keyUsers(project, cmkId, callOptions(ctx));
  return users.toSorted(byServiceName).map(({ serviceName, association }) => ({
    cmk_id: normalizeCmkId(cmkId),
    service_name: serviceName,
    status: association,
  }));
}

function byServiceName(one: KeyUser, other: KeyUser): number {
  return one.serviceName < other.serviceName ? -1 : one.serviceName > other.serviceName ? 1 : 0;
}
