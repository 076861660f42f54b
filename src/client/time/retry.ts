/** The retry policy, as a pure function. */

/** How an attempt failed. */
export interface Failure {
  /**
   * `unreachable`: there was no connection (refused, DNS). `unsent`: the request was not sent in time. `lost`: the request may have, but no response arrived.
   * `garbled`: the response cannot be read. `status`: Aiven returned an error. `final`: a retry cannot help.
   */
  kind: 'unreachable' | 'unsent' | 'lost' | 'garbled' | 'status' | 'final';
  status?: number;
  /** The Retry-After header, in milliseconds. */
  retryAfterMs?: number;
}

export interface RetryPolicy {
  /** Milliseconds for one request, its retries included. @default 30000 */
  budgetMs: number;
  /** The same while no connection can be made, such as a refused one: waiting rarely helps. @default 8000 */
  unreachableMs: number;
  /** Upper bound of the first random delay in milliseconds; it doubles with each attempt. @default 250 */
  firstDelayMs: number;
  /** In milliseconds. @default 8000 */
  longestDelayMs: number;
  /** Retries after a response that cannot be read, where that is safe. @default 2 */
  garbledRetries: number;
}

export interface AttemptState {
  /** Whether the request may be sent again although it may have taken effect. */
  repeatable: boolean;
  /** Number of the attempt that failed, from 1. */
  attempt: number;
  /** Milliseconds since the first attempt began. */
  elapsedMs: number;
  /** From 0 to less than 1. */
  random: number;
}

/** The least part of the budget that a further attempt needs. */
const leastAttemptMs = 500;

const retriedStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Milliseconds until the next attempt, or `'stop'`. Full jitter: anything from 0 to a bound that doubles. */
export function nextDelay(state: AttemptState, failure: Failure, policy: RetryPolicy): number | 'stop' {
  if (!mayRetry(state, failure, policy)) return 'stop';
  const bound = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (state.attempt - 1));
  const jitter = state.random * (failure.retryAfterMs === undefined ? bound : policy.firstDelayMs);
  const delay = Math.round((failure.retryAfterMs ?? 0) + jitter);
  const budgetMs = failure.kind === 'unreachable' ? Math.min(policy.unreachableMs, policy.budgetMs) : policy.budgetMs;
  // An attempt without enough time would time out and hide why the earlier ones failed.
  const least = Math.min(leastAttemptMs, policy.budgetMs / 20);
  return state.elapsedMs + delay + least <= budgetMs ? delay : 'stop';
}

/** Whether the request may have taken effect although the attempt failed. A gateway can send 5xx and 429 after Aiven executed it. */
export function isAmbiguous(failure: Failure): boolean {
  if (failure.kind === 'lost' || failure.kind === 'garbled') return true;
  if (failure.kind !== 'status' || failure.status === undefined) return false;
  return failure.status === 408 || failure.status === 429 || failure.status >= 500;
}

/** Usually sent before the request is executed, so one look is enough to find out whether it took effect. */
export function isRateLimit({ kind, status }: Failure): boolean {
  return kind === 'status' && status === 429;
}

/** Whether to look for the effect of a failed attempt: before it is repeated, and after a 429 also before giving up. */
export function needsLook(failure: Failure, isLast: boolean): boolean {
  return isRateLimit(failure) || (!isLast && isAmbiguous(failure));
}

function mayRetry(state: AttemptState, failure: Failure, policy: RetryPolicy): boolean {
  if (!state.repeatable && isAmbiguous(failure) && !isRateLimit(failure)) return false;
  switch (failure.kind) {
    case 'unreachable':
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
 * The Retry-After header, seconds or an HTTP date, as milliseconds from `now` (wall clock); undefined when absent or unreadable.
 * Source: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return /[a-z]{3}/i.test(text) && !Number.isNaN(date) ? Math.max(0, date - now) : undefined;
}
