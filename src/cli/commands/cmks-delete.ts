/** `aiven-byok cmks delete`: takes a key out of a project, when no service holds it. */

import { CliError } from '../errors/cli-error';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption, yesOption } from '../program/options';
import { confirm } from '../program/prompt';
import { parseDuration } from '../program/values';
import { type Session, withProject } from '../session/session';
import { tellHolders, withoutPower } from '../session/waiting';
import { cmkColumns, cmkIdOption, cmkJson, nameAssociations } from '../views/cmk-view';

interface CmksDeleteOptions extends ConnectionOptions {
  cmkId: string;
  wait?: boolean;
  timeout?: number;
  yes?: boolean;
  json?: boolean;
}

export const cmksDeleteCommand: CommandDefinition<CmksDeleteOptions> = {
  name: 'cmks delete',
  summary: 'Delete a key that no service holds',
  description: 'Aiven forgets the key; in your KMS nothing changes.',
  options: [
    ...connectionOptions,
    cmkIdOption,
    { flags: '--wait', description: 'wait for services that are letting go of it' },
    { flags: '--timeout <time>', description: 'longest wait (default: 20m)', parse: parseDuration },
    yesOption,
    jsonOption,
  ],
  json: 'An array of one: the key as it was, with the fields of `cmks get`.',
  examples: ['aiven-byok cmks delete --cmk-id 8c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f'],
  async run({ cmkId, wait = false, timeout, yes, json, ...connection }, context) {
    const { output } = context;
    return withProject(connection, context, async (session) => {
      const { client, project, signal } = session;
      const cmk = await client.cmks.get(project, cmkId, { signal });
      await requireFree(session, cmkId, wait);
      if (!yes) {
        output.note(`Key ${cmkId} of project ${project} will be deleted:`);
        output.note(`  ${cmk.cloud}  ${cmk.keyReference}`);
        if (cmk.defaultCmk)
          output.warn(`It is the default of project ${project}: new services will not go under it any more.`);
        const question = { what: 'Deleting a key' };
        if (!(await confirm('Delete it?', question, context))) throw new CliError('Nothing was deleted.');
      }
      const whileDeactivating = wait ? { onProgress: tellHolders(context) } : undefined;
      const deadline = wait ? client.deadlineAfter(timeout) : undefined;
      await client.cmks.delete(project, cmkId, { signal, deadline, whileDeactivating });
      if (json) output.json([cmkJson(cmk)]);
      else output.record(cmkColumns, cmk);
      output.note('Deleted.');
      return 0;
    });
  },
};

/** Refuses before any request to delete. @throws CliError that names the services */
async function requireFree(session: Session, cmkId: string, wait: boolean): Promise<void> {
  const { client, project, signal } = session;
  const associations = await client.cmks.associations(project, cmkId, { signal });
  const leaving = associations.every(({ status }) => status === 'deactivating');
  if (associations.length === 0 || (leaving && wait)) return;
  const idle = leaving ? await withoutPower(session, associations) : [];
  throw new CliError(
    `Key ${cmkId} of project ${project} cannot be deleted: it is held by ${nameAssociations(associations)}.`,
    idle.length > 0
      ? `${idle.join(', ')}: powered off, and lets go of it only once powered on again.`
      : leaving
        ? 'All of them are letting go of it: give --wait to wait for them.'
        : 'Move them first, with "aiven-byok services set-key" or "aiven-byok rotate".',
  );
}
