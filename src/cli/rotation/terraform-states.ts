/** The Terraform states that manage a key or a service which a command changes in Aiven. */

import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sameCmkId } from '../../aiven';
import { CliError } from '../errors/cli-error';
import type { CommandContext } from '../program/command';
import { stacksOf } from '../terraform/app';
import { type FoundState, findStates, type Language, readState } from '../terraform/read-states';
import { readStateFile, type StateResource } from '../terraform/state';

export interface ManagingState {
  language: Language;
  /** Where the commands of Terraform run. Null: unknown. */
  folder: string | null;
  resources: readonly StateResource[];
}

/**
 * Reads the given state files, or the states of the working folder. A state that cannot be read is a warning, because a command
 * that changes Aiven does not depend on it, unless all are required: to know that Terraform does not protect a key.
 * @throws CliError
 */
export async function readManagingStates(
  files: readonly string[] | undefined,
  context: CommandContext,
  { areRequired = false } = {},
): Promise<ManagingState[]> {
  const found =
    files?.map(locate) ?? (['hcl', 'cdktf'] as const).flatMap((language) => findStates('.', language, context.env));
  const states: ManagingState[] = [];
  for (const { language, folder, file } of found) {
    try {
      const state = { language, folder: folder ?? '.', file };
      const resources = folder === null && file !== null ? readStateFile(file) : await readState(state, context);
      states.push({ language, folder, resources });
    } catch (error) {
      context.signal.throwIfAborted();
      const what = file === null ? `the Terraform state of "${folder}"` : `"${file}"`;
      const cause = (error as Error).message;
      if (areRequired) {
        throw new CliError(
          `Could not read ${what}, which may protect the old key. Nothing was changed. ${cause}`,
          'Rotate without --delete-old, or make the state readable.',
        );
      }
      context.output.warn(
        `Could not read ${what}: if it manages what this command changes, the next plan shows differences. ${cause}`,
      );
    }
  }
  return states;
}

/** Where a state file belongs: to a stack of a CDKTF app, to the folder that it is in, or to an unknown one. */
function locate(file: string): Omit<FoundState, 'folder'> & { folder: string | null } {
  const folder = dirname(file);
  const [, stack] = /^terraform\.(.+)\.tfstate$/.exec(basename(file)) ?? [];
  if (stack !== undefined && existsSync(join(folder, 'cdktf.json'))) {
    const known = stacksOf(folder)?.stacks.find(({ name }) => name === stack);
    return { language: 'cdktf', folder: known?.folder ?? null, file };
  }
  return { language: 'hcl', folder: basename(file) === 'terraform.tfstate' ? folder : null, file };
}

/** The resources of a key. */
export function keysIn({ resources }: ManagingState, project: string, cmkId: string): StateResource[] {
  return resources.filter(
    ({ type, attributes, isDeposed }) =>
      type === 'aiven_cmk' &&
      !isDeposed &&
      attributes.project === project &&
      typeof attributes.cmk_id === 'string' &&
      sameCmkId(attributes.cmk_id, cmkId),
  );
}

/** The resources that set the key of a service: services and bindings. Many resource types have a service name, but only services have a plan. */
export function servicesIn({ resources }: ManagingState, project: string): StateResource[] {
  return resources.filter(
    ({ type, attributes, isDeposed }) =>
      type.startsWith('aiven_') &&
      !isDeposed &&
      attributes.project === project &&
      typeof attributes.service_name === 'string' &&
      (isBinding({ type }) || typeof attributes.plan === 'string'),
  );
}

export const isBinding = ({ type }: Pick<StateResource, 'type'>): boolean => type === 'aiven_cmk_service_association';
