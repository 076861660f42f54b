/** Three-valued logic: what a document cannot tell stays unknown, and is never taken for a yes or a no. */

export type Verdict = 'yes' | 'no' | 'unknown';

export const verdictOf = (value: boolean): Verdict => (value ? 'yes' : 'no');

/** `no` if one is no, otherwise `unknown` if one is unknown. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('unknown') ? 'unknown' : 'yes';
}

/** `yes` if one is yes, otherwise `unknown` if one is unknown. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('unknown') ? 'unknown' : 'no';
}

export function negated(verdict: Verdict): Verdict {
  if (verdict === 'unknown') return 'unknown';
  return verdict === 'yes' ? 'no' : 'yes';
}

/** The verdict that all cases share, otherwise `unknown`. */
export function agreed(verdicts: readonly Verdict[]): Verdict {
  const [first = 'unknown'] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : 'unknown';
}
