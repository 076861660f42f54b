/** When to try again, as a pure function. */

/** How an attempt failed. */
export interface Failure {
  /**
   * `unsent`: nothing can have reached the API (refused connection, DNS). `lost`: the answer did not arrive, the request may have.
   * `garbled`: an answer that cannot be read. `status`: the API answered with an error. `final`: trying again cannot help.
   */
  kind: 'unsent' | 'lost' | 'garbled' | 'status' | 'final';
  status?: number;
  /** What the header Retry-After asks for, in milliseconds. */
  retryAfterMs?: number;
}

export interface RetryPolicy {
  /** @default 30000 */
  budgetMs: number;
  /** @default 250 */
  firstDelayMs: number;
  /** @default 8000 */
  longestDelayMs: number;
  /** @default 2 */
  garbledRetries: number;
}

export interface AttemptState {
  /** Whether the request may be sent again although it may have taken effect. */
  repeatable: boolean;
  /** Number of the attempt that failed, from 1. */
  attempt: number;
  /** Milliseconds since the operation began. */
  elapsedMs: number;
  /** From 0 to less than 1. */
  random: number;
}

/** How much of the budget an attempt must have before it. */
const leastAttemptMs = 500;

const retriedStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Milliseconds until the next attempt, or `'stop'`. Full jitter: anything between nothing and the doubling bound. */
export function nextDelay(state: AttemptState, failure: Failure, policy: RetryPolicy): number | 'stop' {
  if (!mayRetry(state, failure, policy)) return 'stop';
  const bound = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (state.attempt - 1));
  const jitter = state.random * (failure.retryAfterMs === undefined ? bound : policy.firstDelayMs);
  const delay = Math.round((failure.retryAfterMs ?? 0) + jitter);
  // An attempt that has no time left would only hide why the ones before it failed.
  const least = Math.min(leastAttemptMs, policy.budgetMs / 20);
  return state.elapsedMs + delay + least <= policy.budgetMs ? delay : 'stop';
}

/** Whether the request may have taken effect although the attempt failed. */
export function isAmbiguous(failure: Failure): boolean {
  if (failure.kind === 'lost' || failure.kind === 'garbled') return true;
  if (failure.kind !== 'status' || failure.status === undefined) return false;
  if (failure.status === 503) return failure.retryAfterMs === undefined;
  return failure.status === 408 || failure.status >= 500;
}

function mayRetry(state: AttemptState, failure: Failure, policy: RetryPolicy): boolean {
  if (!state.repeatable && isAmbiguous(failure)) return false;
  switch (failure.kind) {
    case 'unsent':
    case 'lost':
      return true;
    case 'garbled':
      return state.attempt <= policy.garbledRetries;
    case 'status':
      return retriedStatuses.includes(failure.status ?? 0);
    case 'final':
      return false;
  }
}

/**
 * The header Retry-After, seconds or an HTTP date, as milliseconds from `now`; undefined when absent or unreadable.
 * Source: RFC 9110 §10.2.3.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return /[a-z]{3}/i.test(text) && !Number.isNaN(date) ? Math.max(0, date - now) : undefined;
}
