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
    'Aiven must be allowed to use it before: see "aiven-byok grants". ' +
    'A key that the project has already is registered a second time only when that is confirmed.',
  options: [
    ...connectionOptions,
    { flags: '--provider <cloud>', description: 'cloud whose KMS holds the key', required: true, choices: clouds },
    { flags: '--resource <name>', description: "the key's name there", required: true },
    { flags: '--default-cmk', description: 'put new services under this key' },
    { ...yesOption, description: 'register it although the project has it already' },
    jsonOption,
  ],
  json: 'An array of one: the key, with the fields of `cmks get`.',
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

/** Goes on with a key that is registered already only when somebody says so. @throws CliError that names its id */
async function requireNew(
  { client, project, signal }: Session,
  cloud: Cloud,
  resource: string,
  context: CommandContext,
): Promise<void> {
  // The client's create begins with the same list: it is not asked for twice.
  const cmks = await client.reads.recentCmks(project, { signal });
  const same = cmks.filter((cmk) => cmk.cloud === cloud && cmk.keyReference === resource && cmk.status !== 'deleted');
  if (same.length === 0) return;
  const problem = `Project ${project} has this key already: ${same.map(({ cmkId }) => cmkId).join(', ')}.`;
  if (!canAsk(context)) throw new CliError(problem, 'Use that one, or give --yes to register it once more.');
  context.output.warn(problem);
  const what = 'Registering a key once more';
  if (!(await confirm('Register it once more?', { what }, context))) throw new CliError('Nothing was registered.');
}
