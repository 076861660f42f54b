/** `aiven-byok cmks create`: registers a key of your cloud's KMS. */

import { type Cloud, checkKeyReference, clouds } from '../../cmk';
import { UsageError } from '../cli-error';
import { cmkColumns, cmkJson } from '../cmk-view';
import type { CommandDefinition } from '../command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../options';
import { withProject } from '../session';

interface CmksCreateOptions extends ConnectionOptions {
  provider: Cloud;
  resource: string;
  defaultCmk?: boolean;
  json?: boolean;
}

export const cmksCreateCommand: CommandDefinition<CmksCreateOptions> = {
  name: 'cmks create',
  summary: "Register a key of your cloud's KMS",
  description: 'Aiven must be allowed to use it before: see "aiven-byok grants".',
  options: [
    ...connectionOptions,
    { flags: '--provider <cloud>', description: 'cloud whose KMS holds the key', required: true, choices: clouds },
    { flags: '--resource <name>', description: "the key's name there", required: true },
    { flags: '--default-cmk', description: 'put new services under this key' },
    jsonOption,
  ],
  json: 'An array of one: the key, with the fields of `cmks get`.',
  examples: [
    'aiven-byok cmks create --provider gcp --resource projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
    'aiven-byok cmks create --provider aws --default-cmk --resource arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
  ],
  async run({ provider, resource, defaultCmk, json, ...connection }, context) {
    const { output } = context;
    const problem = checkKeyReference(provider, resource);
    if (problem !== undefined) throw new UsageError(problem);
    return withProject(connection, context, async ({ client, project, signal }) => {
      const input = { cloud: provider, keyReference: resource, ...(defaultCmk ? { defaultCmk } : {}) };
      const cmk = await client.cmks.create(project, input, { signal });
      if (json) output.json([cmkJson(cmk)]);
      else output.record(cmkColumns, cmk);
      return 0;
    });
  },
};
