/** `aiven-byok grants`: the access that Aiven needs to a key, as policy text and commands of the cloud's CLI. */

import {
  type AwsPolicy,
  azureRoles,
  type Cloud,
  checkAccessorForKey,
  checkAzurePrincipalId,
  checkAzureRole,
  checkAzureScope,
  checkAzureScopeOfKey,
  checkGcpRole,
  checkKeyReference,
  checkOciTenancy,
  clouds,
  gcpRoles,
  parseAwsPolicy,
  parseKeyReference,
  toAccessors,
} from '../../aiven';
import { readText } from '../../support/read-file';
import { systemReason } from '../../support/system-reason';
import { CliError, UsageError } from '../errors/cli-error';
import { type GrantOptions, grantFor } from '../grants/grants';
import { formatGrantCommand, grantScript } from '../grants/script';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionArguments, connectionOptions, jsonOption } from '../program/options';
import { withProject } from '../session/session';
import { accessorsJson } from './cmks-accessors';

interface GrantsOptions extends ConnectionOptions, Omit<GrantOptions, 'policy' | 'again'> {
  provider: Cloud;
  /** A file. */
  policy?: string;
  json?: boolean;
}

/** Options that not every cloud has. */
const cloudOptions: readonly { name: keyof GrantsOptions; flag: string; clouds: readonly Cloud[] }[] = [
  { name: 'policy', flag: '--policy', clouds: ['aws'] },
  { name: 'actions', flag: '--actions', clouds: ['aws'] },
  { name: 'newKey', flag: '--new-key', clouds: ['aws', 'gcp'] },
  { name: 'keyKind', flag: '--key-kind', clouds: ['gcp'] },
  { name: 'role', flag: '--role', clouds: ['gcp', 'azure'] },
  { name: 'tenancy', flag: '--tenancy', clouds: ['oci'] },
  { name: 'quotes', flag: '--quotes', clouds: ['oci'] },
  { name: 'scope', flag: '--scope', clouds: ['azure'] },
  { name: 'principalId', flag: '--principal-id', clouds: ['azure'] },
  { name: 'managedHsm', flag: '--managed-hsm', clouds: ['azure'] },
];

export const grantsCommand: CommandDefinition<GrantsOptions> = {
  name: 'grants',
  summary: 'Print the access that Aiven needs to your key, and the commands that grant it',
  description:
    'Prints a shell script: the grant in comments, then the commands. It grants nothing itself. If an option is missing that the ' +
    'commands need, it prints only the grant. For AWS, the script first saves the current policy: a whole policy is printed only ' +
    'with --policy or --new-key. See docs/grants.md.',
  options: [
    ...connectionOptions,
    { flags: '--provider <cloud>', description: 'cloud of the KMS', required: true, choices: clouds },
    { flags: '--resource <reference>', description: 'key reference, such as an ARN' },
    { flags: '--policy <file>', description: 'AWS: current policy of the key, to add the statement to' },
    {
      flags: '--new-key',
      description: 'AWS: print a whole policy; Google Cloud: also print the command that creates the key',
    },
    {
      flags: '--actions <set>',
      description: 'AWS: "minimal" (encrypt and decrypt) or "wide" (also data keys and describe; default: minimal)',
      choices: ['minimal', 'wide'],
    },
    {
      flags: '--key-kind <kind>',
      description: 'Google Cloud: kind of the new key (default: asymmetric)',
      choices: ['asymmetric', 'symmetric'],
    },
    {
      flags: '--role <name>',
      description: `Google Cloud and Azure: role to grant (default: "${gcpRoles[0]}", "${azureRoles[0]}")`,
    },
    { flags: '--tenancy <ocid>', description: 'OCI: OCID of your tenancy' },
    {
      flags: '--quotes <style>',
      description: "OCI: quotes around the key's OCID (default: double)",
      choices: ['double', 'single'],
    },
    { flags: '--scope <id>', description: 'Azure: Resource Manager ID of the key or its vault' },
    { flags: '--principal-id <id>', description: "Azure: object ID of Aiven's service principal in your tenant" },
    { flags: '--managed-hsm', description: 'Azure: the key is in a managed HSM (default: according to the URL)' },
    jsonOption,
  ],
  json: "`provider`, `accessor` (as in `cmks accessors`), `grant` (in the cloud's format), `commands` and `notes` (arrays of strings).",
  examples: [
    'aiven-byok grants --provider aws --resource arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    'aiven-byok grants --provider gcp --new-key --resource projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
  ],
  async run(options, context) {
    const { provider: cloud, resource, policy: file, json } = options;
    const { output } = context;
    checkOptions(options);
    const policy = file === undefined ? undefined : readPolicy(file);
    return withProject(options, context, async ({ client, project, signal }) => {
      const wire = await client.cmks.accessors(project, { signal });
      const accessors = toAccessors(wire);
      const problem = resource === undefined ? undefined : checkAccessorForKey(accessors, parseKeyReference(resource));
      if (problem !== undefined) throw new CliError(problem);
      const grant = grantFor(cloud, accessors, { ...options, policy, again: connectionArguments(options, project) });
      if (json) {
        const commands = grant.commands.map((command) => formatGrantCommand(command));
        const accessor = accessorsJson(wire)[cloud];
        output.json({ provider: cloud, accessor, grant: grant.grant, commands, notes: grant.notes });
        return 0;
      }
      if (grant.commands.length > 0) output.data(grantScript(grant));
      else {
        output.note(`${grant.title}:`);
        output.data(JSON.stringify(grant.grant, null, 2));
        for (const note of grant.notes) output.note(note);
      }
      return 0;
    });
  },
};

