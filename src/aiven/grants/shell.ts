/** Formats commands for pasting into a POSIX shell. */

import { quote } from '../../support/quote';
import { quoteForShell } from '../../support/shell';

/**
 * Formats a command, program first, for a POSIX shell. Every argument reaches the program unchanged.
 * @param options.multiline Breaks the line before each option. Default: false.
 * @throws Error when an argument contains a NUL character.
 */
export function formatShellCommand(words: readonly string[], options: { multiline?: boolean } = {}): string {
  const between = (word: string) => (options.multiline && word.startsWith('--') ? ' \\\n  ' : ' ');
  return words.reduce((line, word, index) => {
    const quoted = quoteForShell(word);
    return index === 0 ? quoted : `${line}${between(word)}${quoted}`;
  }, '');
}

/**
 * Joins an option and its value in one word, so that a value that starts with a hyphen is not read as an option.
 * @param fileMarkers Prefixes that make the program read the value from a file.
 * @throws Error when the value starts with one of them.
 */
export function option(name: string, value: string, fileMarkers: readonly string[] = []): string {
  const marker = fileMarkers.find((prefix) => value.startsWith(prefix));
  if (marker !== undefined) {
    throw new Error(
      `${quote(value)} cannot be passed to --${name}: the command reads a file when the value starts with "${marker}".`,
    );
  }
  return `--${name}=${value}`;
}
