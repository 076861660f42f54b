/** Time limits of one attempt. */

/** Limits of one attempt, in milliseconds. undici checks all but `totalMs` twice a second, so they may end up to a second late. */
export interface TimeLimits {
  /** Time to connect: DNS, TCP, and TLS. @default 5000 */
  connectMs: number;
  /** Time from the request to the response's headers. @default 20000 */
  headersMs: number;
  /** Longest pause within the response's body. @default 20000 */
  bodyMs: number;
  /** Time for the whole attempt. @default 30000 */
  totalMs: number;
}
