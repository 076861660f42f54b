/** Text for a terminal: safe to print, padded, wrapped and shortened by the columns it takes. */

import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Control characters, invisible ones that reorder or hide the text around them, and what UTF-8 or XML cannot contain. */
const unsafe = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;

/** Escapes every character that could control a terminal or hide text: ESC becomes `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** Pads with spaces to a width in columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

/**
 * Splits text into lines of at most `columns`, at spaces. A word that is longer than a line is split after one of `/:,.`
 * where it has one, so that the parts of an ARN or a path stay whole.
 */
export function wrap(text: string, columns: number): string[] {
  if (stringWidth(text) <= columns) return [text];
  const most = Math.max(1, columns);
  const segment = new RegExp(`(?=\\S{${most + 1}})\\S{${Math.floor(most / 3)},${most - 1}}[/:,.]`, 'gu');
  const split = text.replace(/\S+/gu, (word) => (stringWidth(word) <= most ? word : word.replace(segment, '$&\n')));
  return wrapAnsi(split, most, { hard: true }).split('\n');
}

/** Wraps text with a hanging indent: under its leading spaces, or under the text after "1. ". */
export function fold(text: string, columns: number): string {
  const [head = ''] = /^(?:\d+\. |\s*)/.exec(text) ?? [];
  const lines = wrap(text.slice(head.length), columns - head.length);
  return head + lines.join(`\n${' '.repeat(head.length)}`);
}

/** Cuts text to one line of at most `columns`, with "…" at the end where something is missing. */
export function shorten(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  const [start] = wrapAnsi(text, Math.max(1, columns - 1), { hard: true, wordWrap: false, trim: false }).split('\n');
  return `${start}…`;
}

/** `1 service`, `3 services`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
