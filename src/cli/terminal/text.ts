/** Text for terminals: how wide it is, where it may be broken, and what of it must not reach a terminal as it is. */

/** Control characters, and the invisible ones that turn or hide what stands around them. */
const hostile = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const combining = /\p{Mn}/u;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Somebody's text with nothing in it that a terminal would obey: `\x1b` becomes `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(hostile, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Pads with blanks up to so many columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/**
 * Pieces of at most so many columns, broken after blanks. Only a word that is longer than a line is broken itself, after one of
 * `/:,.` where there is one far enough: what is to be copied stays in one piece.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (widthOf(rest) > columns) {
    const most = beginning(rest, Math.max(1, columns));
    const words = /^.*\S\s+/su.exec(most + (/^\s/u.exec(rest.slice(most.length))?.[0] ?? ''))?.[0] ?? '';
    const next = /^\S*/u.exec(rest.slice(words.length))?.[0] ?? '';
    const parts = /^.*[/:,.]/su.exec(most)?.[0] ?? '';
    const broken = parts.length > most.length / 3 ? parts : most;
    const line = words !== '' && (widthOf(next) <= columns || words.length > most.length / 3) ? words : broken;
    lines.push(line.trimEnd());
    rest = rest.slice(line.length);
  }
  return [...lines, rest];
}

/** The same as lines, each under the beginning of the text: after its blanks, or the number of its step. */
export function fold(text: string, columns: number): string {
  const [head = ''] = /^(?:\d+\. |\s*)/.exec(text) ?? [];
  const lines = wrap(text.slice(head.length), columns - head.length);
  return head + lines.join(`\n${' '.repeat(head.length)}`);
}

/** As much of a text as fits, and a sign that there is more. */
export function shorten(text: string, columns: number): string {
  return widthOf(text) <= columns ? text : `${beginning(text, columns - 1)}…`;
}

function beginning(text: string, columns: number): string {
  let taken = '';
  let width = 0;
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns && taken !== '') break;
    taken += character;
  }
  return taken;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
