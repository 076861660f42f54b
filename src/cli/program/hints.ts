/** Hints for an unknown option: avn takes some options in other places. */

import type { CommandDefinition } from './command';

/**
 * A hint on where an unknown option belongs, or undefined.
 * @param message Commander's error message, the only place where it names the option.
 * @param commands Commands that may follow the option; none if the command is already named.
 */
export function hintOn(message: string, commands: readonly CommandDefinition[]): string | undefined {
  const [, name] = /unknown option '(-[-\w]+)/.exec(message) ?? [];
  if (name === undefined) return undefined;
  if (name === '--token' || name === '--auth-token') {
    return 'Pass the token in AIVEN_TOKEN, or in a file with --token-file.';
  }
  for (const command of commands) {
    const option = command.options.find(({ flags }) => flags.split(/[ ,]+/).includes(name));
    if (option === undefined) continue;
    const flags = option.flags.replace(/^-\w, /, '');
    return `Put options after the command, as in "aiven-byok ${command.name} ${flags}".`;
  }
  return undefined;
}
