/** Waiting for services, with a progress line on a terminal. */

import type { AivenError, Association, ServiceReadiness } from '../../client';
import type { CommandContext } from '../program/command';
import { listAssociations } from '../views/cmk-view';
import type { Session } from './session';

/** Resolves when the service runs and is encrypted with its key, or is powered off. @throws AivenError */
export async function waitForService(
  session: Session,
  name: string,
  wait: { cmkId?: string | null; timeoutMs?: number },
  { output }: Pick<CommandContext, 'output'>,
): Promise<ServiceReadiness> {
  const { client, project, signal } = session;
  let seen = false;
  try {
    return await client.services.waitUntilReady(project, name, {
      cmkId: wait.cmkId,
      deadline: client.deadlineAfter(wait.timeoutMs),
      signal,
      onProgress: ({ state, association }) => {
        seen = true;
        output.progress(`Waiting for ${name}: ${state}${association === null ? '' : `, association ${association}`}`);
      },
    });
  } catch (error) {
    // Only a direct request tells a missing service from a missing project.
    if (!seen && (error as AivenError).kind === 'notFound') await client.services.get(project, name, { signal });
    throw error;
  }
}

export function warnPoweredOff(name: string, { output }: Pick<CommandContext, 'output'>): void {
  output.warn(`Service "${name}" is powered off: its key changes when it is powered on.`);
}

/** Shows which services still use a key that is to be deleted. */
export function progressOfDeactivation({
  output,
}: Pick<CommandContext, 'output'>): (left: readonly Association[]) => void {
  return (left) => {
    if (left.length > 0) output.progress(`Waiting for ${listAssociations(left)}`);
  };
}
