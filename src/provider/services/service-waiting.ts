/** What services and bindings share: their waits and their identity. */

import { formatServiceImportId } from '../../aiven';
import {
  type CallOptions,
  isNotFound,
  isWrongKey,
  nullIfMissing,
  type ReadyWait,
  type Service,
  type ServiceReadiness,
  type WaitProgress,
} from '../../client';
import { DiagnosticError, type PrivateState, type ResourceContext } from '../../plugin';
import { type CallContext, callOptions } from '../call-options';
import type { Session } from '../settings';

/** In private data from before a change is sent until its wait has succeeded: the next apply then waits again. */
const waitPending = 'wait_pending';

export type PriorPrivate = Pick<PrivateState, 'get'>;

export function isWaitPending(kept: PriorPrivate): boolean {
  return kept.get(waitPending) === true;
}

/** To be called before a change is sent: the response may get lost, and the process may be stopped. */
export function markWaitPending(kept: PrivateState): void {
  kept.set(waitPending, true);
}

function clearWaitPending(kept: PrivateState): void {
  kept.set(waitPending, undefined);
}

/** In a refresh: clears a pending wait once the service runs with its key, or is powered off. */
export async function clearSettledWait(
  project: string,
  service: Service,
  ctx: CallContext & Pick<ResourceContext<Session>, 'private'>,
): Promise<void> {
  if (isWaitPending(ctx.private) && (await isSettled(project, service, ctx))) clearWaitPending(ctx.private);
}

/** In private data: a refresh found the service on its way from its key to another one, while Aiven still shows the old key. */
const leavesKey = 'leaves_key';

export function isLeavingKey(kept: PriorPrivate): boolean {
  return kept.get(leavesKey) === true;
}

/** In a refresh: notes whether the service is leaving the key that Aiven shows. Makes a request only while the service moves. */
export async function noteLeaving(
  project: string,
  service: Service,
  ctx: CallContext & Pick<ResourceContext<Session>, 'private'>,
): Promise<void> {
  const isLeaving = service.state !== 'RUNNING' && (await associationOf(project, service, ctx)) === 'deactivating';
  ctx.private.set(leavesKey, isLeaving ? true : undefined);
}

/** Status of the association with the key that the service has; null for Aiven-managed keys, and when the key was deleted. */
export async function associationOf(
  project: string,
  { cmkId, serviceName }: Service,
  ctx: CallContext,
): Promise<string | null> {
  if (cmkId === null) return null;
  const associations = await nullIfMissing(ctx.session.client.reads.associations(project, cmkId, callOptions(ctx)));
  return associations?.find((association) => association.serviceName === serviceName)?.status ?? null;
}

async function isSettled(project: string, { cmkId, serviceName, state }: Service, ctx: CallContext): Promise<boolean> {
  if (state !== 'RUNNING') return state === 'POWEROFF';
  if (cmkId === null) return true;
  const associations = await nullIfMissing(ctx.session.client.reads.associations(project, cmkId, callOptions(ctx)));
  // A deleted key will never list the service.
  if (associations === null) return true;
  return associations.some((association) => association.serviceName === serviceName && association.status === 'active');
}

/** Explains what the next apply does after an update whose wait failed. */
export function explainUnfinished(serviceName: string, error: unknown): unknown {
  if (!(error instanceof Error) || isNotFound(error)) return error;
  if (isWrongKey(error)) {
    return new DiagnosticError(
      `Failed to update service "${serviceName}": it does not move to its key`,
      `${error.message} The next apply sends the change again.`,
    );
  }
  return new DiagnosticError(
    `Failed to update service "${serviceName}": it is not ready yet`,
    `${error.message} Aiven has accepted the change and continues with it. The next apply waits for it.`,
  );
}

/** Project and name, in Terraform's form. */
interface Named {
  readonly project: string;
  readonly service_name: string;
}

/**
 * Waits until the service runs and its association is active, and warns when the service is powered off.
 * @param cmkId the key that it must be encrypted with; null for Aiven-managed keys, undefined for any
 */
export async function waitForService(
  { project, service_name: serviceName }: Named,
  cmkId: string | null | undefined,
  call: CallOptions & Pick<ReadyWait, 'includeSecrets'>,
  ctx: Pick<ResourceContext<Session>, 'session' | 'log' | 'private' | 'warn'>,
  onProgress?: (progress: WaitProgress) => void,
): Promise<ServiceReadiness> {
  markWaitPending(ctx.private);
  const ready = await ctx.session.client.services.waitUntilReady(project, serviceName, {
    cmkId,
    ...call,
    onProgress: (progress) => {
      ctx.log.info('Waiting for the service', { serviceName, ...progress });
      onProgress?.(progress);
    },
  });
  clearWaitPending(ctx.private);
  if (ready.poweredOff) {
    ctx.warn(
      `Service "${serviceName}" is powered off`,
      'Aiven has accepted the change. It takes effect when the service is powered on.',
    );
  }
  return ready;
}

/** The identity of services and bindings (Terraform 1.12 and later). */
export const serviceIdentity = {
  attributes: {
    project: { type: 'string', requiredForImport: true, description: 'Name of the Aiven project.' },
    service_name: { type: 'string', requiredForImport: true, description: 'Name of the service.' },
  },
  of: ({ project, service_name }: Named) => ({ project, service_name }),
  importId: ({ project, service_name }: { readonly [name: string]: unknown }) =>
    formatServiceImportId({ project: String(project), serviceName: String(service_name) }),
} as const;
