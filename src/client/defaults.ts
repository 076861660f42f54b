/** Every default of the client in one place; the documentation shows these. */

import { defaultApiUrl } from '../aiven/api-url';
import { version } from '../version';

export const defaults = {
  /** Where the API is when neither an option nor AIVEN_WEB_URL says otherwise. */
  url: defaultApiUrl,
  userAgent: `aiven-byok/${version}`,
  retry: {
    /** Milliseconds that one operation may take in all, its retries included; waits for services and associations apart. */
    budgetMs: 30_000,
    /** Upper bound of the first random delay; it doubles from one attempt to the next. */
    firstDelayMs: 250,
    longestDelayMs: 8_000,
    /** How often an answer that is no answer (HTML, broken JSON) is asked for again where that is safe. */
    garbledRetries: 2,
  },
  /** Limits of one attempt, in milliseconds. */
  timeLimits: { connectMs: 5_000, headersMs: 20_000, bodyMs: 20_000, totalMs: 30_000 },
  /** After a create whose answer was lost: how long to look for what it may have made. */
  settle: { lookForMs: 10_000, firstDelayMs: 250, longestDelayMs: 2_000 },
  /** Waiting for services and associations: the pause grows from the first to the longest. */
  poll: { firstDelayMs: 250, longestDelayMs: 10_000, growth: 1.6 },
  /** How long an association may stay active or activating before a waiting delete gives up. */
  associationGraceMs: 60_000,
  /** How long a delete waits for associations, and a wait for a service, when the caller sets no limit. */
  waitTimeoutMs: 20 * 60_000,
  /** A wait gives up when every request has failed for so long. */
  unreachableMs: 120_000,
  /** Requests at once; more wait for their turn. */
  requestsAtOnce: 16,
  /** A response body over this many bytes is refused. */
  largestBodyBytes: 64 * 1024 * 1024,
} as const;
