/** Data source `aiven_cmks`: the keys of a project, all or filtered. */

import { checkCloud, clouds } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { byAge, describeCmks } from './cmk-listing';
import { cmkAttributes } from './cmk-state';

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
      description: 'Only keys with this status: `current`, `old` or `deleted`. Fails when Aiven omits the status.',
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      description: 'Only the default key of the project (`true`), or only the other keys (`false`).',
    },
    cmks: {
      computed: true,
      description: 'The keys, oldest first. Includes keys with status `deleted` as long as Aiven lists them.',
      nested: {
        nesting: 'list',
        attributes: {
          cmk_id: { type: 'string', computed: true, description: 'ID of the key in Aiven, a UUID.' },
          cmk_provider: { type: 'string', computed: true, description: 'Cloud whose KMS contains the key.' },
          resource: { type: 'string', computed: true, description: 'Key reference of the KMS key.' },
          default_cmk: {
            type: 'bool',
            computed: true,
            description: 'Whether new services of the project use this key unless they set another.',
          },
          status: {
            type: 'string',
            computed: true,
            description: '`current`, `old` or `deleted`; null when Aiven omits it.',
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
      cmks: byAge(cmks).map(cmkAttributes),
    };
  },
});

interface CmkFilter {
  readonly cmk_provider: string | null;
  readonly status: string | null;
  readonly default_cmk: boolean | null;
}

/**
 * The keys that match every filter that is not null.
 * @throws DiagnosticError when the filter needs a status that Aiven omits: leaving that key out could hide a problem
 */
export function filterCmks(cmks: readonly Cmk[], { cmk_provider: cloud, status, default_cmk }: CmkFilter): Cmk[] {
  const candidates = cmks.filter(
    (cmk) => (cloud ?? cmk.cloud) === cmk.cloud && (default_cmk ?? cmk.defaultCmk) === cmk.defaultCmk,
  );
  if (status === null) return candidates;
  const unknown = candidates.filter((cmk) => cmk.status === null);
  if (unknown.length > 0) {
    throw new DiagnosticError(
      'Failed to filter keys by status',
      `Aiven returned no status for ${unknown.length} of the keys. Remove the status filter:${describeCmks(unknown)}`,
      ['status'],
    );
  }
  return candidates.filter((cmk) => cmk.status === status);
}

function checkStatus(text: string): string | undefined {
  return statuses.includes(text)
    ? undefined
    : `"${text}" is not a key status; expected one of ${statuses.map((status) => `"${status}"`).join(', ')}.`;
}
