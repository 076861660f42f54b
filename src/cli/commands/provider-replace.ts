/** `aiven-byok provider replace`: a state of the official provider becomes ours, with a copy kept and a plan as the proof. */

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CliError } from '../cli-error';
import type { CommandContext, CommandDefinition, ExitCode } from '../command';
import { yesOption } from '../options';
import { confirm } from '../prompt';
import type { OfficialPart, Terraform, TerraformState } from '../replace';
import { shellQuote } from '../values';

interface ProviderReplaceOptions {
  dir: string;
  partial?: boolean;
  yes?: boolean;
}

export const providerReplaceCommand: CommandDefinition<ProviderReplaceOptions> = {
  name: 'provider replace',
  summary: 'Take a Terraform state of the official provider over to this one',
  description:
    'Keeps a copy of the state, runs "terraform state replace-provider", and plans: the outcome should be no changes. ' +
    'The configuration has to name the new provider already. Nothing is asked of Aiven but what the plan reads.',
  options: [
    { flags: '--dir <folder>', description: 'the folder of the configuration', default: '.' },
    {
      flags: '--partial',
      description: 'take over what this provider has, and leave the rest to the official one beside it',
    },
    yesOption,
  ],
  examples: ['aiven-byok provider replace', 'aiven-byok provider replace --dir cdktf.out/stacks/byok --partial'],
  async run(options, context) {
    const { output, env } = context;
    const replace = require('../replace') as typeof import('../replace');
    const folder = resolve(options.dir);
    requireOurProvider(folder, replace.ourProvider);
    const terraform = new replace.Terraform(env.TERRAFORM_BINARY_NAME || 'terraform', folder, context);
    const text = (await terraform.run(['state', 'pull'])).stdout;
    const state = replace.parseState(text);
    const part = replace.officialPart(state);
    if (part.ours.size === 0) {
      output.note('The state has nothing of the official provider that this one could take over.');
      return 0;
    }
    requireTakeable(part, options.partial === true);
    tell(part, output);
    if (!options.yes && !(await confirm('Take them over?', { what: 'Replacing the provider' }, context))) {
      throw new CliError('Nothing was replaced.');
    }
    const backup = keep(text, state, folder);
    output.note(`Kept a copy of the state in ${backup}`);
    if (part.others.size > 0) await push(replace.withOurProvider(state), folder, terraform);
    else await replaceAll(part, replace.ourProvider, terraform);
    output.note('Replaced the provider.');
    return prove(terraform, backup, options, context);
  },
};

/** Without it Terraform would go on with the official provider. @throws CliError */
function requireOurProvider(folder: string, source: string): void {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.tf(\.json)?$/.test(name)) : [];
  if (files.some((name) => readFileSync(join(folder, name), 'utf8').includes(source))) return;
  throw new CliError(
    files.length === 0 ? `There is no Terraform configuration in ${folder}.` : `No file in ${folder} names ${source}.`,
    `Write source = "${source}" into its required_providers first; "aiven-byok provider install" prints the lines.`,
  );
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
      throw new CliError(
        `The copy of the state cannot be written: ${(reason as Error).message}.`,
        'Nothing was replaced.',
      );
    }
  }
}

async function replaceAll({ addresses }: OfficialPart, source: string, terraform: Terraform): Promise<void> {
  for (const address of addresses) {
    await terraform.run(['state', 'replace-provider', '-auto-approve', address, source]);
  }
}

async function push(state: TerraformState, folder: string, terraform: Terraform): Promise<void> {
  const file = join(folder, `.aiven-byok-${process.pid}.tfstate`);
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
    await terraform.run(['state', 'push', file]);
  } finally {
    rmSync(file, { force: true });
  }
}

/** 0 for a plan without changes, 3 for one with some; either way the plan is shown. */
async function prove(
  terraform: Terraform,
  backup: string,
  { dir }: ProviderReplaceOptions,
  { output, signal }: CommandContext,
): Promise<ExitCode> {
  const back = `To go back: ${terraform.binary} -chdir=${shellQuote(dir)} state push -force ${shellQuote(backup)}`;
  try {
    output.progress('Planning …');
    await terraform.run(['init', '-input=false', '-no-color']);
    const plan = await terraform.run(['plan', '-input=false', '-no-color', '-detailed-exitcode'], [0, 2]);
    output.data(plan.stdout.trim());
    if (plan.code === 0) return 0;
    output.warn('The plan has changes: look through them before you apply.');
  } catch (reason) {
    if (!signal.aborted) output.error(reason);
    output.note(`The provider is replaced, but there is no plan to prove it. ${back}`);
    signal.throwIfAborted();
    return 1;
  }
  output.note(back);
  return 3;
}
