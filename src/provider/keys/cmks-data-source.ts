/** Data source `aiven_cmks`: the keys of a project, all or filtered. */

import { checkCloud, clouds } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { byAge, describeCmks } from './cmk-listing';

const statuses: readonly string[] = ['current', 'old', 'deleted'];

const schema = {
  version: 0,
  description: 'The customer managed keys of a project.',
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
      validators: [checkStatus],
      description:
        'Only keys with this status: `current`, `old` or `deleted`. An error where Aiven leaves the status out.',
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      description: 'Only keys that are (`true`) or are not (`false`) the default of the project.',
    },
    cmks: {
      computed: true,
      description: 'The keys, the oldest first. Those that are `deleted` are among them as long as Aiven lists them.',
      nested: {
        nesting: 'list',
        attributes: {
          cmk_id: { type: 'string', computed: true, description: "The key's id at Aiven, a UUID." },
          cmk_provider: { type: 'string', computed: true, description: 'The cloud whose KMS holds the key.' },
          resource: { type: 'string', computed: true, description: "The key's name in its KMS." },
          default_cmk: {
            type: 'bool',
            computed: true,
            description: 'Whether new services of the project use this key unless they name another.',
          },
          status: {
            type: 'string',
            computed: true,
            description: '`current`, `old` or `deleted`; null where Aiven leaves it out.',
          },
          created_at: { type: 'string', computed: true, description: 'When the key was registered (RFC 3339).' },
          updated_at: {
            type: 'string',
            computed: true,
            description: 'When the registration last changed (RFC 3339).',
          },
        },
      },
    },
  },
  blocks: readTimeouts,
} as const satisfies Schema;

export const cmksDataSource = defineDataSource<Session>()({
  type: 'aiven_cmks',
  schema,

  async read(config, ctx) {
    const cmks = filterCmks(await ctx.session.client.reads.cmks(config.project, callOptions(ctx)), config);
    return {
      cmks: byAge(cmks).map((cmk) => ({
        cmk_id: cmk.cmkId,
        cmk_provider: cmk.cloud,
        resource: cmk.keyReference,
        default_cmk: cmk.defaultCmk,
        status: cmk.status,
        created_at: cmk.createdAt,
        updated_at: cmk.updatedAt,
      })),
    };
  },
});

interface CmkFilter {
  readonly cmk_provider: string | null;
  readonly status: string | null;
  readonly default_cmk: boolean | null;
}

/**
 * The keys that fit every filter that is not null.
 * @throws DiagnosticError when the status of one of them is not known but asked for: leaving it out would be a false all-clear
 */
export function filterCmks(cmks: readonly Cmk[], { cmk_provider: cloud, status, default_cmk }: CmkFilter): Cmk[] {
  const candidates = cmks.filter(
    (cmk) => (cloud ?? cmk.cloud) === cmk.cloud && (default_cmk ?? cmk.defaultCmk) === cmk.defaultCmk,
  );
  if (status === null) return candidates;
  const untold = candidates.filter((cmk) => cmk.status === null);
  if (untold.length > 0) {
    throw new DiagnosticError(
      'Keys cannot be filtered by their status',
      `Aiven's answer leaves out the status of ${untold.length} of the keys; leave out the filter status:${describeCmks(untold)}`,
      ['status'],
    );
  }
  return candidates.filter((cmk) => cmk.status === status);
}

function checkStatus(text: string): string | undefined {
  return statuses.includes(text)
    ? undefined
    : `"${text}" is no status of a key; expected one of ${statuses.join(', ')}.`;
}
