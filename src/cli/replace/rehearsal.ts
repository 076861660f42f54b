/** A trial plan with the replaced state, on a copy of the configuration. Writes to neither the folder nor its backend. */

import { constants, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { systemReason } from '../../support/system-reason';
import { CliError } from '../errors/cli-error';
import { nothingReplaced } from '../errors/hints';
import type { CommandContext } from '../program/command';
import { Terraform, type TerraformResult } from '../terraform/terraform';
import { parseRequirements, requireOurProvider } from './requirements';
import { explainUnsupported } from './unsupported';

const stateFolder = '.aiven-byok';
// Replaces the backend of the configuration. Terraform applies override files in alphabetical order, so the last one wins.
const override = {
  name: 'zzz_aiven_byok_override.tf',
  text: `terraform {
  backend "local" {
    path          = "${stateFolder}/terraform.tfstate"
    workspace_dir = "${stateFolder}"
  }
}
`,
};

/**
 * Runs `terraform init` and `terraform plan` on a copy, with the replaced state.
 * @returns the result of the plan: exit code 0 without changes, 2 with changes
 * @throws CliError if the configuration requires the wrong providers, or the plan fails
 */
export async function rehearse(
  { binary, folder }: Terraform,
  { state, workspace, partial }: { state: string; workspace: string; partial: boolean },
  { env, signal }: Pick<CommandContext, 'env' | 'signal'>,
): Promise<TerraformResult> {
  const original = realpathSync(folder);
  const copy = createCopyFolder(original);
  try {
    await copyConfiguration(original, copy);
    const workspaceFolder = join(copy, stateFolder, workspace === 'default' ? '' : workspace);
    mkdirSync(workspaceFolder, { recursive: true });
    writeFileSync(join(workspaceFolder, 'terraform.tfstate'), state, { mode: 0o600, flag: 'wx' });
    writeFileSync(join(copy, override.name), override.text, { flag: 'wx' });

    const terraform = new Terraform(binary, copy, {
      env: {
        ...env,
        TF_DATA_DIR: undefined,
        TF_WORKSPACE: workspace,
        // The copy has a local backend, which rejects the settings of another one.
        TF_CLI_ARGS_init: env.TF_CLI_ARGS_init?.replace(/-?-backend-config(=|\s+)\S+/g, ''),
      },
      signal,
    });
    await init(terraform, partial);
    return await plan(terraform);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function plan(terraform: Terraform): Promise<TerraformResult> {
  try {
    const plan = ['plan', '-input=false', '-no-color', '-detailed-exitcode'];
    return await terraform.run(plan, { expected: [0, 2], callsAiven: true });
  } catch (error) {
    const validation = await terraform.run(['validate', '-json'], { expected: [0, 1] }).catch(() => undefined);
    throw explainUnsupported(validation?.stdout ?? '') ?? error;
  }
}

/** Initializes the copy. If the configuration requires the wrong providers, reports that instead of the failure it causes. */
async function init(terraform: Terraform, partial: boolean): Promise<void> {
  const failure = await terraform.run(['init', '-input=false', '-no-color']).catch((error: unknown) => error);
  const listed = await terraform.run(['providers', '-no-color']).catch((error: unknown) => {
    throw failure instanceof Error ? failure : error;
  });
  requireOurProvider(parseRequirements(listed.stdout), partial);
  if (failure instanceof Error) throw failure;
}

/** Next to the original, so that relative module paths such as `../modules/x` work. */
function createCopyFolder(folder: string): string {
  try {
    return mkdtempSync(join(dirname(folder), '.aiven-byok-'));
  } catch (error) {
    throw notCopied(error);
  }
}

/** Copies everything but states, which Terraform would migrate, and the backend's settings in `.terraform`. */
async function copyConfiguration(folder: string, copy: string): Promise<void> {
  const wanted = (path: string) => {
    const [name = '', inner] = relative(folder, path).split(sep);
    if (name === '.terraform') return inner === undefined || inner === 'modules';
    // A symbolic link with one of our names would lead the state elsewhere.
    if (name === stateFolder || name === override.name) return false;
    return name !== '.git' && !/^terraform\.tfstate(\.|$)|^before-aiven-byok-/.test(name);
  };
  const copyOptions = { recursive: true, filter: wanted, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE };
  await cp(folder, copy, copyOptions).catch((error: unknown) => {
    throw notCopied(error);
  });
}

const notCopied = (error: unknown) =>
  new CliError(`Cannot copy the configuration for a trial plan: ${systemReason(error)}.`, nothingReplaced);
