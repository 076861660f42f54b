/** Data source `aiven_cmk`: one key of a project that something else manages. */

import { checkCmkId, sameCmkId } from '../../aiven';
import { DiagnosticError, defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { checkWanted, chooseCmk } from './choose-cmk';
import { isThere } from './cmk-listing';
import { cmkState } from './cmk-state';

const schema = {
  version: 0,
  description:
    'One customer managed key of a project, selected by its ID, by its key reference, or as the default of the project. Exactly one key must match.',
  attributes: {
    id: { type: 'string', computed: true, description: 'The ID for `terraform import`: `PROJECT/CMK_ID`.' },
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      computed: true,
      validators: [checkCmkId],
      semanticEquals: sameCmkId,
      description: 'ID of the key in Aiven, a UUID. Set exactly one of `cmk_id`, `resource` and `default_cmk`.',
    },
    resource: {
      type: 'string',
      optional: true,
      computed: true,
      validators: [checkNotEmpty],
      description: 'Key reference, exactly as registered.',
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      computed: true,
      validators: [checkTrue],
      description: 'Whether new services of the project use this key. Set `true` to select that key.',
    },
    cmk_provider: { type: 'string', computed: true, description: 'Cloud whose KMS contains the key.' },
    status: { type: 'string', computed: true, description: '`current` or `old`; null when Aiven omits it.' },
    created_at: { type: 'string', computed: true, description: 'When the key was registered (RFC 3339).' },
    updated_at: { type: 'string', computed: true, description: 'When the registration last changed (RFC 3339).' },
  },
  blocks: readTimeouts,
} as const satisfies Schema;

export const cmkDataSource = defineDataSource<Session>()({
  type: 'aiven_cmk',
  schema,

  validate(config) {
    const problem = checkWanted(config);
    if (problem !== undefined) throw new DiagnosticError('Invalid key selection', problem);
  },

  async read(config, ctx) {
    const { project, cmk_id: cmkId } = config;
    const { reads } = ctx.session.client;
    const call = callOptions(ctx);
    // A read by ID also finds a key that the list lacks, or when the list may not be read.
    const named = cmkId === null ? null : await reads.cmk(project, cmkId, call);
    const cmk = named !== null && isThere(named) ? named : chooseCmk(project, config, await reads.cmks(project, call));
    return cmkState(project, cmk);
  },
});

function checkNotEmpty(text: string): string | undefined {
  return text === '' ? 'resource is empty; expected a key reference.' : undefined;
}

function checkTrue(value: boolean): string | undefined {
  return value ? undefined : 'default_cmk = false selects no key; set it to true, or set cmk_id or resource instead.';
}
