/** Commands as people paste them into a shell: each argument quoted so that it arrives as it is. */

import { quote } from '../../support/quote';
import { quoteForShell } from '../../support/shell';

/**
 * A command's words, program first, as one line for a POSIX shell.
 * @param options.multiline Break the line before each option, for reading. Default: false.
 * @throws Error when an argument holds a NUL character.
 */
export function formatShellCommand(words: readonly string[], options: { multiline?: boolean } = {}): string {
  const between = (word: string) => (options.multiline && word.startsWith('--') ? ' \\\n  ' : ' ');
  return words.reduce((line, word, index) => {
    const quoted = quoteForShell(word);
    return index === 0 ? quoted : `${line}${between(word)}${quoted}`;
  }, '');
}

/**
 * An option and its value as one word, so that a value which begins with a hyphen stays a value.
 * @throws Error when the program would read a file of that name instead of taking the value.
 */
export function option(name: string, value: string, fileMarkers: readonly string[] = []): string {
  const marker = fileMarkers.find((beginning) => value.startsWith(beginning));
  if (marker !== undefined) {
    throw new Error(
      `${quote(value)} cannot be given to --${name}: the command reads a file where a value begins with ${marker}.`,
    );
  }
  return `--${name}=${value}`;
}
