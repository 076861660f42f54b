/** `aiven-byok adopt`: generates code and imports for what already exists in Aiven. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AivenClient, Service } from '../../client';
import type { AdoptedFile, AdoptPlan, CodeFormat, FoundProject, StateObjects, Wanted } from '../adopt';
import { CliError, type ExitCode, UsageError } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptionsOfMany } from '../program/options';
import { findProject } from '../session/credentials';
import { withClient } from '../session/session';
import type { Output } from '../terminal/output';

interface AdoptOptions extends Omit<ConnectionOptions, 'project'> {
  project?: string[];
  keys?: boolean;
  bindings?: boolean;
  services?: boolean;
  out: string;
  format: 'cdktf' | 'hcl';
  providerName?: string;
  state?: string[];
  keepMissing?: boolean;
  dryRun?: boolean;
}

export const adoptCommand: CommandDefinition<AdoptOptions> = {
  name: 'adopt',
  summary: 'Generate code and imports for existing keys and services',
  description:
    'Generates "adopted.ts" or "adopted.tf", after which "cdktf diff" or "terraform plan" shows imports and no other change. ' +
    'Safe to run again, also with other projects: an unedited file is rewritten with the new objects and keeps everything ' +
    'it lists, under the same names. A file that you edited is never touched: new objects go into "adopted-2.ts". ' +
    'Leaves out objects that the Terraform state already manages. Sends two requests per project and one per key, and writes nothing to Aiven and no secret to a file.',
  options: [
    ...connectionOptionsOfMany,
    { flags: '--keys', description: 'only keys (default: keys and bindings)' },
    { flags: '--bindings', description: 'only bindings: which service uses which key' },
    { flags: '--services', description: 'whole services instead of their bindings' },
    {
      flags: '--out <folder>',
      description: 'folder to write to; the file is "adopted.ts" or "adopted.tf"',
      default: '.',
    },
    {
      flags: '--format <language>',
      description: 'constructs in TypeScript, or HCL',
      choices: ['cdktf', 'hcl'],
      default: 'cdktf',
    },
    {
      flags: '--provider-name <name>',
      description:
        "with HCL: this provider's local name in the folder's required_providers (default: the file declares the provider itself)",
      parse: parseProviderName,
    },
    {
      flags: '--state <file>',
      description:
        'state file whose objects to leave out (may be repeated; default: "terraform show -json" in the folder, or in the stacks of the app)',
      repeat: true,
    },
    { flags: '--keep-missing', description: 'leave objects in their file that no longer exist in Aiven' },
    { flags: '--dry-run', description: 'print the file instead of writing it' },
  ],
  exitCodes: { 3: 'a file lists something that no longer exists in Aiven, or a service that lost or changed its key' },
  examples: [
    'aiven-byok adopt --project acme-prod',
    'aiven-byok adopt --project acme-prod --project acme-staging --services --format hcl --out terraform',
    'aiven-byok adopt --project acme-prod --keys --dry-run',
  ],
  async run(options, context) {
    if (options.providerName !== undefined && options.format !== 'hcl') {
      throw new UsageError('--provider-name needs --format hcl.', 'Constructs use the AivenProvider of their stack.');
    }
    requireFolder(options.out);
    const names = options.project ?? [undefined];
    const projects = [...new Set(names.map((project) => findProject({ project }, context.env)))];
    const { project: _, ...connection } = options;
    return withClient(connection, context, (client, signal) =>
      adopt(client, projects, options, { ...context, signal }),
    );
  },
};

/** @throws UsageError if `--out` is a new folder with a name that looks like that of a file */
function requireFolder(out: string): void {
  if (existsSync(out) || !/\.(ts|tf|tofu|json)$/.test(out)) return;
  throw new UsageError(
    `--out must be a folder, but "${out}" looks like the name of a file.`,
    'Pass the folder that "adopted.ts" or "adopted.tf" is written to.',
  );
}

function parseProviderName(text: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)) return text;
  throw new UsageError(`"${text}" is not a provider name: expected lower-case letters, digits and hyphens.`);
}

async function adopt(
  client: AivenClient,
  requested: readonly string[],
  options: AdoptOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { output, signal, env } = context;
  const code = require('../adopt') as typeof import('../adopt');
  const format: CodeFormat = options.format === 'hcl' ? code.hclFormat : code.typescriptFormat;
  const files = code.readAdoptedFiles(options.out, format.extension);
  if (format === code.hclFormat && options.providerName === undefined && files.length === 0) {
    requireOnlyFile(code.hasOtherTerraformFiles(options.out, files), options.out);
  }
  const state = await readStates(options, context);
  const wanted = wantedBy(options);
  const { found, failed } = await readProjects(client, listsToRead(requested, files, wanted), output, signal);
  for (const { reason } of failed) output.error(reason);
  const blocked = files.filter((file) => !file.isEdited && failed.some(({ project }) => lists(file, project)));
  if (blocked.length > 0) {
    const names = blocked.map(({ name }) => `"${join(options.out, name)}"`).join(' and ');
    output.note(`Nothing was written: ${names} can be rewritten only when every project that it lists can be read.`);
    return 1;
  }
  const { packageNameOf } = require('../terraform/app') as typeof import('../terraform/app');
  const plan = code.planAdoption({
    format,
    files,
    found,
    requested,
    wanted,
    state,
    keepMissing: options.keepMissing === true,
    providerName: options.providerName,
    packageName: packageNameOf(options.out),
  });
  code.reportAdoption(plan, options, output);
  signal.throwIfAborted();
  writeFiles(plan, options, output);
  code.reportNextSteps(plan, options, env, output);
  for (const { project } of failed) output.note(`Nothing of project "${project}" was adopted.`);
  if (failed.length > 0) return 1;
  return plan.lost.some(({ outcome }) => outcome !== 'followed') ? 3 : 0;
}

