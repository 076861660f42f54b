/** Waiting for services, told on a terminal while it lasts. */

import type { ServiceReadiness } from '../client';
import type { CommandContext } from './command';
import type { Session } from './session';

/** Resolves when the service runs under its key, or is powered off. @throws AivenError */
export function waitForService(
  { client, project, signal }: Session,
  name: string,
  wait: { cmkId?: string | null; timeoutMs?: number },
  { output }: Pick<CommandContext, 'output'>,
): Promise<ServiceReadiness> {
  return client.services.waitUntilReady(project, name, {
    ...wait,
    signal,
    onProgress: ({ state, association }) =>
      output.progress(`Waiting for ${name}: ${state}${association === null ? '' : `, association ${association}`}`),
  });
}

export function tellPoweredOff(name: string, { output }: Pick<CommandContext, 'output'>): void {
  output.warn(`Service ${name} is powered off: its key comes into force when it is powered on.`);
}
