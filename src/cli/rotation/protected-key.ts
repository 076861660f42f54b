/** Keeps a rotation from deleting a key that Terraform protects. */

import { CliError } from '../errors/cli-error';
import { keysIn, type ManagingState } from './terraform-states';

interface KeyOfProject {
  project: string;
  cmkId: string;
}

/** The address that manages the key with `deletion_protection = true`; undefined if no state protects it. */
export function protectorOf(states: readonly ManagingState[], { project, cmkId }: KeyOfProject): string | undefined {
  const keys = states.flatMap((state) => keysIn(state, project, cmkId));
  return keys.find(({ attributes }) => attributes.deletion_protection === true)?.address;
}

/** @throws CliError when a state protects the key */
export function requireUnprotected(states: readonly ManagingState[], key: KeyOfProject): void {
  const address = protectorOf(states, key);
  if (address === undefined) return;
  throw new CliError(
    `Key "${key.cmkId}" is protected: ${address} in the Terraform state has deletion_protection = true. Nothing was changed.`,
    'Rotate without --delete-old, or set deletion_protection = false and apply first.',
  );
}
