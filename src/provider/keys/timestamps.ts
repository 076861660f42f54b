/** Timestamps in states of the official provider: it writes the same time without trailing zeros. */

const withoutZeros = (text: string) => text.replace(/(\.\d*?)0+Z$/, '$1Z').replace('.Z', 'Z');

/** The prior text if it means the same time, so that a refresh changes nothing. */
export function keepTimestamp(prior: string | null | undefined, next: string): string {
  return prior && withoutZeros(prior) === withoutZeros(next) ? prior : next;
}
