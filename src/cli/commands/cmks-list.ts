/** `aiven-byok cmks list`: lists the keys of a project. */

import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { cmkColumns, cmkJson } from '../views/cmk-view';

export const cmksListCommand: CommandDefinition<ConnectionOptions & { json?: boolean }> = {
  name: 'cmks list',
  summary: 'List the keys of a project',
  options: [...connectionOptions, jsonOption],
  json: 'An array of keys, with the fields of `cmks get`.',
  examples: ['aiven-byok cmks list', 'aiven-byok cmks list --project acme-prod --json'],
  async run({ json, ...connection }, context) {
    const { output } = context;
    return withProject(connection, context, async ({ client, project, signal }) => {
      const cmks = await client.cmks.list(project, { signal });
      if (json) output.json(cmks.map(cmkJson));
      else output.table(cmkColumns, cmks);
      if (cmks.length === 0) output.note(`Project "${project}" has no keys.`);
      return 0;
    });
  },
};
