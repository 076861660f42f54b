/** Keeps a rotation from deleting a key that Terraform protects. */

import { CliError } from '../errors/cli-error';
import type { CommandContext } from '../program/command';
import { keysIn, readManagingStates } from './terraform-states';

/**
 * Reads the given state files, or the states of the working folder.
 * @throws CliError when one of them manages the key with `deletion_protection = true`
 */
export async function requireUnprotected(
  { project, cmkId }: { project: string; cmkId: string },
  files: readonly string[] | undefined,
  context: CommandContext,
): Promise<void> {
  for (const state of await readManagingStates(files, context)) {
    const key = keysIn(state, project, cmkId).find(({ attributes }) => attributes.deletion_protection === true);
    if (key === undefined) continue;
    throw new CliError(
      `Key "${cmkId}" is protected: ${key.address} in the Terraform state has deletion_protection = true. Nothing was changed.`,
      'Rotate without --delete-old, or set deletion_protection = false and apply first.',
    );
  }
}
