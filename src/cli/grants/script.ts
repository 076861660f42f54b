/** A grant as a shell script. */

import { formatShellCommand } from '../../aiven';
import type { Grant, GrantCommand } from './grants';

/** Formats a command for a POSIX shell. */
export function formatGrantCommand({ words, output }: GrantCommand, multiline = false): string {
  const line = formatShellCommand(words, { multiline });
  return output === undefined ? line : `${line} > ${formatShellCommand([output])}`;
}

/** A shell script: the commands, preceded by the grant and the notes in comments. */
export function grantScript({ title, grant, commands, notes }: Grant): string {
  const comments = [`${title}:`, ...JSON.stringify(grant, null, 2).split('\n'), ...notes].map((line) => `# ${line}`);
  return [comments.join('\n'), ...commands.map((command) => formatGrantCommand(command, true))].join('\n\n');
}
