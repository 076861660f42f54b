/** What a command is: data for the parser, its help and docs/cli.md, and a function that runs it. */

import type { Clock } from '../../client';
import type { ExitCode } from '../errors/cli-error';
import type { Output } from '../terminal/output';

/** One option. Its value is passed under the camelCase form of its long name. */
export interface OptionDefinition {
  /** As in `--port <number>`, `-v, --verbose` or `--no-wait`. */
  flags: string;
  description: string;
  /** Whether the command requires it. @default false */
  required?: boolean;
  /** Whether it may be repeated; the value is then an array. @default false */
  repeat?: boolean;
  /** The only values allowed. */
  choices?: readonly string[];
  /** The value if the option is omitted. */
  default?: string | number | boolean;
  /** Parses the value. Throws an error that says what is allowed. */
  parse?: (text: string) => unknown;
}

/** A positional argument. */
interface ArgumentDefinition {
  /** As in `<service>` (required), `[service]` or `<services...>`. */
  name: string;
  description: string;
}

/** Where answers and a piped token come from: stdin, or a stream of a test. */
export type TextInput = NodeJS.ReadableStream & { isTTY?: boolean };

/** What a command gets besides its options. */
export interface CommandContext {
  output: Output;
  input: TextInput;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C: the command finishes what it must not leave half done, and stops. */
  signal: AbortSignal;
  /** The positional arguments, in order. */
  arguments: readonly string[];
  /** The clock of the client's waits and retries. @default the system's */
  clock?: Clock;
}

export interface CommandDefinition<Options extends object = object> {
  /** The words after `aiven-byok`: `emulator`, `cmks list`. */
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** More sentences for the command's own help. */
  description?: string;
  arguments?: readonly ArgumentDefinition[];
  options: readonly OptionDefinition[];
  /** What `--json` prints. Fields are never removed and never change their meaning. */
  json?: string;
  /** Meanings of exit codes that differ from the general ones; null for a code that the command never exits with. */
  exitCodes?: Partial<Readonly<Record<ExitCode, string | null>>>;
  /** Command lines that work as they are. */
  examples: readonly string[];
  // Method syntax, so that commands with different options fit into one list.
  /** Runs the command. Heavy modules are loaded here, with `require`. @returns the exit code; undefined means 0 */
  run(options: Options, context: CommandContext): Promise<ExitCode | undefined>;
}
