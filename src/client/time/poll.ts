/** Polling: looks at something repeatedly, with growing delays and a last look at the deadline. */

import type { Clock } from './clock';

/** Delays in milliseconds. */
interface Backoff {
  firstDelayMs: number;
  longestDelayMs: number;
  /** Factor from one delay to the next. @default 2 */
  growth?: number;
}

export interface Polling {
  clock: Clock;
  backoff: Backoff;
  /** On `clock.now()`. A delay that would pass it ends at it; what happens after it is up to `look`. */
  deadline: number;
  signal?: AbortSignal;
  /** Wait before the first look too. @default false */
  delayFirst?: boolean;
  /** The error to throw when the signal is aborted during a delay. */
  aborted(): Error;
}

/** Calls `look` until it returns something other than undefined, and resolves to that. @throws what `look` or `aborted` yields */
export async function poll<T>(polling: Polling, look: () => Promise<T | undefined>): Promise<T> {
  const { clock, deadline, signal, delayFirst = false } = polling;
  const { firstDelayMs, longestDelayMs, growth = 2 } = polling.backoff;
  let nextDelayMs = firstDelayMs;
  for (let isFirst = true; ; isFirst = false) {
    if (!isFirst || delayFirst) {
      const delayMs = Math.round(nextDelayMs);
      nextDelayMs = Math.min(longestDelayMs, nextDelayMs * growth);
      const leftMs = deadline - clock.now();
      await clock.sleep(leftMs > 0 ? Math.min(delayMs, leftMs) : delayMs, signal).catch(() => {
        throw polling.aborted();
      });
    }
    const seen = await look();
    if (seen !== undefined) return seen;
  }
}
