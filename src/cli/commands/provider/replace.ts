/** `aiven-byok provider replace`: switches a Terraform state from the official provider to ours, after a trial plan. */

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createFile } from '../../../support/atomic-file';
import { quoteForShell } from '../../../support/shell';
import { systemReason } from '../../../support/system-reason';
import { CliError } from '../../errors/cli-error';
import { nothingReplaced } from '../../errors/hints';
import type { CommandContext, CommandDefinition } from '../../program/command';
import { yesOption } from '../../program/options';
import { confirm } from '../../program/prompt';
import type { OfficialPart, TerraformState } from '../../replace';
import type { Terraform } from '../../terraform/terraform';

interface ProviderReplaceOptions {
  dir: string;
  partial?: boolean;
  yes?: boolean;
}

export const providerReplaceCommand: CommandDefinition<ProviderReplaceOptions> = {
  name: 'provider replace',
  summary: 'Switch a Terraform state from the official Aiven provider to this one',
  description:
    'First change the source in required_providers of the configuration and its modules. The command then runs ' +
    '"terraform init" and "terraform plan" on a copy of the configuration and a copy of the state with the provider replaced. ' +
    'The plan should have no changes. If it has, or if the configuration still has blocks such as pg_user_config, the command prints the ' +
    'user_config of each service, made from the state. It then asks for confirmation, backs up the state, and replaces the provider in it. ' +
    'Nothing in Aiven changes.',
  options: [
    { flags: '--dir <folder>', description: 'folder of the Terraform configuration', default: '.' },
    {
      flags: '--partial',
      description: 'replace only what this provider supports, and keep the official provider for the rest',
    },
    yesOption,
  ],
  exitCodes: { 3: 'replaced, but the plan has changes' },
  examples: ['aiven-byok provider replace', 'aiven-byok provider replace --dir cdktf.out/stacks/byok --partial'],
  async run(options, context) {
    const { output, env } = context;
    const replace = require('../../replace') as typeof import('../../replace');
    const folder = resolve(options.dir);
    requireConfiguration(folder);
    const { Terraform } = require('../../terraform/terraform') as typeof import('../../terraform/terraform');
    const { terraformOf } = require('../../terraform/read-states') as typeof import('../../terraform/read-states');
    const terraform = new Terraform(terraformOf(env), folder, context);
    // Terraform cannot pull the state before the modules are installed.
    const text = await pull(terraform).catch(() => terraform.run(['get', '-no-color']).then(() => pull(terraform)));
    if (text.trim() === '') {
      output.note('The state is empty: there is nothing to replace.');
      return 0;
    }
    const before = replace.parseState(text);
    const part = replace.officialPart(before);
    if (part.ours.size === 0) {
      output.note('The state has no objects of the official provider that this provider supports.');
      return 0;
    }
    const partial = options.partial === true;
    requireSupported(part, partial);
    printPart(part, output);
    output.progress('Planning with a copy …');
    const state = replace.withOurProvider(text);
    const workspace = (await terraform.run(['workspace', 'show'])).stdout.trim();
    const plan = await replace.rehearse(terraform, { state, workspace, partial }, context).catch((error: unknown) => {
      printUserConfigs(replace.convertedUserConfigs(text), output);
      throw error;
    });
    if (plan.code !== 0) printUserConfigs(replace.convertedUserConfigs(text), output);
    output.data(plan.stdout.trim());
    if (plan.code !== 0) output.warn('The plan has changes: review them before you apply.');
    if (!options.yes && !(await confirm('Replace the provider?', { what: 'Replacing the provider' }, context))) {
      throw new CliError(nothingReplaced);
    }
    if ((await pull(terraform)) !== text) {
      throw new CliError('The state changed in the meantime.', `${nothingReplaced} Run the command again.`);
    }
    const backup = writeBackup(text, before, folder);
    output.note(`Saved a backup of the state to ${backup}`);
    await terraform.run(['state', 'push', '-'], { input: state });
    output.note('Replaced the provider.');
    const initialized = await init(terraform, context);
    if (initialized && plan.code === 0) return 0;
    const { binary } = terraform;
    output.note(
      `To undo: ${quoteForShell(binary)} -chdir=${quoteForShell(options.dir)} state push -force ${quoteForShell(backup)}`,
    );
    context.signal.throwIfAborted();
    return initialized ? 3 : 1;
  },
};

const pull = async (terraform: Terraform) => (await terraform.run(['state', 'pull'])).stdout;

/** @throws CliError */
function requireConfiguration(folder: string): void {
  if (filesIn(folder).some((name) => /\.(tf|tofu)(\.json)?$/.test(name))) return;
  throw new CliError(`There is no Terraform configuration in "${folder}".`, 'Choose its folder with --dir.');
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new CliError(`Cannot read the folder "${folder}": ${systemReason(error)}.`, 'Choose another with --dir.');
  }
}

/** @throws CliError that names what this provider does not support */
function requireSupported({ others }: OfficialPart, partial: boolean): void {
  if (others.size === 0 || partial) return;
  throw new CliError(
    `Only the official provider supports these objects of the state: ${list(others)}.`,
    'Pass --partial to replace the rest, and use both providers.',
  );
}

function printPart({ ours, others }: OfficialPart, output: CommandContext['output']): void {
  output.note(`To replace: ${list(ours)}.`);
  if (others.size > 0) output.note(`Stays with the official provider: ${list(others)}.`);
}

/** For the user to paste in place of the official provider's blocks. */
function printUserConfigs(configs: string, output: CommandContext['output']): void {
  if (configs === '') return;
  output.note('The settings of the services in the state, to replace blocks such as pg_user_config:');
  output.data(configs);
}

const list = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([type, count]) => (count === 1 ? type : `${type} (${count})`)).join(', ');

/** Writes a new file that only its owner can read: a state holds secrets. Never overwrites a file. @returns its path */
function writeBackup(text: string, { serial }: TerraformState, folder: string): string {
  for (let number = 1; ; number += 1) {
    const name = `before-aiven-byok-${serial}${number === 1 ? '' : `-${number}`}.tfstate`;
    const path = join(folder, name);
    try {
      createFile(path, text);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new CliError(`Cannot write a backup of the state: ${systemReason(error)}.`, nothingReplaced);
    }
  }
}

/** Initializes the folder with the new provider. It rarely fails, because the copy was initialized before. */
async function init(terraform: Terraform, { output, signal }: CommandContext): Promise<boolean> {
  try {
    await terraform.run(['init', '-input=false', '-no-color']);
    return true;
  } catch (error) {
    if (!signal.aborted) output.warn((error as Error).message);
    output.note(`The provider is replaced. Run "${terraform.binary} init" before the next plan.`);
    return false;
  }
}
