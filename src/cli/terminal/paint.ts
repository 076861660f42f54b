/** Colors for our own text. User data on the same line cannot add escape sequences. */

import { styleText } from 'node:util';
import { printable } from './text';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colors text where the stream shows colors; returns it unchanged elsewhere. */
export type Paint = (style: Style, text: string) => string;

/** Random stand-in for ESC in our own color codes, so that data cannot contain one. */
const escapeMarker = `esc-${Math.random().toString(36).slice(2)}-`;

/** No colors in a pipe, with NO_COLOR (https://no-color.org) or on a dumb terminal. */
export function painter(stream: { isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Paint {
  if (stream.isTTY !== true || env.NO_COLOR || env.TERM === 'dumb') return (_, text) => text;
  return (style, text) => {
    // Node would check `process.stdout` and `process.env` again. The text itself may contain escape sequences of others.
    const [start, end] = styleText(style, '|', { validateStream: false }).replaceAll('\x1b', escapeMarker).split('|');
    return `${start}${text}${end}`;
  };
}

/** A line as it may be written to a terminal: our colors, and everything else printable. */
export function safeLine(line: string): string {
  return printable(line).replaceAll(escapeMarker, '\x1b');
}

/** Several lines as they may be written to a terminal; tabs stay. */
export function safeLines(text: string): string {
  return text.replace(/[^\n\t]+/g, safeLine);
}
