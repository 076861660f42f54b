/** Finds and reads the Terraform states of a folder. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CommandContext } from '../program/command';
import { stacksOf } from './app';
import { parseState, readStateFile, type StateResource } from './state';
import { Terraform } from './terraform';

export type Language = 'hcl' | 'cdktf';

/** The state of one configuration. */
export interface FoundState {
  language: Language;
  /** Where the commands of Terraform run. */
  folder: string;
  /** Null: "terraform show -json" prints the state in the folder. */
  file: string | null;
}

/** Finds the state of the Terraform configuration in a folder, or of the stacks of the CDKTF app that it belongs to. */
export function findStates(folder: string, language: Language, env: { TF_DATA_DIR?: string }): FoundState[] {
  const data = env.TF_DATA_DIR || '.terraform';
  // Terraform writes this file when it initializes a backend.
  const hasBackend = (path: string) => existsSync(join(resolve(path, data), 'terraform.tfstate'));
  if (language === 'hcl') {
    const isLocal = ['terraform.tfstate', 'terraform.tfstate.d'].some((name) => existsSync(join(folder, name)));
    return isLocal || hasBackend(folder) ? [{ language, folder, file: null }] : [];
  }
  const { root = folder, stacks = [] } = stacksOf(folder) ?? {};
  return stacks.flatMap(({ name, folder: stack }): FoundState[] => {
    if (hasBackend(stack)) return [{ language, folder: stack, file: null }];
    // Where CDKTF keeps the state of a stack without a backend.
    const file = join(root, `terraform.${name}.tfstate`);
    return existsSync(file) ? [{ language, folder: stack, file }] : [];
  });
}

/** @throws CliError when the state cannot be read, or when Terraform cannot be run */
export async function readState(
  { file, folder }: FoundState,
  context: Pick<CommandContext, 'env' | 'signal' | 'output'>,
): Promise<StateResource[]> {
  if (file !== null) return readStateFile(file);
  context.output.progress(`Reading the Terraform state of ${folder} …`);
  const terraform = new Terraform(terraformOf(context.env), folder, context);
  return parseState((await terraform.run(['show', '-json'])).stdout, `The state of "${folder}"`);
}

/** The program that users run. */
export const terraformOf = (env: CommandContext['env']): string => env.TERRAFORM_BINARY_NAME || 'terraform';
