/** Parsers for option values. Each throws an error that says what is allowed. */

import { checkApiUrl, checkProject } from '../../aiven';
import { quote } from '../../support/quote';

/** A TCP port. 0 lets the system choose one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new RangeError(`expected a port from 0 to 65535, got ${quote(text)}.`);
  }
  return port;
}

/** `true`, `false`, `1` or `0`, in any case. */
export function parseBoolean(text: string): boolean {
  switch (text.toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      throw new RangeError(`expected "true" or "false", got ${quote(text)}.`);
  }
}

/** An integer from 1 to 999999. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new RangeError(`expected an integer from 1 to 999999, got ${quote(text)}.`);
  return Number(text);
}

/** One of the given texts. */
export function parseChoice<Choice extends string>(text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new RangeError(`expected ${oneOf(choices)}, got ${quote(text)}.`);
  return choice;
}

/** `"a", "b" or "c"`. */
export function oneOf(choices: readonly string[]): string {
  return choices
    .map(quote)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
}

/** The base URL of an Aiven API. */
export function parseUrl(text: string): string {
  return checked(text, checkApiUrl);
}

/** The name of an Aiven project. */
export function parseProjectName(text: string): string {
  return checked(text, checkProject);
}

/** An API token that fits into an HTTP header. The message does not repeat it: it may be a real one. */
export function parseToken(text: string): string {
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new RangeError('expected a token: printable ASCII characters without spaces.');
  }
  return text;
}

function checked(text: string, check: (text: string) => string | undefined): string {
  const problem = check(text);
  if (problem !== undefined) throw new RangeError(problem);
  return text;
}
