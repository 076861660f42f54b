/** Time limits of operations, as the timeouts block sets them. */

import type { CallOptions } from '../client';
import type { ResourceContext } from '../plugin';
import type { Session } from './settings';

/** What an operation has left of its time, which is for its requests and its wait together. */
export interface Deadline {
  leftMs(): number;
  /** For one more request. */
  call(): CallOptions;
}

/** The time begins now. */
export function timeOf(
  operation: 'create' | 'update' | 'delete',
  { signal, timeout }: Pick<ResourceContext<Session>, 'signal' | 'timeout'>,
): Deadline {
  const until = Date.now() + (timeout(operation) ?? waitTimeout);
  const leftMs = () => Math.max(1, until - Date.now());
  return { leftMs, call: () => ({ signal, withinMs: leftMs() }) };
}

/** How long create, update and delete wait unless `timeouts` says otherwise: the official provider's 20 minutes. */
export const waitTimeout = 20 * 60000;
