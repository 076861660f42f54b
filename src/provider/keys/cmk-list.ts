/** The keys of a project for `terraform query`. */

import { checkCloud, clouds } from '../../aiven';
import type { Cmk } from '../../client';
import type { ResourceListDefinition, Schema } from '../../plugin';
import { projectAttribute } from '../reading';
import type { Session } from '../settings';
import { byAge, isThere } from './cmk-listing';
import { filterCmks } from './cmks-data-source';

const schema = {
  description: 'The customer managed keys of a project, oldest first, without those with status `deleted`.',
  attributes: {
    project: projectAttribute,
    cmk_provider: {
      type: 'string',
      optional: true,
      validators: [checkCloud],
      description: `Only keys in the KMS of this cloud: ${clouds.map((cloud) => `\`${cloud}\``).join(', ')}.`,
    },
    status: {
      type: 'string',
      optional: true,
      validators: [
        (text: string) =>
          text === 'current' || text === 'old' ? undefined : `"${text}" is not supported; expected "current" or "old".`,
      ],
      description: 'Only keys with this status: `current` or `old`. Fails when Aiven omits the status.',
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      description: 'Only the default key of the project (`true`), or only the other keys (`false`).',
    },
  },
} as const satisfies Schema;

/** @param toState the resource's state of a key */
export function cmkList<State>(
  toState: (project: string, cmk: Cmk) => Partial<State>,
): ResourceListDefinition<Session, typeof schema, State> {
  return {
    schema,
    async *objects(config, _, ctx) {
      const cmks = await ctx.session.client.reads.cmks(config.project, { signal: ctx.signal });
      for (const cmk of byAge(filterCmks(cmks.filter(isThere), config))) {
        yield { displayName: cmk.keyReference, state: toState(config.project, cmk) };
      }
    },
  };
}
