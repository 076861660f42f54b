/** Data source `aiven_cmk_access`: whether Aiven accepts a check of its access to a key. */

import { checkCmkId } from '../../aiven';
import { isAccessRefused } from '../../client';
import { defineDataSource, type Schema } from '../../plugin';
import { callOptions } from '../call-options';
import { projectAttribute, readTimeouts } from '../reading';
import type { Session } from '../settings';

const schema = {
  version: 0,
  description:
    'Lets Aiven test its access to a key, at every plan and apply that reads this data source: one request each. The API returns no result, so `accepted` means that Aiven accepted the check. Meant for `check` blocks. A refusal is no error; a check that could not run is.',
  attributes: {
    project: projectAttribute,
    cmk_id: {
      type: 'string',
      required: true,
      validators: [checkCmkId],
      description: 'ID of the key in Aiven, a UUID.',
    },
    accepted: { type: 'bool', computed: true, description: 'Whether Aiven accepted the check.' },
    result: {
      type: 'string',
      computed: true,
      description: '`Aiven accepted the check`, or `Aiven refused the check: ` and the reason.',
    },
  },
  blocks: readTimeouts,
} as const satisfies Schema;

export const cmkAccessDataSource = defineDataSource<Session>()({
  type: 'aiven_cmk_access',
  schema,

  async read({ project, cmk_id: cmkId }, ctx) {
    try {
      await ctx.session.client.cmks.verifyAccess(project, cmkId, callOptions(ctx));
      return { accepted: true, result: 'Aiven accepted the check' };
    } catch (error) {
      if (!isAccessRefused(error)) throw error;
      return { accepted: false, result: `Aiven refused the check: ${error.apiMessage ?? error.message}` };
    }
  },
});
