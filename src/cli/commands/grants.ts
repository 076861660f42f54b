/** `aiven-byok grants`: the access that Aiven needs to a key, as policy text and commands of the cloud's CLI. */

import { readFileSync } from 'node:fs';
import {
  type Accessors,
  type Cloud,
  checkAccessorForKey,
  checkKeyReference,
  checkOciTenancy,
  clouds,
  formatShellCommand,
  parseKeyReference,
} from '../../aiven';
import { CliError, UsageError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
import { type Grant, type GrantOptions, grantFor } from '../grants/grants';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { accessorsJson } from './cmks-accessors';

interface GrantsOptions extends ConnectionOptions, Omit<GrantOptions, 'policy'> {
  cloud: Cloud;
  /** A file. */
  policy?: string;
  json?: boolean;
}

/** Options that only one cloud has. */
const cloudOptions: readonly { name: keyof GrantsOptions; flag: string; cloud: Cloud }[] = [
  { name: 'policy', flag: '--policy', cloud: 'aws' },
  { name: 'keyKind', flag: '--key-kind', cloud: 'gcp' },
  { name: 'tenancy', flag: '--tenancy', cloud: 'oci' },
  { name: 'scope', flag: '--scope', cloud: 'azure' },
  { name: 'principalId', flag: '--principal-id', cloud: 'azure' },
];

export const grantsCommand: CommandDefinition<GrantsOptions> = {
  name: 'grants',
  summary: 'Print the access that Aiven needs to your key, and the commands that grant it',
  description:
    'Grants nothing itself: run the printed commands. They are a shell script with the grant in comments; ' +
    'without enough options for commands, only the grant is printed. See docs/grants.md.',
  options: [
    ...connectionOptions,
    { flags: '--cloud <cloud>', description: 'cloud of the KMS', required: true, choices: clouds },
    { flags: '--resource <name>', description: 'name of the key in the KMS, such as its ARN' },
    { flags: '--policy <file>', description: 'AWS: current policy of the key, to merge the grant into' },
    {
      flags: '--key-kind <kind>',
      description: 'Google Cloud: kind of key (default: symmetric)',
      choices: ['symmetric', 'asymmetric'],
    },
    { flags: '--tenancy <ocid>', description: 'OCI: OCID of your tenancy' },
    { flags: '--scope <id>', description: 'Azure: Resource Manager id of the key or its vault' },
    { flags: '--principal-id <id>', description: "Azure: object id of Aiven's service principal in your tenant" },
    jsonOption,
  ],
  json: "`cloud`, `accessor` (as in `cmks accessors`), `grant` (in the cloud's format), `commands` and `notes` (arrays of strings).",
  examples: [
    'aiven-byok grants --cloud aws --resource arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    'aiven-byok grants --cloud gcp --json',
  ],
  async run(options, context) {
    const { cloud, resource, policy: file, json } = options;
    const { output } = context;
    checkOptions(options);
    const policy = file === undefined ? undefined : readPolicy(file);
    return withProject(options, context, async ({ client, project, signal }) => {
      const wire = await client.cmks.accessors(project, { signal });
      const accessors: Accessors = {
        aws: wire.aws === null ? undefined : { roleArn: wire.aws.principal },
        azure: wire.azure ?? undefined,
        gcp: wire.gcp ?? undefined,
        oci: wire.oci ?? undefined,
      };
      const problem = resource === undefined ? undefined : checkAccessorForKey(accessors, parseKeyReference(resource));
      if (problem !== undefined) throw new CliError(problem);
      const grant = grantFor(cloud, accessors, { ...options, policy });
      if (json) {
        const commands = grant.commands.map((words) => formatShellCommand(words));
        const accessor = accessorsJson(wire)[cloud];
        output.json({ cloud, accessor, grant: grant.grant, commands, notes: grant.notes });
        return 0;
      }
      if (grant.commands.length > 0) output.data(scriptOf(grant));
      else {
        output.note(`${grant.title}:`);
        output.data(JSON.stringify(grant.grant, null, 2));
        for (const note of grant.notes) output.note(note);
      }
      return 0;
    });
  },
};

/** A shell script: the commands, preceded by the grant and the notes in comments. */
function scriptOf({ title, grant, commands, notes }: Grant): string {
  const comments = [`${title}:`, ...JSON.stringify(grant, null, 2).split('\n'), ...notes].map((line) => `# ${line}`);
  return [comments.join('\n'), ...commands.map((words) => formatShellCommand(words, { multiline: true }))].join('\n\n');
}

/** @throws UsageError for options that do not fit together, before any request */
function checkOptions(options: GrantsOptions): void {
  const { cloud, resource, tenancy } = options;
  for (const { name, flag, cloud: owner } of cloudOptions) {
    if (owner === cloud || options[name] === undefined) continue;
    throw new UsageError(`${flag} is only for --cloud ${owner}, not for ${cloud}.`);
  }
  if (options.policy !== undefined && resource === undefined) throw new UsageError('--policy requires --resource.');
  const problem =
    (resource === undefined ? undefined : checkKeyReference(cloud, resource)) ??
    (tenancy === undefined ? undefined : checkOciTenancy(tenancy));
  if (problem !== undefined) throw new UsageError(problem);
}

function readPolicy(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(
      `Cannot read the policy file "${file}": ${systemReason(error)}.`,
      'Check the path; "aiven-byok grants" without --policy prints a command that writes the current policy to a file.',
    );
  }
}
