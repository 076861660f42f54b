/** `aiven-byok provider replace`: a state of the official provider becomes ours, with a plan as the proof and a copy kept. */

import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CliError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
import type { CommandContext, CommandDefinition } from '../program/command';
import { yesOption } from '../program/options';
import { confirm } from '../program/prompt';
import { shellQuote } from '../program/values';
import type { OfficialPart, Terraform, TerraformState } from '../replace';

interface ProviderReplaceOptions {
  dir: string;
  partial?: boolean;
  yes?: boolean;
}

export const providerReplaceCommand: CommandDefinition<ProviderReplaceOptions> = {
  name: 'provider replace',
  summary: 'Take a Terraform state of the official provider over to this one',
  description:
    'Tries it out first: "terraform init" and "terraform plan" on a copy of the configuration, with the provider replaced in a copy ' +
    'of the state. The outcome should be no changes. Only then is the state itself replaced, with a copy of the old one kept; ' +
    'without a plan nothing is. The configuration and its modules have to name the new provider already. Nothing is asked of Aiven ' +
    'but what the plan reads.',
  options: [
    { flags: '--dir <folder>', description: 'the folder of the configuration', default: '.' },
    {
      flags: '--partial',
      description: 'take over what this provider has, and leave the rest to the official one beside it',
    },
    yesOption,
  ],
  exitCodes: { 3: 'the plan has changes' },
  examples: ['aiven-byok provider replace', 'aiven-byok provider replace --dir cdktf.out/stacks/byok --partial'],
  async run(options, context) {
    const { output, env } = context;
    const replace = require('../replace') as typeof import('../replace');
    const folder = resolve(options.dir);
    requireConfiguration(folder);
    const terraform = new replace.Terraform(env.TERRAFORM_BINARY_NAME || 'terraform', folder, context);
    // Without its modules Terraform does not even hand the state out.
    const text = await pull(terraform).catch(() => terraform.run(['get', '-no-color']).then(() => pull(terraform)));
    if (text.trim() === '') {
      output.note('The state is empty: there is nothing to replace.');
      return 0;
    }
    const before = replace.parseState(text);
    const part = replace.officialPart(before);
    if (part.ours.size === 0) {
      output.note('The state has nothing of the official provider that this one could take over.');
      return 0;
    }
    const partial = options.partial === true;
    requireTakeable(part, partial);
    tell(part, output);
    output.progress('Planning with a copy …');
    const state = replace.withOurProvider(text);
    const workspace = (await terraform.run(['workspace', 'show'])).stdout.trim();
    const plan = await replace.rehearse(terraform, { state, workspace, partial }, context);
    output.data(plan.stdout.trim());
    if (plan.code !== 0) output.warn('The plan has changes: look through them before you apply.');
    if (!options.yes && !(await confirm('Take them over?', { what: 'Replacing the provider' }, context))) {
      throw new CliError('Nothing was replaced.');
    }
    if ((await pull(terraform)) !== text) {
      throw new CliError('The state has changed meanwhile.', 'Nothing was replaced: run the command again.');
    }
    const backup = keep(text, before, folder);
    output.note(`Kept a copy of the state in ${backup}`);
    await push(state, terraform);
    output.note('Replaced the provider.');
    const initialized = await init(terraform, context);
    if (initialized && plan.code === 0) return 0;
    output.note(
      `To go back: ${terraform.binary} -chdir=${shellQuote(options.dir)} state push -force ${shellQuote(backup)}`,
    );
    context.signal.throwIfAborted();
    return initialized ? 3 : 1;
  },
};

const pull = async (terraform: Terraform) => (await terraform.run(['state', 'pull'])).stdout;

/** @throws CliError */
function requireConfiguration(folder: string): void {
  if (namesIn(folder).some((name) => /\.(tf|tofu)(\.json)?$/.test(name))) return;
  throw new CliError(`There is no Terraform configuration in ${folder}.`, 'Name its folder with --dir.');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (reason) {
    throw new CliError(`The folder ${folder} cannot be read: ${systemReason(reason)}.`, 'Name another with --dir.');
  }
}

/** @throws CliError that names what this provider does not have */
function requireTakeable({ others }: OfficialPart, partial: boolean): void {
  if (others.size === 0 || partial) return;
  throw new CliError(
    `The state has what only the official provider manages: ${list(others)}.`,
    'Give --partial to take over the rest, with both providers side by side.',
  );
}

function tell({ ours, others }: OfficialPart, output: CommandContext['output']): void {
  output.note(`To be taken over: ${list(ours)}.`);
  if (others.size > 0) output.note(`Stays with the official provider: ${list(others)}.`);
}

const list = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([type, count]) => (count === 1 ? type : `${type} (${count})`)).join(', ');

/** Readable by its owner only: a state holds secrets. Never in place of a file that is there. */
function keep(text: string, { serial }: TerraformState, folder: string): string {
  for (let number = 1; ; number += 1) {
    const name = `before-aiven-byok-${serial}${number === 1 ? '' : `-${number}`}.tfstate`;
    try {
      writeFileSync(join(folder, name), text, { mode: 0o600, flag: 'wx' });
      return join(folder, name);
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new CliError(`The copy of the state cannot be written: ${systemReason(reason)}.`, 'Nothing was replaced.');
    }
  }
}

async function push(state: string, terraform: Terraform): Promise<void> {
  const file = join(terraform.folder, `.aiven-byok-${process.pid}.tfstate`);
  try {
    writeFileSync(file, state, { mode: 0o600 });
    await terraform.run(['state', 'push', file]);
  } finally {
    rmSync(file, { force: true });
  }
}

/** The folder follows its state; the copy was initialized before, so this seldom fails. */
async function init(terraform: Terraform, { output, signal }: CommandContext): Promise<boolean> {
  try {
    await terraform.run(['init', '-input=false', '-no-color']);
    return true;
  } catch (reason) {
    if (!signal.aborted) output.warn((reason as Error).message);
    output.note(
      `The provider is replaced, and the plan above holds: run "${terraform.binary} init" before the next one.`,
    );
    return false;
  }
}
