/** The client's call options for one operation of Terraform. */

import type { CallOptions } from '../client';
import type { Context, ResourceContext } from '../plugin';
import type { Session } from './settings';

export type CallContext = Pick<Context<Session>, 'session' | 'signal'> &
  Partial<Pick<ResourceContext<Session>, 'timeout'>>;

/**
 * Ends when Terraform stops the provider, or when the time limit from the `timeouts` block has passed. The limit starts now and
 * is for all requests, retries and waits of the operation together. Without one, the client's defaults apply to each of them.
 */
export function callOptions(
  { session, signal, timeout }: CallContext,
  operation: 'create' | 'read' | 'update' | 'delete' = 'read',
): CallOptions {
  return { signal, deadline: session.client.deadlineAfter(timeout?.(operation)), retryUntilDeadline: true };
}
