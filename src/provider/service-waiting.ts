/** What services and bindings have in common: how they wait, and what they are called outside of Terraform. */

import type { ServiceReadiness } from '../client';
import { formatServiceImportId } from '../cmk';
import type { ResourceContext } from '../plugin';
import type { Session } from './settings';

/** How long create, update and delete wait unless `timeouts` says otherwise: the official provider's 20 minutes. */
export const waitTimeout = 20 * 60_000;

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
  operation: 'create' | 'update' | 'delete',
  ctx: Pick<ResourceContext<Session>, 'client' | 'log' | 'signal' | 'timeout' | 'warn'>,
): Promise<ServiceReadiness> {
  const ready = await ctx.client.client.services.waitUntilReady(project, serviceName, {
    cmkId,
    signal: ctx.signal,
    timeoutMs: ctx.timeout(operation) ?? waitTimeout,
    onProgress: (progress) => ctx.log.info('Waiting for the service', { serviceName, ...progress }),
  });
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