/** @throws UsageError for options that do not fit together, before any request */
function checkOptions(options: GrantsOptions): void {
  const { provider: cloud, resource, tenancy, scope, principalId, role, newKey, keyKind } = options;
  for (const { name, flag, clouds: owners } of cloudOptions) {
    if (owners.includes(cloud) || options[name] === undefined) continue;
    throw new UsageError(`${flag} is only for --provider ${owners.join(' or ')}, not for ${cloud}.`);
  }
  if (options.policy !== undefined && resource === undefined) throw new UsageError('--policy requires --resource.');
  if (newKey && resource === undefined) throw new UsageError('--new-key requires --resource.');
  if (newKey && options.policy !== undefined) throw new UsageError('Pass either --policy or --new-key, not both.');
  if (keyKind !== undefined && !newKey) throw new UsageError('--key-kind requires --new-key.');
  const problem =
    checked(resource, (text) => checkKeyReference(cloud, text)) ??
    checked(tenancy, checkOciTenancy) ??
    checked(role, cloud === 'gcp' ? checkGcpRole : checkAzureRole) ??
    checked(principalId, checkAzurePrincipalId) ??
    checkHsm(options) ??
    checked(scope, (text) => checkScope(text, resource));
  if (problem !== undefined) throw new UsageError(problem);
}

function checked(text: string | undefined, check: (text: string) => string | undefined): string | undefined {
  return text === undefined ? undefined : check(text);
}

/** A managed HSM has one role, and its scope is the key. */
function checkHsm({ resource, managedHsm, scope, role }: GrantsOptions): string | undefined {
  const key = resource === undefined ? undefined : parseKeyReference(resource);
  const isHsm = managedHsm || (key?.cloud === 'azure' && key.managedHsm);
  if (!isHsm || (scope === undefined && role === undefined)) return undefined;
  const flag = scope === undefined ? '--role' : '--scope';
  return `${flag} is for key vaults; a managed HSM has its own role, whose scope is the key.`;
}

function checkScope(scope: string, resource: string | undefined): string | undefined {
  const key = resource === undefined ? undefined : parseKeyReference(resource);
  return checkAzureScope(scope) ?? (key?.cloud === 'azure' ? checkAzureScopeOfKey(scope, key) : undefined);
}

function readPolicy(file: string): AwsPolicy {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    throw new CliError(
      `Cannot read the policy file "${file}": ${systemReason(error)}.`,
      'Check the path; "aiven-byok grants" without --policy prints a command that writes the current policy to a file.',
    );
  }
  try {
    return parseAwsPolicy(text);
  } catch (error) {
    throw new CliError(`Cannot use the policy file "${file}": ${(error as Error).message}`);
  }
}
