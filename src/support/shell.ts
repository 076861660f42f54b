/** Quoting for POSIX shells. */

import { quote } from './quote';

/** Needs no quotes in any POSIX shell, nor in zsh, which expands a leading `=`. */
const plain = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*$/;
const optionWithValue = /^(--[a-z][a-z-]*=)([\s\S]+)$/;

/**
 * Quotes text as one word of a POSIX shell (POSIX "Shell Command Language", 2.2.2 Single-Quotes). Text that needs no
 * quotes is returned unchanged; of an option with a value (`--role=Key Vault`) only the value is quoted.
 * @throws Error when the text contains a NUL character, which no argument of a program can.
 */
export function quoteForShell(text: string): string {
  if (text.includes('\0')) {
    throw new Error(`${quote(text)} contains a NUL character, which a command's argument cannot contain.`);
  }
  if (plain.test(text)) return text;
  const [, option = '', value = text] = optionWithValue.exec(text) ?? [];
  // biome-ignore lint/plugin: these quotes are shell syntax
  return `${option}'${value.replaceAll("'", "'\\''")}'`;
}