/** Terraform allows one required_providers block per folder: adopt writes it only if no other file can have it. @throws UsageError */
function requireOnlyFile(hasOthers: boolean, folder: string): void {
  if (!hasOthers) return;
  throw new UsageError(
    `"${folder}" has other Terraform files: --provider-name must say what their required_providers call this provider.`,
    'Pass --provider-name aiven if the entry is "aiven"; "aiven-byok provider install" prints an entry to add.',
  );
}

async function readStates({ out, format, state }: AdoptOptions, context: CommandContext): Promise<StateObjects> {
  const { managedByState } = require('../adopt') as typeof import('../adopt');
  const { readStateFile } = require('../terraform/state') as typeof import('../terraform/state');
  const { findStates, readState } = require('../terraform/read-states') as typeof import('../terraform/read-states');
  if (state !== undefined) return managedByState(state.flatMap(readStateFile));
  const states = [];
  for (const found of findStates(out, format, context.env)) {
    const resources = await readState(found, context).catch((error) => {
      context.signal.throwIfAborted();
      if (found.file !== null) throw error;
      throw new CliError(
        `Could not read the Terraform state of "${found.folder}", so its objects cannot be left out. ${(error as Error).message}`,
        'Fix what Terraform reports (a new folder needs "terraform init"), or pass a state file with --state.',
      );
    });
    states.push(...resources);
  }
  return managedByState(states);
}

function wantedBy({ keys, bindings, services }: AdoptOptions): Wanted {
  const isLimited = keys === true || bindings === true;
  return { keys: !isLimited || keys === true, bindings: !isLimited || bindings === true, services: services === true };
}

const lists = ({ entries }: AdoptedFile, project: string) =>
  entries.some((entry) => entry.project === project && !entry.isRemoved);

/** Projects to read, each with whether its services are needed: those requested, and those that unedited files list. */
function listsToRead(
  requested: readonly string[],
  files: readonly AdoptedFile[],
  { bindings, services }: Wanted,
): ReadonlyMap<string, boolean> {
  const projects = new Map(requested.map((project) => [project, bindings || services]));
  for (const { isEdited, entries } of files) {
    for (const { project, type, isRemoved } of isEdited ? [] : entries) {
      if (!isRemoved) projects.set(project, projects.get(project) === true || type !== 'aiven_cmk');
    }
  }
  return projects;
}

interface Findings {
  found: FoundProject[];
  failed: { project: string; reason: unknown }[];
}

/** Reads projects concurrently. One project that cannot be read does not fail the others. */
async function readProjects(
  client: AivenClient,
  projects: ReadonlyMap<string, boolean>,
  output: Output,
  signal: AbortSignal,
): Promise<Findings> {
  let done = 0;
  const names = [...projects.keys()];
  const outcomes = await Promise.allSettled(
    [...projects].map(async ([project, needsServices]): Promise<FoundProject> => {
      const cmks = client.reads.cmks(project, { signal });
      const services = needsServices ? servicesWithKeys(client, project, signal) : Promise.resolve(undefined);
      // When one fails, wait for the other too.
      await Promise.allSettled([cmks, services]);
      const found = { project, cmks: await cmks, services: await services };
      done += 1;
      output.progress(`Read ${done} of ${names.length} projects …`);
      return found;
    }),
  );
  signal.throwIfAborted();
  const findings: Findings = { found: [], failed: [] };
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') findings.found.push(outcome.value);
    else findings.failed.push({ project: names[index] as string, reason: outcome.reason });
  }
  return findings;
}

/** The services of a project, each with the key that it uses or moves to. */
async function servicesWithKeys(client: AivenClient, project: string, signal: AbortSignal): Promise<Service[]> {
  const { existingKeys, withKeysInUse } = require('../adopt') as typeof import('../adopt');
  const lists = [client.reads.cmks(project, { signal }), client.reads.services(project, { signal })] as const;
  await Promise.allSettled(lists);
  const [cmks, services] = await Promise.all(lists);
  const users = existingKeys(cmks).map(
    async ({ cmkId }) => [cmkId, await client.reads.keyUsers(project, cmkId, { signal })] as const,
  );
  await Promise.allSettled(users);
  return withKeysInUse(services, new Map(await Promise.all(users)));
}

function writeFiles({ writes }: AdoptPlan, { out, dryRun }: AdoptOptions, output: Output): void {
  const { replaceFile } = require('../adopt') as typeof import('../adopt');
  for (const { name, text, before } of writes) {
    const path = join(out, name);
    if (dryRun) output.data(text.trimEnd());
    else replaceFile(path, text, before);
    output.note(`${dryRun ? 'Would write' : 'Wrote'} "${path}"`);
  }
}
