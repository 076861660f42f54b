/** The command line as a function: words in, exit code out; touches no process. */

import { CliError } from './cli-error';
import type { CommandContext, CommandDefinition, ExitCode } from './command';
import { emulatorCommand } from './commands/emulator';
import { providerInstallCommand } from './commands/provider-install';
import { Output, type TextStream } from './output';
import { createProgram } from './program';

/** Every command, in the order of the help. */
export const commands: readonly CommandDefinition[] = [providerInstallCommand, emulatorCommand];

/** What the first word of two-word commands stands for. */
export const groups: Readonly<Record<string, string>> = {
  provider: 'The Terraform provider of this package',
};

/** What a run needs of its process. */
export interface Surroundings {
  stdout: TextStream;
  stderr: TextStream;
  env: CommandContext['env'];
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Runs `aiven-byok` with the words after its name. Never rejects: what goes wrong is said on stderr. */
export async function run(argv: readonly string[], { stdout, stderr, env, signal }: Surroundings): Promise<ExitCode> {
  const output = new Output({ stdout, stderr, env });
  let code: ExitCode = 0;
  const done = (ended: ExitCode) => {
    code = ended;
  };
  try {
    await createProgram({ commands, groups, output, env, signal, done }).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (reason) {
    return failure(reason, output, signal);
  }
}

/** The exit code for what was thrown, once it has been told. */
function failure(reason: unknown, output: Output, signal: AbortSignal): ExitCode {
  // Commander has told its own errors already; help and version come as errors of code 0.
  if (isCommanderError(reason)) {
    return reason.exitCode === 0 ? 0 : 2;
  }
  if (signal.aborted) {
    output.note('Interrupted.');
    return 130;
  }
  output.error(reason);
  return reason instanceof CliError ? reason.exitCode : 1;
}

function isCommanderError(reason: unknown): reason is { exitCode: number } {
  const code = (reason as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('commander.');
}
