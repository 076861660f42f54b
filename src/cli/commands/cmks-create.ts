/** `aiven-byok cmks create`: registers a key of your cloud's KMS. */

import { type Cloud, checkKeyReference, clouds } from '../../aiven';
import { CliError, UsageError } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption, yesOption } from '../program/options';
import { canAsk, confirm } from '../program/prompt';
import { type Session, withProject } from '../session/session';
import { cmkColumns, cmkJson } from '../views/cmk-view';

interface CmksCreateOptions extends ConnectionOptions {
  provider: Cloud;
  resource: string;
  defaultCmk?: boolean;
  yes?: boolean;
  json?: boolean;
}

export const cmksCreateCommand: CommandDefinition<CmksCreateOptions> = {
  name: 'cmks create',
  summary: "Register a key of your cloud's KMS",
  description:
    'Grant Aiven access to the key first: see "aiven-byok grants". ' +
    'If the project already has the key, asks before registering it again.',
  options: [
    ...connectionOptions,
    { flags: '--provider <cloud>', description: 'cloud of the KMS', required: true, choices: clouds },
    { flags: '--resource <reference>', description: 'key reference, such as an ARN', required: true },
    { flags: '--default-cmk', description: 'make it the default key for new services' },
    { ...yesOption, description: 'register it even if the project already has it' },
    jsonOption,
  ],
  json: 'An array with one key, with the fields of `cmks get`.',
  examples: [
    'aiven-byok cmks create --provider gcp --resource projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
    'aiven-byok cmks create --provider aws --default-cmk --resource arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
  ],
  async run({ provider, resource, defaultCmk, yes, json, ...connection }, context) {
    const { output } = context;
    const problem = checkKeyReference(provider, resource);
    if (problem !== undefined) throw new UsageError(problem);
    return withProject(connection, context, async (session) => {
      const { client, project, signal } = session;
      if (!yes) await requireNew(session, provider, resource, context);
      const input = { cloud: provider, keyReference: resource, ...(defaultCmk ? { defaultCmk } : {}) };
      const cmk = await client.cmks.create(project, input, { signal });
      if (json) output.json([cmkJson(cmk)]);
      else output.record(cmkColumns, cmk);
      return 0;
    });
  },
};

/** Asks before registering a key again. @throws CliError with the ID of the registered key if the answer is no */
async function requireNew(
  { client, project, signal }: Session,
  cloud: Cloud,
  resource: string,
  context: CommandContext,
): Promise<void> {
  // The client's `create` starts with the same list and reuses it.
  const cmks = await client.reads.recentCmks(project, { signal });
  const same = cmks.filter((cmk) => cmk.cloud === cloud && cmk.keyReference === resource && cmk.status !== 'deleted');
  if (same.length === 0) return;
  const ids = same.map(({ cmkId }) => `"${cmkId}"`).join(', ');
  const problem = `This key is already registered in project "${project}" as ${ids}.`;
  if (!canAsk(context)) throw new CliError(problem, 'Use that ID, or pass --yes to register the key again.');
  context.output.warn(problem);
  const what = 'Registering a key again';
  if (!(await confirm('Register it again?', { what }, context))) throw new CliError('Nothing was registered.');
}
