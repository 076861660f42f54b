/** Data source `aiven_cmk_service_associations`: the services that use a key, or any key of a project. */

import { checkCmkId, normalizeCmkId } from '../../aiven';
import { type Association, nullIfMissing } from '../../client';
import { defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { noSuchCmk } from '../keys/choose-cmk';
import { byAge, isThere } from '../keys/cmk-listing';
import { projectAttribute, type ReadContext, readTimeouts } from '../reading';
import type { Session } from '../settings';

const schema = {
  version: 0,
  description:
    'The services that use a customer managed key, move to it, or move away from it. With `cmk_id`, this takes one request; for the whole project, one for the list of keys and one for each key.',
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
      throw noSuchCmk(project, `with the ID "${cmkId}"`, await reads.cmks(project, callOptions(ctx)));
    }
    // A deleted key cannot have any: Aiven deletes none that has (docs/api.md#service-associations).
    const cmks = byAge(await reads.cmks(project, callOptions(ctx))).filter(isThere);
    const lists = await Promise.all(cmks.map((cmk) => associationsOf(project, cmk.cmkId, ctx)));
    return { associations: lists.flatMap((list) => list ?? []) };
  },
});

/** Null when the key does not exist. */
async function associationsOf(project: string, cmkId: string, ctx: ReadContext) {
  const associations = await nullIfMissing(ctx.session.client.reads.associations(project, cmkId, callOptions(ctx)));
  if (associations === null) return null;
  return associations.toSorted(byServiceName).map(({ serviceName, status }) => ({
    cmk_id: normalizeCmkId(cmkId),
    service_name: serviceName,
    status,
  }));
}

function byServiceName(one: Association, other: Association): number {
  return one.serviceName < other.serviceName ? -1 : one.serviceName > other.serviceName ? 1 : 0;
}
