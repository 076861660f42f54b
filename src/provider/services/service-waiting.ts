/** What services and bindings have in common: how they wait, and what they are called outside of Terraform. */

import { formatServiceImportId, sameCmkId } from '../../aiven';
import { type CallOptions, isNotFound, type Service, type ServiceReadiness } from '../../client';
import { DiagnosticError, type PrivateState, type ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';

/** In private data while a change may have been sent and was not seen through: the next apply then waits before it says complete. */
const owed = 'wait_owed';

export type Kept = Pick<PrivateState, 'get'>;

export function owesWait(kept: Kept): boolean {
  return kept.get(owed) === true;
}

/** Before a change is sent: an answer may get lost, and the process may be stopped. */
export function oweWait(kept: PrivateState): void {
  kept.set(owed, true);
}

/** In a refresh: nothing is owed any more once the service runs under its key, or is off. */
export async function forgetWait(
  project: string,
  service: Service,
  ctx: Pick<ResourceContext<Session>, 'session' | 'private' | 'signal' | 'timeout'>,
): Promise<void> {
  if (owesWait(ctx.private) && (await isSettled(project, service, ctx))) ctx.private.set(owed, undefined);
}

async function isSettled(
  project: string,
  { cmkId, serviceName, state }: Service,
  ctx: Pick<ResourceContext<Session>, 'session' | 'signal' | 'timeout'>,
): Promise<boolean> {
  if (state !== 'RUNNING') return state === 'POWEROFF';
  if (cmkId === null || sameCmkId(cmkId, null)) return true;
  try {
    const associations = await ctx.session.client.reads.associations(project, cmkId, callOptions(ctx));
    return associations.some(
      (association) => association.serviceName === serviceName && association.status === 'active',
    );
  } catch (error) {
    // A key that is gone lists nothing, however long one waits.
    if (isNotFound(error)) return true;
    throw error;
  }
}

/** An update whose wait failed: what the next apply does. */
export function explainUnfinished(serviceName: string, error: unknown): unknown {
  if (!(error instanceof Error) || isNotFound(error)) return error;
  return new DiagnosticError(
    `Service ${serviceName} is not ready yet`,
    `${error.message} Aiven has accepted the change and goes on with it; the next apply waits for it.`,
  );
}

/** Project and name, in Terraform's form. */
interface Named {
  readonly project: string;
  readonly service_name: string;
}

/**
 * Waits until the service runs and its association is active, and warns when it is powered off instead.
 * @param cmkId the key that it must be under; null for none, undefined for whichever it has
 */
export async function waitForService(
  { project, service_name: serviceName }: Named,
  cmkId: string | null | undefined,
  call: CallOptions,
  ctx: Pick<ResourceContext<Session>, 'session' | 'log' | 'private' | 'warn'>,
): Promise<ServiceReadiness> {
  ctx.private.set(owed, true);
  const ready = await ctx.session.client.services.waitUntilReady(project, serviceName, {
    cmkId,
    ...call,
    onProgress: (progress) => ctx.log.info('Waiting for the service', { serviceName, ...progress }),
  });
  ctx.private.set(owed, undefined);
  if (ready.poweredOff) {
    ctx.warn(
      `Service ${serviceName} is powered off`,
      'What was asked for is accepted, and takes effect when the service is powered on again.',
    );
  }
  return ready;
}

/** The identity of services and bindings alike (Terraform 1.12 and later). */
export const serviceIdentity = {
  attributes: {
    project: { type: 'string', requiredForImport: true, description: 'Name of the Aiven project.' },
    service_name: { type: 'string', requiredForImport: true, description: 'Name of the service.' },
  },
  of: ({ project, service_name }: Named) => ({ project, service_name }),
  importId: ({ project, service_name }: { readonly [name: string]: unknown }) =>
    formatServiceImportId({ project: String(project), serviceName: String(service_name) }),
} as const;
