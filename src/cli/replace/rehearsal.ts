/** A replaced state is tried out on a copy of the configuration: the folder and its backend are not written to. */

import { constants, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { CliError } from '../errors/cli-error';
import type { CommandContext } from '../program/command';
import { parseRequirements, requireOurProvider } from './requirements';
import { type Ended, Terraform } from './terraform';

const stateFolder = '.aiven-byok';
// In place of the backend of the configuration. The last override wins.
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
 * Runs `init` and `plan` with a state that is nobody's yet.
 * @returns how the plan ended: 0 without changes, 2 with some
 * @throws CliError when the configuration requires the wrong providers, or when there is no plan
 */
export async function rehearse(
  { binary, folder }: Terraform,
  { state, workspace, partial }: { state: string; workspace: string; partial: boolean },
  { env, signal }: Pick<CommandContext, 'env' | 'signal'>,
): Promise<Ended> {
  const original = realpathSync(folder);
  const copy = copyBeside(original);
  try {
    await copyConfiguration(original, copy);
    const workspaceFolder = join(copy, stateFolder, workspace === 'default' ? '' : workspace);
    mkdirSync(workspaceFolder, { recursive: true });
    writeFileSync(join(workspaceFolder, 'terraform.tfstate'), state, { mode: 0o600 });
    writeFileSync(join(copy, override.name), override.text);

    const terraform = new Terraform(binary, copy, {
      env: {
        ...env,
        TF_DATA_DIR: undefined,
        TF_WORKSPACE: workspace,
        // The settings of a backend that the copy does not have.
        TF_CLI_ARGS_init: env.TF_CLI_ARGS_init?.replace(/-?-backend-config(=|\s+)\S+/g, ''),
      },
      signal,
    });
    await init(terraform, partial);
    return await terraform.run(['plan', '-input=false', '-no-color', '-detailed-exitcode'], [0, 2]);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** A configuration of the wrong providers often cannot be initialized: then that is what there is to say. */
async function init(terraform: Terraform, partial: boolean): Promise<void> {
  const failure = await terraform.run(['init', '-input=false', '-no-color']).catch((reason: unknown) => reason);
  const listed = await terraform.run(['providers', '-no-color']).catch((reason: unknown) => {
    throw failure instanceof Error ? failure : reason;
  });
  requireOurProvider(parseRequirements(listed.stdout), partial);
  if (failure instanceof Error) throw failure;
}

/** In the same parent folder, so that `../modules/x` leads to where it led. */
function copyBeside(folder: string): string {
  try {
    return mkdtempSync(join(dirname(folder), '.aiven-byok-'));
  } catch (reason) {
    throw notCopied(reason);
  }
}

/** All but the states, which stay out so that Terraform has none to migrate, and the settings of the backend. */
async function copyConfiguration(folder: string, copy: string): Promise<void> {
  const wanted = (path: string) => {
    const [name = '', inner] = relative(folder, path).split(sep);
    if (name === '.terraform') return inner === undefined || inner === 'modules';
    return name !== '.git' && !/^terraform\.tfstate(\.|$)|^before-aiven-byok-/.test(name);
  };
  const how = { recursive: true, filter: wanted, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE };
  await cp(folder, copy, how).catch((reason: unknown) => {
    throw notCopied(reason);
  });
}

const notCopied = (reason: unknown) =>
  new CliError(
    `The configuration cannot be copied to try the state out: ${(reason as Error).message}.`,
    'Nothing was replaced.',
  );
