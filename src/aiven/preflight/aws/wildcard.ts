/** Wildcards of IAM policies (IAM user guide, "Using wildcards in resource ARNs" and "Condition operators"). */

/** Whether the text matches the pattern, in which `*` is any text and `?` any one character. Linear in practice, without backtracking. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [at, place, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[place] === '*') {
      star = place;
      retry = at;
      place += 1;
    } else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === text[at])) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      retry += 1;
      at = retry;
      place = star + 1;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}

/**
 * Whether an ARN matches a pattern. A wildcard stays within its part of the ARN (parts are separated by colons); in the last part of the
 * pattern it also matches what follows.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const patterns = pattern.split(':');
  const parts = arn.split(':');
  const last = patterns.length - 1;
  if (parts.length <= last) return false;
  const rest = parts.slice(last).join(':');
  return patterns.every((part, index) => matchesWildcard(part, index === last ? rest : (parts[index] ?? '')));
}
