/** `aiven-byok cmks verify`: lets Aiven test its access to keys. */

import { type CliError, UsageError } from '../errors/cli-error';
import { explain } from '../errors/explain';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { type Session, withProject } from '../session/session';
import type { Column } from '../terminal/table';
import { cmkIdOption } from '../views/cmk-view';

interface CmksVerifyOptions extends ConnectionOptions {
  cmkId?: string;
  all?: boolean;
  json?: boolean;
}

interface Verdict {
  cmkId: string;
  /** Why Aiven refused; null if it accepted the check. */
  refusal: string | null;
}

const columns: readonly Column<Verdict>[] = [
  { title: 'ID', value: ({ cmkId }) => cmkId },
  {
    title: 'RESULT',
    value: ({ refusal }) => (refusal === null ? 'Aiven accepted the check' : 'Aiven refused the check'),
  },
  { title: 'DETAIL', value: ({ refusal }) => refusal, narrow: 'below' },
];

export const cmksVerifyCommand: CommandDefinition<CmksVerifyOptions> = {
  name: 'cmks verify',
  summary: 'Let Aiven test its access to keys',
  description:
    'The API returns no result: a check passes if Aiven accepts the request. After you grant access, it may take minutes until Aiven can use the key.',
  options: [
    ...connectionOptions,
    { ...cmkIdOption, required: false },
    { flags: '--all', description: 'verify every key of the project that is not deleted' },
    jsonOption,
  ],
  json: 'An array of `id`, `accepted` (whether Aiven accepted the check) and `detail` (why not, or null).',
  exitCodes: { 3: 'Aiven refused a check' },
  examples: [
    'aiven-byok cmks verify --cmk-id 1b671a64-40d5-491e-99b0-da01ff1f3341',
    'aiven-byok cmks verify --all --json',
  ],
  async run({ cmkId, all, json, ...connection }, context) {
    if ((cmkId === undefined) === !all) throw new UsageError('Pass either --cmk-id or --all.');
    return withProject(connection, context, async (session) => {
      const { client, project, signal } = session;
      const cmks = cmkId === undefined ? await client.cmks.list(project, { signal }) : [];
      const ids =
        cmkId === undefined ? cmks.filter(({ status }) => status !== 'deleted').map((cmk) => cmk.cmkId) : [cmkId];
      const verdicts = await Promise.all(ids.map((id) => verify(session, id)));
      const { output } = context;
      if (json) {
        output.json(verdicts.map((one) => ({ id: one.cmkId, accepted: one.refusal === null, detail: one.refusal })));
      } else output.table(columns, verdicts);
      if (ids.length === 0) output.note(`Project "${project}" has no keys.`);
      return verdicts.some(({ refusal }) => refusal !== null) ? 3 : 0;
    });
  },
};

/** @throws AivenError for a failure that is not about the key */
async function verify({ client, project, signal }: Session, cmkId: string): Promise<Verdict> {
  try {
    await client.cmks.verifyAccess(project, cmkId, { signal });
    return { cmkId, refusal: null };
  } catch (error) {
    const { isAccessRefused } = require('../../client') as typeof import('../../client');
    if (!isAccessRefused(error)) throw error;
    return { cmkId, refusal: error.apiMessage ?? (explain(error) as CliError).message };
  }
}
