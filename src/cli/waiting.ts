/** Waiting for services, told on a terminal while it lasts. */

import type { AivenError, ServiceReadiness } from '../client';
import { CliError } from './cli-error';
import type { CommandContext } from './command';
import type { Session } from './session';

/** Resolves when the service runs under its key, or is powered off. @throws AivenError, CliError when there is no such service */
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
      ...wait,
      signal,
      onProgress: ({ state, association }) => {
        seen = true;
        output.progress(`Waiting for ${name}: ${state}${association === null ? '' : `, association ${association}`}`);
      },
    });
  } catch (reason) {
    if (!seen && (reason as AivenError).kind === 'notFound') await requireService(session, name);
    throw reason;
  }
}

/** Tells a name that no service has from one whose service was taken away, and from a project that is not there. */
async function requireService({ client, project, signal }: Session, name: string): Promise<void> {
  try {
    await client.services.get(project, name, { signal });
  } catch (reason) {
    const { kind, errorCodes } = reason as AivenError;
    if (kind !== 'notFound' || errorCodes.includes('project_not_found')) throw reason;
    throw new CliError(
      `Project ${project} has no service ${name}.`,
      `"aiven-byok services list --project ${project}" shows them.`,
    );
  }
}

export function tellPoweredOff(name: string, { output }: Pick<CommandContext, 'output'>): void {
  output.warn(`Service ${name} is powered off: its key comes into force when it is powered on.`);
}
