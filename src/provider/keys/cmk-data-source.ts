/** Data source `aiven_cmk`: one key of a project that something else manages. */

import { checkCmkId, formatCmkImportId, sameCmkId } from '../../aiven';
import { DiagnosticError, defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';
import { checkWanted, chooseCmk } from './choose-cmk';
import { isThere } from './cmk-listing';

const schema = {
  version: 0,
  description:
    'One customer managed key of a project, found by its id, by its name in its KMS, or as the default of the project. Exactly one key must fit.',
  attributes: {
    id: { type: 'string', computed: true, description: 'The id by which the key is imported: `PROJECT/CMK_ID`.' },
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      optional: true,
      computed: true,
      validators: [checkCmkId],
      semanticEquals: sameCmkId,
      description: "The key's id at Aiven, a UUID. Give it, or `resource`, or `default_cmk`.",
    },
    resource: {
      type: 'string',
      optional: true,
      computed: true,
      validators: [checkNotEmpty],
      description: "The key's name in its KMS, exactly as it is registered.",
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      computed: true,
      validators: [checkTrue],
      description: 'Whether new services of the project use this key. `true` finds the key of which this holds.',
    },
    cmk_provider: { type: 'string', computed: true, description: 'The cloud whose KMS holds the key.' },
    status: { type: 'string', computed: true, description: '`current` or `old`; null where Aiven does not tell it.' },
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
    if (problem !== undefined) throw new DiagnosticError('Invalid choice of a key', problem);
  },

  async read(config, ctx) {
    const { project, cmk_id: cmkId } = config;
    const { reads } = ctx.session.client;
    const call = callOptions(ctx);
    // By id it is also found where the list does not have it yet, or may not be read.
    const named = cmkId === null ? null : await reads.cmk(project, cmkId, call);
    const cmk = named !== null && isThere(named) ? named : chooseCmk(project, config, await reads.cmks(project, call));
    return {
      id: formatCmkImportId({ project, cmkId: cmk.cmkId }),
      cmk_id: cmk.cmkId,
      resource: cmk.keyReference,
      default_cmk: cmk.defaultCmk,
      cmk_provider: cmk.cloud,
      status: cmk.status,
      created_at: cmk.createdAt,
      updated_at: cmk.updatedAt,
    };
  },
});

function checkNotEmpty(text: string): string | undefined {
  return text === '' ? 'The resource is empty; expected the name that the key has in its KMS.' : undefined;
}

function checkTrue(value: boolean): string | undefined {
  return value ? undefined : 'default_cmk = false finds no key; expected true, or cmk_id or resource in its place.';
}
