/** `aiven-byok cmks delete`: deletes a key that no service uses. */

import { keepKmsKey } from '../../aiven';
import { CliError } from '../errors/cli-error';
import { moveServicesFirst } from '../errors/hints';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption, timeoutOption, yesOption } from '../program/options';
import { confirm } from '../program/prompt';
import { type Session, withProject } from '../session/session';
import { progressOfDeactivation } from '../session/waiting';
import { cmkColumns, cmkIdOption, cmkJson, isLeaving, listUsers } from '../views/cmk-view';

interface CmksDeleteOptions extends ConnectionOptions {
  cmkId: string;
  wait?: boolean;
  timeout?: number;
  yes?: boolean;
  json?: boolean;
}

export const cmksDeleteCommand: CommandDefinition<CmksDeleteOptions> = {
  name: 'cmks delete',
  summary: 'Delete a key that no service uses',
  description: 'Removes the key from Aiven. The key in your KMS is not touched.',
  options: [
    ...connectionOptions,
    cmkIdOption,
    { flags: '--wait', description: 'wait for services that are moving to another key' },
    timeoutOption,
    yesOption,
    jsonOption,
  ],
  json: 'An array with the deleted key, with the fields of `cmks get`.',
  examples: ['aiven-byok cmks delete --cmk-id 8c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f'],
  async run({ cmkId, wait = false, timeout, yes, json, ...connection }, context) {
    const { output } = context;
    return withProject(connection, context, async (session) => {
      const { client, project, signal } = session;
      const cmk = await client.cmks.get(project, cmkId, { signal });
      const wasUsed = await requireUnused(session, cmkId, wait);
      if (!yes) {
        output.note(`Key "${cmkId}" in project "${project}" will be deleted:`);
        output.note(`  ${cmk.cloud}  ${cmk.keyReference}`);
        if (cmk.defaultCmk) {
          output.warn(`It is the default key of project "${project}": new services will no longer use it.`);
        }
        const question = { what: 'Deleting a key' };
        if (!(await confirm('Delete it?', question, context))) throw new CliError('Nothing was deleted.');
      }
      const whileDeactivating = wait ? { onProgress: progressOfDeactivation(context) } : undefined;
      const deadline = wait ? client.deadlineAfter(timeout) : undefined;
      await client.cmks.delete(project, cmkId, { signal, deadline, whileDeactivating });
      if (json) output.json([cmkJson(cmk)]);
      else output.record(cmkColumns, cmk);
      output.note('Deleted.');
      output.note(keepKmsKey(context.clock?.wallTime() ?? Date.now(), wasUsed));
      return 0;
    });
  },
};

/**
 * @returns whether a service is still leaving the key
 * @throws CliError that names the services that use the key, before any request to delete it
 */
async function requireUnused({ client, project, signal }: Session, cmkId: string, wait: boolean): Promise<boolean> {
  const users = await client.reads.keyUsers(project, cmkId, { signal });
  const leaving = users.every((user) => isLeaving(user, cmkId));
  if (users.length === 0 || (leaving && wait)) return users.length > 0;
  const poweredOff = users.filter(({ use }) => leaving && use === 'poweredOff').map(({ serviceName }) => serviceName);
  throw new CliError(
    `Key "${cmkId}" in project "${project}" is still used by ${listUsers(users)}.`,
    poweredOff.length > 0
      ? `Power on ${poweredOff.map((name) => `"${name}"`).join(', ')}: a service that is powered off does not move.`
      : leaving
        ? 'They are moving to another key: pass --wait to wait for them.'
        : moveServicesFirst,
  );
}
