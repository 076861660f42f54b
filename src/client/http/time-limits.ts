/** Time limits of one attempt. */

/** In milliseconds. undici checks all limits except `totalMs` twice a second, so an attempt may exceed them by up to a second. */
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
