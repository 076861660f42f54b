/** What to do about an option that is not known where it stands: `avn` takes its options in other places. */

import type { CommandDefinition } from './command';

/**
 * A line on what to do; undefined where there is nothing to say.
 * @param message What the parser said.
 * @param commands Commands that are still to be named behind the option; none where one is named already.
 */
export function hintOn(message: string, commands: readonly CommandDefinition[]): string | undefined {
  const [, name] = /unknown option '(-[-\w]+)/.exec(message) ?? [];
  if (name === undefined) return undefined;
  if (name === '--token' || name === '--auth-token') {
    return 'A token belongs in AIVEN_TOKEN, or in a file that --token-file names.';
  }
  for (const command of commands) {
    const option = command.options.find(({ flags }) => flags.split(/[ ,]+/).includes(name));
    if (option === undefined) continue;
    return `Options go behind the command, as in: aiven-byok ${command.name} ${option.flags.replace(/^-\w, /, '')}`;
  }
  return undefined;
}
