/** Commands as people paste them into a shell: each argument quoted so that it arrives as it is. */

import { quote } from '../cloud';

/** Needs no quotes in any POSIX shell, nor in zsh (where a leading `=` would). */
const plain = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*$/;
const optionWithValue = /^(--[a-z][a-z-]*=)([\s\S]+)$/;

/**
 * One argument, quoted for a POSIX shell (POSIX "Shell Command Language", 2.2.2 Single-Quotes).
 * @throws Error when it holds a NUL character, which no argument can.
 */
export function quoteShellArgument(argument: string): string {
  if (argument.includes('\0')) {
    throw new Error(`${quote(argument)} holds a NUL character, which cannot be part of a command's argument.`);
  }
  if (plain.test(argument)) return argument;
  const [, option, value] = optionWithValue.exec(argument) ?? [];
  return option === undefined || value === undefined ? singleQuoted(argument) : `${option}${singleQuoted(value)}`;
}

/**
 * A command's words, program first, as one line for a POSIX shell.
 * @param options.multiline Break the line before each option, for reading. Default: false.
 * @throws Error when an argument holds a NUL character.
 */
export function formatShellCommand(words: readonly string[], options: { multiline?: boolean } = {}): string {
  const between = (word: string) => (options.multiline && word.startsWith('--') ? ' \\\n  ' : ' ');
  return words.reduce((line, word, index) => {
    const quoted = quoteShellArgument(word);
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

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
