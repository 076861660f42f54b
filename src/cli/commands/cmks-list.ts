/** `aiven-byok cmks list`: lists the keys of a project. */

import type { Cmk } from '../../client';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { cmkColumns, cmkJson, supersederOf } from '../views/cmk-view';

export const cmksListCommand: CommandDefinition<ConnectionOptions & { json?: boolean }> = {
  name: 'cmks list',
  summary: 'List the keys of a project',
  options: [...connectionOptions, jsonOption],
  description:
    'A key is superseded if the same KMS key was registered again later, or if a later key is the default key. It stays in use until its last service has moved.',
  json: 'An array of keys, with the fields of `cmks get` and `superseded_by`, the ID of the later key or null.',
  examples: ['aiven-byok cmks list', 'aiven-byok cmks list --project acme-prod --json'],
  async run({ json, ...connection }, context) {
    const { output } = context;
    return withProject(connection, context, async ({ client, project, signal }) => {
      const cmks = await client.cmks.list(project, { signal });
      const superseder = (cmk: Cmk) => supersederOf(cmk, cmks);
      const columns = cmkColumns.map((column) =>
        column.title === 'STATUS'
          ? { ...column, value: (cmk: Cmk) => (superseder(cmk) ? 'superseded' : cmk.status) }
          : column,
      );
      if (json) output.json(cmks.map((cmk) => ({ ...cmkJson(cmk), superseded_by: superseder(cmk)?.cmkId ?? null })));
      else output.table(columns, cmks);
      if (cmks.length === 0) output.note(`Project "${project}" has no keys.`);
      return 0;
    });
  },
};
