/** Shows on a terminal that a request failed and is retried: the client retries silently for half a minute. */

import type { RetryEvent } from '../../client';
import { formatDuration } from '../../support/duration';
import type { Output } from '../terminal/output';

/** A first retry after less than this many milliseconds is not worth a message. */
const minDelayMs = 2000;

/** @param host The host of the API. */
export function retryProgress(host: string, output: Pick<Output, 'progress'>): (event: RetryEvent) => void {
  return ({ attempt, delayMs, error }) => {
    if (attempt === 1 && delayMs < minDelayMs) return;
    const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
    const reason = error.status ?? code ?? error.kind;
    const delay = formatDuration(Math.ceil(delayMs / 1000) * 1000);
    output.progress(`Request to ${host} failed (${reason}), retrying in ${delay}`);
  };
}
