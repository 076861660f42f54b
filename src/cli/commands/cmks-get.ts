/** `aiven-byok cmks get`: shows a key and, with `-v`, the services that use it. */

import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { cmkColumns, cmkIdOption, cmkJson, userColumns, userJson } from '../views/cmk-view';

interface CmksGetOptions extends ConnectionOptions {
  cmkId: string;
  verbose?: boolean;
  json?: boolean;
}

export const cmksGetCommand: CommandDefinition<CmksGetOptions> = {
  name: 'cmks get',
  summary: 'Show a key',
  options: [
    ...connectionOptions,
    cmkIdOption,
    { flags: '-v, --verbose', description: 'also show the services that use it' },
    jsonOption,
  ],
  json: 'A key: `id`, `provider`, `resource`, `default_cmk`, `status` (null if the API omits it), `created_at` and `updated_at`; with `-v` also `service_associations`, an array of `service_name`, `status` (null if the key does not list the service) and `state`.',
  examples: ['aiven-byok cmks get --cmk-id 1b671a64-40d5-491e-99b0-da01ff1f3341 -v'],
  async run({ cmkId, verbose, json, ...connection }, context) {
    const { output } = context;
    return withProject(connection, context, async ({ client, project, signal }) => {
      const [cmk, users] = await Promise.all([
        client.cmks.get(project, cmkId, { signal }),
        verbose ? client.reads.keyUsers(project, cmkId, { signal }) : [],
      ]);
      if (json) {
        output.json({
          ...cmkJson(cmk),
          ...(verbose ? { service_associations: users.map(userJson) } : {}),
        });
        return 0;
      }
      output.record(cmkColumns, cmk);
      if (users.length > 0) {
        output.data('\nServices that use the key:');
        output.table(userColumns, users);
      }
      return 0;
    });
  },
};
