/** The command line as a function: arguments in, exit code out. */

import { Readable } from 'node:stream';
import { adoptCommand } from './commands/adopt';
import { checkCommand } from './commands/check';
import { cmksAccessorsCommand } from './commands/cmks-accessors';
import { cmksCreateCommand } from './commands/cmks-create';
import { cmksDeleteCommand } from './commands/cmks-delete';
import { cmksGetCommand } from './commands/cmks-get';
import { cmksListCommand } from './commands/cmks-list';
import { cmksUpdateCommand } from './commands/cmks-update';
import { cmksVerifyCommand } from './commands/cmks-verify';
import { emulatorCommand } from './commands/emulator';
import { grantsCommand } from './commands/grants';
import { initCommand } from './commands/init';
import { preflightCommand } from './commands/preflight';
import { providerBuildCommand } from './commands/provider/build';
import { providerInstallCommand } from './commands/provider/install';
import { providerPackageCommand } from './commands/provider/package';
import { providerReplaceCommand } from './commands/provider/replace';
import { reportCommand } from './commands/report';
import { rotateCommand } from './commands/rotate';
import { servicesGetCommand } from './commands/services-get';
import { servicesListCommand } from './commands/services-list';
import { servicesSetKeyCommand } from './commands/services-set-key';
import { servicesWaitCommand } from './commands/services-wait';
import type { ExitCode } from './errors/cli-error';
import { CliError } from './errors/cli-error';
import { explain } from './errors/explain';
import type { CommandContext, CommandDefinition, TextInput } from './program/command';
import { createProgram } from './program/program';
import { Output, type TextStream } from './terminal/output';

/** Every command, in the order of `--help`. */
export const commands: readonly CommandDefinition[] = [
  cmksListCommand,
  cmksGetCommand,
  cmksCreateCommand,
  cmksUpdateCommand,
  cmksDeleteCommand,
  cmksAccessorsCommand,
  cmksVerifyCommand,
  servicesListCommand,
  servicesGetCommand,
  servicesSetKeyCommand,
  servicesWaitCommand,
  rotateCommand,
  reportCommand,
  grantsCommand,
  preflightCommand,
  initCommand,
  adoptCommand,
  checkCommand,
  providerInstallCommand,
  providerBuildCommand,
  providerPackageCommand,
  providerReplaceCommand,
  emulatorCommand,
];

/** Descriptions of the groups of commands. */
export const groups: Readonly<Record<string, string>> = {
  cmks: 'Manage the keys of a project',
  services: 'Manage which key encrypts a service',
  provider: 'Install, build and package the Terraform provider, or switch a state to it',
};

/** The parts of the process that a run needs. */
export interface Environment {
  /** @default an empty stream */
  stdin?: TextInput;
  stdout: TextStream;
  stderr: TextStream;
  env: CommandContext['env'];
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  clock?: CommandContext['clock'];
}

/** Runs `aiven-byok` with its arguments. Never rejects: errors are printed to stderr. */
export async function run(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  const { stdin: input = Readable.from([]), stdout, stderr, env, signal, clock } = environment;
  const output = new Output({ stdout, stderr, env, explain });
  let exitCode: ExitCode = 0;
  const onExit = (code: ExitCode) => {
    exitCode = code;
  };
  try {
    const context = { output, input, env, signal, clock };
    // Commander's own `help` command takes only one word.
    const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv];
    await createProgram({ commands, groups, context, onExit }).parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportFailure(error, output, signal);
  } finally {
    output.endProgress();
  }
}

/** Prints the error. @returns its exit code */
function reportFailure(error: unknown, output: Output, signal: AbortSignal): ExitCode {
  // Commander has already printed its errors. Help and version arrive as errors with code 0.
  if (isCommanderError(error)) return error.exitCode === 0 ? 0 : 2;
  if (signal.aborted) {
    // An interrupted write that may have taken effect is worth more than "Interrupted."
    if ((error as { ambiguous?: unknown } | null)?.ambiguous === true) output.error(error);
    output.note('Interrupted.');
    return 130;
  }
  output.error(error);
  const explained = explain(error);
  return explained instanceof CliError ? explained.exitCode : 1;
}

function isCommanderError(error: unknown): error is { exitCode: number } {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('commander.');
}
