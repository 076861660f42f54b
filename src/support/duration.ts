/** Durations in Go's notation, as Terraform and the command line write them: "30s", "20m", "1h30m". */

import { quote } from './quote';

// The micro sign and the Greek mu are escaped: a character beyond Latin-1 makes V8 store the whole bundle with two bytes per character.
const unitMs: { readonly [unit: string]: number } = {
  ns: 1e-6,
  us: 1e-3,
  '\u00b5s': 1e-3,
  '\u03bcs': 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const number = String.raw`(?:\d+\.?\d*|\.\d+)`;
const duration = new RegExp(`^\\+?(?:${number}(?:${Object.keys(unitMs).join('|')}))+$`);
const part = new RegExp(`(${number})([a-z\u00b5\u03bc]+)`, 'g');

/** What a duration looks like, for schema descriptions and help texts. */
export const durationFormat = 'a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h)';

/**
 * Parses a duration as Go's `time.ParseDuration` does, except that it may not be negative.
 * @returns Milliseconds; a fraction for units below one millisecond. "0" needs no unit.
 * @throws RangeError that names the text and the expected format.
 */
export function parseDuration(text: string): number {
  const problem = checkDuration(text);
  if (problem !== undefined) throw new RangeError(problem);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(part)) total += Number(amount) * (unitMs[unit as string] as number);
  return total;
}

/**
 * Parses an age: whole days, such as "365d", or a duration. Go's notation has no days.
 * @returns Milliseconds.
 * @throws RangeError that names the text and the expected format.
 */
export function parseAge(text: string): number {
  const [, days] = /^(\d{1,6})d$/.exec(text) ?? [];
  if (days !== undefined) return Number(days) * 24 * 3_600_000;
  if (checkDuration(text) === undefined) return parseDuration(text);
  throw new RangeError(
    `${quote(text)} is not an age: expected a number of days, such as "365d", or a duration, such as "12h".`,
  );
}

/** Returns undefined for text that `parseDuration` takes, otherwise the message of its error. */
export function checkDuration(text: string): string | undefined {
  if (text === '0' || duration.test(text)) return undefined;
  const hint = /^\d+(\.\d+)?$/.test(text) ? `; add a unit, such as "${text}s"` : '';
  return `${quote(text)} is not a duration: expected ${durationFormat}${hint}.`;
}

/** Like `checkDuration`, for time limits: also reports a duration of zero. */
export function checkTimeLimit(text: string): string | undefined {
  const problem = checkDuration(text);
  if (problem !== undefined || parseDuration(text) > 0) return problem;
  return `${quote(text)} is not a time limit: expected more than zero, as ${durationFormat}.`;
}

/** Formats milliseconds as `parseDuration` reads them back, to the millisecond: "250ms", "1.5s", "20m", "1h30m", "0s". */
export function formatDuration(milliseconds: number): string {
  const total = Math.round(milliseconds);
  if (total > 0 && total < 1000) return `${total}ms`;
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor((total % 3_600_000) / 60_000);
  const seconds = (total % 60_000) / 1000;
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', seconds > 0 ? `${seconds}s` : ''];
  return parts.join('') || '0s';
}
