/** What a command is: data that the program, its help and its reference are made from, and what it does. */

import type { Clock } from '../../client';
import type { ExitCode } from '../errors/cli-error';
import type { Output } from '../terminal/output';

/** One option. Its value arrives under the camelCase of its long name. */
export interface OptionDefinition {
  /** As in `--port <number>`, `-v, --verbose`, `--no-wait`. */
  flags: string;
  description: string;
  /** Whether the command refuses to run without it. @default false */
  required?: boolean;
  /** Whether it may be given several times; the value is then an array. @default false */
  repeat?: boolean;
  /** The only values allowed. */
  choices?: readonly string[];
  /** The value when it is left out. */
  default?: string | number | boolean;
  /** Turns the text into a value. Throws an error that says what is allowed. */
  parse?: (text: string) => unknown;
}

/** A word that a command takes without an option's name. */
export interface ArgumentDefinition {
  /** As in `<service>` (required), `[service]` or `<services...>`. */
  name: string;
  description: string;
  /** The only values allowed. */
  choices?: readonly string[];
}

/** Where answers come from: a process's stdin, or a test's. */
export type TextInput = NodeJS.ReadableStream & { isTTY?: boolean };

/** What a command works with beside its options. */
export interface CommandContext {
  output: Output;
  input: TextInput;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C: end what is under way, leave nothing half done. */
  signal: AbortSignal;
  /** The values of `arguments`, in order. */
  arguments: readonly string[];
  /** Makes the waits of the client. @default the machine's */
  clock?: Clock;
}

export interface CommandDefinition<Options extends object = object> {
  /** The words after `aiven-byok`: `emulator`, `cmks list`. */
  name: string;
  /** One line, for the list of commands. */
  summary: string;
  /** Further sentences for the command's own help. */
  description?: string;
  arguments?: readonly ArgumentDefinition[];
  options: readonly OptionDefinition[];
  /** What `--json` prints, for who takes that option: fields are never taken away or given another meaning. */
  json?: string;
  /** What its exit codes mean beside what they mean everywhere; null for one that it never ends with. */
  exitCodes?: Partial<Readonly<Record<ExitCode, string | null>>>;
  /** Lines that work when they are typed. */
  examples: readonly string[];
  // Method syntax, so that commands of different options fit into one list.
  /** Loads what is heavy by itself, with `require` where it is needed. @returns the exit code; nothing: 0 */
  run(options: Options, context: CommandContext): Promise<ExitCode | undefined>;
}
