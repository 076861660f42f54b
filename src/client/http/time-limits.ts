/** Time limits of one attempt. */

/** Limits of one attempt, in milliseconds. */
export interface TimeLimits {
  /** @default 5000 */
  connectMs: number;
  /** From the request to the answer's headers. @default 20000 */
  headersMs: number;
  /** Longest silence within the body. @default 20000 */
  bodyMs: number;
  /** The whole attempt. @default 30000 */
  totalMs: number;
}
