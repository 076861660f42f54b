/** `aiven-byok cmks list`: lists the keys of a project. */

import type { AivenClient, Cmk } from '../../client';
import { isAivenError } from '../errors/explain';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { cmkColumns, cmkJson, supersederOf } from '../views/cmk-view';

export const cmksListCommand: CommandDefinition<ConnectionOptions & { json?: boolean }> = {
  name: 'cmks list',
  summary: 'List the keys of a project',
  options: [...connectionOptions, jsonOption],
  description:
    'A key is superseded if the same KMS key was registered again later, or if no service uses it and a later key of the same cloud is the default key. For the second case, sends one request for the services and one per such key.',
  json: 'An array of keys, with the fields of `cmks get` and `superseded_by`, the ID of the later key or null.',
  examples: ['aiven-byok cmks list', 'aiven-byok cmks list --project acme-prod --json'],
  async run({ json, ...connection }, context) {
    const { output } = context;
    return withProject(connection, context, async ({ client, project, signal }) => {
      const cmks = await client.cmks.list(project, { signal });
      const superseders = await findSuperseders(cmks, client, project, signal);
      const superseder = ({ cmkId }: Cmk) => superseders.get(cmkId) ?? null;
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

/** The superseder of each key that has one, by CMK ID. Asks who uses a key only where that decides. */
async function findSuperseders(
  cmks: readonly Cmk[],
  client: AivenClient,
  project: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Cmk>> {
  const isUsed = async ({ cmkId }: Cmk) => {
    try {
      return (await client.reads.keyUsers(project, cmkId, { signal })).length > 0;
    } catch (error) {
      // The token may list keys, but not services: then the key may be in use.
      if (isAivenError(error) && error.kind === 'permissionDenied') return true;
      throw error;
    }
  };
  const found = await Promise.all(
    cmks.map(async (cmk): Promise<[string, Cmk][]> => {
      const again = supersederOf(cmk, cmks, true);
      const superseder = again ?? supersederOf(cmk, cmks, false);
      return superseder === null || (again === null && (await isUsed(cmk))) ? [] : [[cmk.cmkId, superseder]];
    }),
  );
  return new Map(found.flat());
}
