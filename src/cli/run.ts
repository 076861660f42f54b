/** The command line as a function: words in, exit code out; touches no process. */

import { Readable } from 'node:stream';
import { adoptCommand } from './commands/adopt';
import { checkCommand } from './commands/check';
import { cmksAccessorsCommand } from './commands/cmks-accessors';
import { cmksCreateCommand } from './commands/cmks-create';
import { cmksDeleteCommand } from './commands/cmks-delete';
import { cmksGetCommand } from './commands/cmks-get';
import { cmksListCommand } from './commands/cmks-list';
import { cmksUpdateCommand } from './commands/cmks-update';
import { emulatorCommand } from './commands/emulator';
import { grantsCommand } from './commands/grants';
import { providerInstallCommand } from './commands/provider-install';
import { providerReplaceCommand } from './commands/provider-replace';
import { reportCommand } from './commands/report';
import { rotateCommand } from './commands/rotate';
import { servicesGetCommand } from './commands/services-get';
import { servicesListCommand } from './commands/services-list';
import { servicesSetKeyCommand } from './commands/services-set-key';
import { servicesWaitCommand } from './commands/services-wait';
import type { ExitCode } from './errors/cli-error';
import { CliError } from './errors/cli-error';
import { explained } from './errors/problem';
import type { CommandContext, CommandDefinition, TextInput } from './program/command';
import { createProgram } from './program/program';
import { Output, type TextStream } from './terminal/output';

/** Every command, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  cmksListCommand,
  cmksGetCommand,
  cmksCreateCommand,
  cmksUpdateCommand,
  cmksDeleteCommand,
  cmksAccessorsCommand,
  servicesListCommand,
  servicesGetCommand,
  servicesSetKeyCommand,
  servicesWaitCommand,
  rotateCommand,
  reportCommand,
  grantsCommand,
  adoptCommand,
  checkCommand,
  providerInstallCommand,
  providerReplaceCommand,
  emulatorCommand,
];

/** What the first word of two-word commands stands for. */
export const groups: Readonly<Record<string, string>> = {
  cmks: 'Keys of a project',
  services: 'Services and their keys',
  provider: 'The Terraform provider of this package',
};

/** What a run needs of its process. */
export interface Surroundings {
  /** @default one that is empty */
  stdin?: TextInput;
  stdout: TextStream;
  stderr: TextStream;
  env: CommandContext['env'];
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  clock?: CommandContext['clock'];
}

/** Runs `aiven-byok` with the words after its name. Never rejects: what goes wrong is said on stderr. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { stdin: input = Readable.from([]), stdout, stderr, env, signal, clock } = surroundings;
  const output = new Output({ stdout, stderr, env });
  let code: ExitCode = 0;
  const done = (ended: ExitCode) => {
    code = ended;
  };
  try {
    const context = { output, input, env, signal, clock };
    // Commander's own `help` knows one word only.
    const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv];
    await createProgram({ commands, groups, context, done }).parseAsync(words, { from: 'user' });
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
    // What may have happened all the same is more than that it was interrupted.
    if ((reason as { ambiguous?: unknown } | null)?.ambiguous === true) output.error(reason);
    output.note('Interrupted.');
    return 130;
  }
  output.error(reason);
  const problem = explained(reason);
  return problem instanceof CliError ? problem.exitCode : 1;
}

function isCommanderError(reason: unknown): reason is { exitCode: number } {
  const code = (reason as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('commander.');
}
