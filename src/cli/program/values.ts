/** Texts of the command line turned into values; each throws a sentence about what is allowed. */

import { checkProject } from '../../aiven';
import { UsageError } from '../errors/cli-error';

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds: `250ms`, `5s`, `2m`, `1h`, and `0`. Any other bare number could mean either of two units. */
export function parseDuration(text: string): number {
  if (text === '0') return 0;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  if (amount === undefined) throw new UsageError(`Must be a time such as 250ms, 5s or 2m; got '${text}'.`);
  const factor = unit === undefined ? undefined : units[unit];
  if (factor === undefined) throw new UsageError(`Must be a time with its unit, such as ${text}s; got '${text}'.`);
  return Math.round(Number(amount) * factor);
}

/** A TCP port; 0 lets the system pick one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`Must be a port from 0 to 65535; got '${text}'.`);
  }
  return port;
}

/** `true`, `false`, `1` or `0`, in any case. */
export function parseBoolean(text: string): boolean {
  const value = new Map([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ]).get(text.toLowerCase());
  if (value === undefined) throw new UsageError(`Must be true or false; got '${text}'.`);
  return value;
}

/** A whole number from 1 to 999999. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`Must be a whole number from 1 to 999999; got '${text}'.`);
  return Number(text);
}

/** The URL of an API. What else is wrong with it the client says. */
export function parseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`Must be the URL of an Aiven API, such as https://api.aiven.io; got '${text}'.`);
  return text;
}

/** The name of an Aiven project: with another one, no command of ours and no provider would get to it. */
export function parseProjectName(text: string): string {
  const problem = checkProject(text);
  if (problem !== undefined) throw new UsageError(problem);
  return text;
}

/** An API token, as far as a header can hold it. Not shown: it may be a real one. */
export function parseToken(text: string): string {
  if (!/^[\x21-\x7e]+$/.test(text)) throw new UsageError('Must be a token: letters, digits and signs, without blanks.');
  return text;
}

/** A text as one word of a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
