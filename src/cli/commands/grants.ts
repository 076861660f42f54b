/** `aiven-byok grants`: what a cloud must allow so that Aiven can use a key, with this project's accessors. */

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

/** Which cloud an option is about. */
const owners: Readonly<Record<string, Cloud>> = {
  policy: 'aws',
  keyKind: 'gcp',
  tenancy: 'oci',
  scope: 'azure',
  principalId: 'azure',
};

export const grantsCommand: CommandDefinition<GrantsOptions> = {
  name: 'grants',
  summary: 'Print what a cloud must allow so that Aiven can use your key, and the commands that do it',
  description:
    'Nothing is granted: the commands are for you to run. What they grant stands above them in comments; where there are no ' +
    'commands, it is printed alone. See docs/grants.md.',
  options: [
    ...connectionOptions,
    { flags: '--cloud <cloud>', description: 'the cloud', required: true, choices: clouds },
    { flags: '--resource <name>', description: "the key's name in its KMS" },
    { flags: '--policy <file>', description: 'AWS: the policy that the key has now, to merge into' },
    {
      flags: '--key-kind <kind>',
      description: 'Google Cloud: which kind of key (default: symmetric)',
      choices: ['symmetric', 'asymmetric'],
    },
    { flags: '--tenancy <ocid>', description: 'OCI: your tenancy' },
    { flags: '--scope <id>', description: 'Azure: the key or vault, as a resource of Azure Resource Manager' },
    { flags: '--principal-id <id>', description: "Azure: object id of Aiven's service principal in your tenant" },
    jsonOption,
  ],
  json: "`cloud`, `accessor` (as `cmks accessors` prints it), `grant` (in the cloud's own form), `commands` and `notes` (arrays of texts).",
  examples: [
    'aiven-byok grants --cloud aws --resource arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    'aiven-byok grants --cloud gcp --json',
  ],
  async run(options, context) {
    const { cloud, resource, policy: file, json } = options;
    const { output } = context;
    requireSensible(options);
    const policy = file === undefined ? undefined : readPolicy(file);
    return withProject(options, context, async ({ client, project, signal }) => {
      const wire = await client.cmks.accessors(project, { signal });
      const accessors: Accessors = {
        aws: wire.aws === null ? undefined : { roleArn: wire.aws.principal },
        azure: wire.azure ?? undefined,
        gcp: wire.gcp ?? undefined,
        oci: wire.oci ?? undefined,
      };
      const impossible =
        resource === undefined ? undefined : checkAccessorForKey(accessors, parseKeyReference(resource));
      if (impossible !== undefined) throw new CliError(impossible);
      const made = grantFor(cloud, accessors, { ...options, policy });
      if (json) {
        const commands = made.commands.map((words) => formatShellCommand(words));
        output.json({ cloud, accessor: accessorsJson(wire)[cloud], grant: made.grant, commands, notes: made.notes });
        return 0;
      }
      if (made.commands.length > 0) output.data(scriptOf(made));
      else {
        output.note(`${made.title}:`);
        output.data(JSON.stringify(made.grant, null, 2));
        for (const note of made.notes) output.note(note);
      }
      return 0;
    });
  },
};

/** One text for a shell: the commands, with what they grant and what is to be known in comments. */
function scriptOf({ title, grant, commands, notes }: Grant): string {
  const comments = [`${title}:`, ...JSON.stringify(grant, null, 2).split('\n'), ...notes].map((line) => `# ${line}`);
  return [comments.join('\n'), ...commands.map((words) => formatShellCommand(words, { multiline: true }))].join('\n\n');
}

/** @throws UsageError for what cannot be right, before any request */
function requireSensible(options: GrantsOptions): void {
  const { cloud, resource, tenancy } = options;
  for (const [name, owner] of Object.entries(owners)) {
    if (owner === cloud || options[name as keyof GrantsOptions] === undefined) continue;
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UsageError(`--${flag} is for --cloud ${owner}, not ${cloud}.`);
  }
  if (options.policy !== undefined && resource === undefined) throw new UsageError('--policy needs --resource too.');
  const problem =
    (resource === undefined ? undefined : checkKeyReference(cloud, resource)) ??
    (tenancy === undefined ? undefined : checkOciTenancy(tenancy));
  if (problem !== undefined) throw new UsageError(problem);
}

function readPolicy(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (reason) {
    throw new CliError(
      `The policy cannot be read: ${(reason as Error).message}.`,
      'Give --policy the path of a file that you may read; "aiven-byok grants" without it prints the command that writes one.',
    );
  }
}
