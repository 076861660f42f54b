/** Colours: ours reach the terminal; nothing that stands in somebody else's text steers it. */

import { printable } from './text';

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Marks text, on a stream that shows colours. */
export type Paint = (style: keyof typeof codes, text: string) => string;

/** What begins a colour of ours until it is put out. Nobody else can know it, hence nobody else's text can paint. */
const mark = `\x1b${Math.random().toString(36).slice(2)}`;
const marked = new RegExp(`${mark}(\\[\\d+m)`, 'g');

/** No colours in a pipe, with NO_COLOR (no-color.org), or on a terminal that has none. */
export function painter(stream: { isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Paint {
  const on = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return (style, text) => (on ? `${mark}[${codes[style]}m${text}${mark}[0m` : text);
}

/** One line as it may be put out. Somebody else's text may be part of any: but for our colours all of it is made visible. */
export function safeLine(line: string): string {
  // Between the pieces of text stand our colours.
  const pieces = line.split(marked);
  return pieces.map((piece, index) => (index % 2 === 0 ? printable(piece) : `\x1b${piece}`)).join('');
}

/** The same of several lines, with their tabs. */
export function safeLines(text: string): string {
  return text.replace(/[^\n\t]+/g, safeLine);
}
