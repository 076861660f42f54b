/** JSON whose numbers keep every digit. `JSON.parse` rounds them to 64-bit floats. */

type Library = typeof import('json-custom-numbers');

/** A number as its JSON text, because a `number` does not have the same digits. */
export class ExactNumber {
  /** @param text a JSON number */
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** Matches every JSON text with a number that may be rounded: 15 digits are always exact. Also matches some others. */
const mayRound = /[:[,]\s*-?(?:[\d.]{16}|[\d.]+[eE])/;

/** Loaded with the first number that needs it, because it is slower than Node's parser and most processes never see one. */
const loadLibrary = () => require('json-custom-numbers') as Library;

/**
 * Parses the JSON of an object or an array. A number that would change its digits is an `ExactNumber`.
 * @throws Error for invalid JSON
 */
export function parseJson(text: string): unknown {
  if (!mayRound.test(text)) return JSON.parse(text);
  return loadLibrary().parse(text, undefined, (_, digits) => {
    const value = Number(digits);
    return String(value) === digits ? value : new ExactNumber(digits);
  });
}

/** Formats a value as JSON. Bigints and `ExactNumber`s become numbers with all their digits. */
export function stringifyJson(value: unknown, space?: number): string {
  if (!needsLibrary(value)) return JSON.stringify(value, undefined, space);
  return loadLibrary().stringify(value, null, space, (_, part) => (isExact(part) ? String(part) : undefined));
}

const isExact = (value: unknown) => typeof value === 'bigint' || value instanceof ExactNumber;

function needsLibrary(value: unknown): boolean {
  return isExact(value) || (typeof value === 'object' && value !== null && Object.values(value).some(needsLibrary));
}
