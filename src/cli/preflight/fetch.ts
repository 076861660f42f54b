/** Runs the clouds' command lines to get the documents about a key. */

import { execFile } from 'node:child_process';
import {
  type DocumentKind,
  documentCommands,
  formatShellCommand,
  isReadOnly,
  type PreflightDocument,
  type ReadStep,
} from '../../aiven';
import { CliError } from '../errors/cli-error';
import { withoutToken } from '../program/child-environment';
import type { CommandContext } from '../program/command';

export interface Fetched {
  documents: PreflightDocument[];
  /** Kinds of documents that are needed and could not be read. */
  failed: DocumentKind[];
}

/** Milliseconds. Some of the programs take seconds to start. */
const timeLimit = 120_000;

/**
 * Runs the commands one after the other, and prints each to stderr before it runs.
 * @throws CliError when a program is not on the PATH, or no command works
 */
export async function fetchDocuments(steps: readonly ReadStep[], context: CommandContext): Promise<Fetched> {
  const printed = new Map<DocumentKind, unknown>();
  const failed: DocumentKind[] = [];
  for (const step of steps) {
    const words = step.words(printed);
    if (words === undefined) {
      context.output.warn(
        `"${documentCommands[step.kind]}" was not run: ${missing[step.kind] ?? 'a command before failed.'}`,
      );
      if (!step.optional) failed.push(step.kind);
      continue;
    }
    context.output.note(`$ ${formatShellCommand(words)}`);
    const result = await runCommand(words, context);
    if ('value' in result) printed.set(step.kind, result.value);
    else {
      context.output.warn(`The command failed: ${result.reason}`);
      if (!step.optional) failed.push(step.kind);
    }
  }
  if (printed.size === 0) {
    throw new CliError(
      'None of the commands worked, so nothing was judged.',
      'Log in to the cloud, check the name of the key, and try again.',
    );
  }
  return { documents: [...printed].map(([kind, value]) => ({ kind, value, source: `--fetch ${kind}` })), failed };
}

/** What the user can pass so that a command can run. */
const missing: Readonly<Partial<Record<DocumentKind, string>>> = {
  'oci.key': 'pass the management endpoint of the vault with --endpoint.',
  'oci.policies': 'pass the OCID of your tenancy with --tenancy.',
};

type Result = { value: unknown } | { reason: string };

function runCommand(words: readonly string[], { env, signal }: CommandContext): Promise<Result> {
  const [program = '', ...args] = words;
  if (!isReadOnly(words)) throw new Error(`"${formatShellCommand(words)}" is not a command that only reads.`);
  return new Promise((resolve, reject) => {
    const options = { env: withoutToken(env), signal, timeout: timeLimit, maxBuffer: 2 ** 26 };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (signal.aborted) return reject(signal.reason);
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') {
        const hint = 'Install it, or run the command elsewhere and pass what it prints with --document.';
        return reject(new CliError(`"${program}" is not on the PATH.`, hint));
      }
      if (error !== null) return resolve({ reason: lastLine(stderr) || `exit code ${error.code ?? 'unknown'}` });
      try {
        resolve({ value: JSON.parse(stdout) });
      } catch {
        resolve({ reason: 'it did not print JSON' });
      }
    });
  });
}

/** What the program says at the end of its messages. */
function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
