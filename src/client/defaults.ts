/** Every default of the client. docs/client.md lists them. */

import { defaultApiUrl } from '../aiven/api-url';
import { version } from '../version';

export const defaults = {
  url: defaultApiUrl,
  userAgent: `aiven-byok/${version}`,
  retry: {
    /** Milliseconds for one request, its retries included. */
    budgetMs: 30_000,
    /** The same while no connection can be made. */
    unreachableMs: 8_000,
    /** Upper bound of the first random delay; it doubles with each attempt. */
    firstDelayMs: 250,
    longestDelayMs: 8_000,
    /** Retries after a response that cannot be read (HTML, broken JSON), where that is safe. */
    garbledRetries: 2,
  },
  /** Limits of one attempt, in milliseconds. */
  timeLimits: { connectMs: 5_000, headersMs: 20_000, bodyMs: 20_000, totalMs: 30_000 },
  /** After a create whose response was lost: how long to search for what it may have created. */
  search: { durationMs: 10_000, firstDelayMs: 250, longestDelayMs: 2_000 },
  /** Polling services and associations: the delay grows from the first to the longest. */
  poll: { firstDelayMs: 250, longestDelayMs: 10_000, growth: 1.6 },
  /** Retrying a refusal while the cloud applies a new grant: for how long, and the delays. */
  grant: { durationMs: 180_000, firstDelayMs: 500, longestDelayMs: 10_000, growth: 1.6 },
  /** How long an association may stay active or activating before a waiting delete gives up, in milliseconds. */
  associationGraceMs: 60_000,
  /** How long a delete waits for associations, and a wait for a service, without a deadline. In milliseconds. */
  waitTimeoutMs: 20 * 60_000,
  /** A wait gives up when every request has failed for this many milliseconds. */
  unreachableMs: 120_000,
  /** Concurrent requests; more wait for their turn. */
  maxConcurrentRequests: 16,
  /** A larger response body is rejected. */
  maxBodyBytes: 64 * 1024 * 1024,
} as const;
