/** Waiting for services, told on a terminal while it lasts. */

import type { AivenError, Association, ServiceReadiness } from '../../client';
import type { CommandContext } from '../program/command';
import { nameAssociations } from '../views/cmk-view';
import type { Session } from './session';

/** Resolves when the service runs under its key, or is powered off. @throws AivenError */
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
  } catch (reason) {
    // The API tells a name that no service has from a project that is not there.
    if (!seen && (reason as AivenError).kind === 'notFound') await client.services.get(project, name, { signal });
    throw reason;
  }
}

export function tellPoweredOff(name: string, { output }: Pick<CommandContext, 'output'>): void {
  output.warn(`Service ${name} is powered off: its key comes into force when it is powered on.`);
}

/** Tells, while a key is to be deleted, who still lets go of it. */
export function tellHolders({ output }: Pick<CommandContext, 'output'>): (left: readonly Association[]) => void {
  return (left) => {
    if (left.length > 0) output.progress(`Waiting for ${nameAssociations(left)}`);
  };
}

/** Names of the services that will not let go of a key by themselves, of those that are to. */
export async function withoutPower(
  { client, project, signal }: Session,
  associations: readonly Association[],
): Promise<string[]> {
  if (associations.length === 0) return [];
  const services = await client.services.list(project, { signal });
  const off = new Set(services.filter(({ state }) => state === 'POWEROFF').map(({ serviceName }) => serviceName));
  return associations.map(({ serviceName }) => serviceName).filter((name) => off.has(name));
}
