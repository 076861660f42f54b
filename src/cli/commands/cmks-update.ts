/** `aiven-byok cmks update`: makes a key the default key of its project, or not. */

import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { parseBoolean } from '../program/values';
import { withProject } from '../session/session';
import { cmkColumns, cmkIdOption, cmkJson } from '../views/cmk-view';

interface CmksUpdateOptions extends ConnectionOptions {
  cmkId: string;
  defaultCmk: boolean;
  json?: boolean;
}

export const cmksUpdateCommand: CommandDefinition<CmksUpdateOptions> = {
  name: 'cmks update',
  summary: 'Set whether a key is the default key for new services',
  options: [
    ...connectionOptions,
    cmkIdOption,
    {
      flags: '--default-cmk <boolean>',
      description: 'whether new services use this key: true or false',
      required: true,
      parse: parseBoolean,
    },
    jsonOption,
  ],
  json: 'An array with one key, with the fields of `cmks get`.',
  examples: ['aiven-byok cmks update --cmk-id 1b671a64-40d5-491e-99b0-da01ff1f3341 --default-cmk false'],
  async run({ cmkId, defaultCmk, json, ...connection }, context) {
    const { output } = context;
    return withProject(connection, context, async ({ client, project, signal }) => {
      const cmk = await client.cmks.update(project, cmkId, { defaultCmk }, { signal });
      if (json) output.json([cmkJson(cmk)]);
      else output.record(cmkColumns, cmk);
      return 0;
    });
  },
};
