/** Growing pauses between looks at something that takes its time. */

export interface Growth {
  firstDelayMs: number;
  longestDelayMs: number;
  /** Factor from one pause to the next. @default 2 */
  growth?: number;
}

export interface Pauses {
  /** The next pause in milliseconds. */
  next(): number;
}

/** Pauses from the first to the longest, then the longest for ever. */
export function pauses({ firstDelayMs, longestDelayMs, growth = 2 }: Growth): Pauses {
  let following = firstDelayMs;
  return {
    next() {
      const pause = following;
      following = Math.min(longestDelayMs, following * growth);
      return Math.round(pause);
    },
  };
}

/** The next pause, cut so that it ends when `leftMs` have passed; once nothing is left, they go on as they are. */
export function pauseUntil(leftMs: number, pause: Pauses): number {
  return leftMs > 0 ? Math.min(pause.next(), leftMs) : pause.next();
}
