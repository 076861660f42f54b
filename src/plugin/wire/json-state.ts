/** Values of a state file: JSON, possibly written by another version of the schema or another provider. */

import { parseNumber } from '../value/number';
import { isPlainObject, toType } from '../value/type';
import type { Type, Value } from '../value/value';
import { type Format, readValue } from './read-value';
import { ValueError } from './status';
import { decodeUtf8 } from './utf8';

/**
 * Decodes a value of a type from the JSON of a state. Drops attributes that the type does not have. Missing attributes are null, and
 * numbers keep every digit.
 *
 * @throws ValueError for bytes that are not JSON or do not fit the type.
 */
export function decodeJsonState(type: Type, bytes: Uint8Array): Value {
  return readValue(jsonFormat, type, parseJson(bytes));
}

/** Every number in the tree is a string. As in Terraform, any numeric string is a number. */
const jsonFormat: Format = {
  string: (raw) => (typeof raw === 'string' ? raw : undefined),
  number: (raw) => (typeof raw === 'string' ? parseNumber(raw) : undefined),
  dynamic(raw) {
    if (!isPlainObject(raw)) return undefined;
    const type = toType(raw.type);
    return type === undefined ? undefined : { type, raw: raw.value };
  },
  dropsUnknownAttributes: true,
};

function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new ValueError([], 'the state is not valid UTF-8.');
  try {
    return JSON.parse(quoteNumbers(text));
  } catch {
    // The parser's message quotes the text, which may hold secrets.
    throw new ValueError([], 'the state is not valid JSON.');
  }
}

/** Quotes the numbers of a JSON text, because `JSON.parse` would round them. */
function quoteNumbers(text: string): string {
  const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  const start = /["\d-]/g;
  let result = '';
  let copied = 0;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    if (found[0] === '"') {
      start.lastIndex = endOfString(text, found.index);
      continue;
    }
    number.lastIndex = found.index;
    const match = number.exec(text);
    if (match === null) continue;
    result += `${text.slice(copied, found.index)}"${match[0]}"`;
    copied = found.index + match[0].length;
    start.lastIndex = copied;
  }
  return result + text.slice(copied);
}

/** The index after the closing quote of the string that opens at `open`. */
function endOfString(text: string, open: number): number {
  for (let index = open + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index + 1;
  }
  return text.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
