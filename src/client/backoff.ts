/** Growing pauses between looks at something that takes its time. */

export interface Growth {
  firstDelayMs: number;
  longestDelayMs: number;
  /** Factor from one pause to the next. @default 2 */
  growth?: number;
}

/** Pauses from the first to the longest, then the longest for ever. */
export function pauses({ firstDelayMs, longestDelayMs, growth = 2 }: Growth): { next(): number } {
  let following = firstDelayMs;
  return {
    next() {
      const pause = following;
      following = Math.min(longestDelayMs, following * growth);
      return Math.round(pause);
    },
  };
}
