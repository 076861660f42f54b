/** Builds a commander program from the command definitions. */

import { Argument, Command, Help, Option } from 'commander';
import { version } from '../../version';
import type { ExitCode } from '../errors/cli-error';
import { UsageError } from '../errors/cli-error';
import type { Output } from '../terminal/output';
import { wrap } from '../terminal/text';
import type { CommandContext, CommandDefinition, OptionDefinition } from './command';
import { hintOn } from './hints';
import { parseChoice } from './values';

/** What the program is made of, and what its commands are given. */
export interface ProgramParts {
  commands: readonly CommandDefinition[];
  /** Description of each group of commands, such as `cmks` for `cmks list`. */
  groups: Readonly<Record<string, string>>;
  context: Omit<CommandContext, 'arguments'>;
  /** Receives the exit code of the command that ran. */
  onExit: (code: ExitCode) => void;
}

/** Every exit code and its meaning. */
export const exitCodes = [
  [0, 'success'],
  [1, 'failure'],
  [2, 'usage error'],
  [3, 'check failed'],
  [130, 'interrupted (143 by SIGTERM, 129 by SIGHUP)'],
] as const;

/** Options of every command. */
export const globalOptions: readonly OptionDefinition[] = [
  { flags: '-q, --quiet', description: 'print only data, warnings and errors' },
  { flags: '--debug', description: 'print stack traces and a line per request' },
];

type ExitCodeMeaning = readonly [code: ExitCode, meaning: string];

/** The exit codes of one command. Code 3 is listed only where the command says what it checks. */
export function exitCodesOf({ exitCodes: own = {} }: CommandDefinition): ExitCodeMeaning[] {
  return exitCodes.flatMap(([code, general]) => {
    const meaning = own[code] === undefined && code !== 3 ? general : own[code];
    return meaning ? [[code, meaning] as const] : [];
  });
}

/** @param width Columns of the terminal */
function exitCodesHelp(codes: readonly ExitCodeMeaning[], width: number): string {
  const lines = codes.flatMap(([code, meaning]) =>
    wrap(meaning, width - 7).map((line, index) => `  ${String(index === 0 ? code : '').padEnd(3)}  ${line}`),
  );
  return ['', 'Exit codes:', ...lines].join('\n');
}

const seeHelp = (command: string) => `See "aiven-byok ${command} --help".`;

/** @param command The name of the command, for the hint of an error. */
function toOption(definition: OptionDefinition, command: string): Option {
  const { flags, description, required = false, repeat, choices, default: value, parse } = definition;
  const option = new Option(flags, description).default(value).makeOptionMandatory(required);
  if (!option.required) return option;
  // For the help. The parser below checks them.
  if (choices !== undefined) option.choices([...choices]);
  return option.argParser((text: string, earlier: unknown) => {
    // An unset variable in a script: with the default, the command could delete the wrong thing.
    if (text.trim() === '') {
      throw new UsageError(
        `${option.long} is empty.`,
        required ? 'Pass a value.' : 'Pass a value, or omit the option.',
      );
    }
    try {
      const parsed = choices === undefined ? (parse?.(text) ?? text) : parseChoice(text, choices);
      return repeat ? [...(Array.isArray(earlier) ? earlier : []), parsed] : parsed;
    } catch (error) {
      throw new UsageError(`Invalid ${option.long}: ${(error as Error).message}`, seeHelp(command));
    }
  });
}

function addCommand(parent: Command, word: string, definition: CommandDefinition, parts: ProgramParts): void {
  const { output } = parts.context;
  const command = parent.command(word).summary(definition.summary);
  command.description([`${definition.summary}.`, definition.description].filter(Boolean).join('\n\n'));
  for (const { name, description } of definition.arguments ?? []) command.addArgument(new Argument(name, description));
  for (const option of definition.options) command.addOption(toOption(option, definition.name));
  command.showHelpAfterError(seeHelp(definition.name));
  command.configureOutput({ outputError: printError(output, []) });
  command.addHelpText('after', () => exitCodesHelp(exitCodesOf(definition), output.width ?? 100));
  command.addHelpText('after', `\nExamples:\n${definition.examples.map((line) => `  ${line}`).join('\n')}`);
  command.action(async () => {
    const { debug, quiet } = command.optsWithGlobals();
    output.debug ||= debug === true;
    output.quiet ||= quiet === true;
    const code = await definition.run(command.opts(), { ...parts.context, arguments: command.args });
    parts.onExit(code ?? 0);
  });
}

function addGroup(program: Command, word: string, { groups, commands, context }: ProgramParts): Command {
  const members = commands.filter(({ name }) => name.startsWith(`${word} `));
  return program
    .command(word)
    .description(groups[word] ?? '')
    .showHelpAfterError(seeHelp(word))
    .configureOutput({ outputError: printError(context.output, members) })
    .addHelpText('after', () => exitCodesHelp(exitCodes, context.output.width ?? 100));
}

/** Prints commander's errors like our own. @param commands Commands that a misplaced option may belong to. */
function printError(output: Output, commands: readonly CommandDefinition[]) {
  return (text: string, write: (text: string) => void) => {
    write(text.replace(/^error:/, output.paintNote('red', 'error:')).replace(/'(.*)'/, '"$1"'));
    const hint = hintOn(text, commands);
    if (hint !== undefined) write(hint);
  };
}

/** The program. It rejects with commander's `CommanderError` instead of exiting the process. */
export function createProgram(parts: ProgramParts): Command {
  const { output } = parts.context;
  const program = new Command('aiven-byok')
    .description('Manage customer managed encryption keys (BYOK) on Aiven.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .configureHelp({
      showGlobalOptions: true,
      optionDescription(option) {
        const description = Help.prototype.optionDescription.call(this, option);
        return option.mandatory ? `${description} (required)` : description;
      },
    })
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .showHelpAfterError('See "aiven-byok --help".')
    .configureOutput({
      writeOut: (text) => output.data(text.trimEnd()),
      writeErr: (text) => {
        for (const line of text.trimEnd().split('\n')) output.note(line);
      },
      outputError: printError(output, parts.commands),
      getOutHelpWidth: () => output.width ?? 100,
      getErrHelpWidth: () => output.width ?? 100,
    })
    .addHelpText('after', () => exitCodesHelp(exitCodes, output.width ?? 100));
  for (const option of globalOptions) program.addOption(toOption(option, ''));
  const groups = new Map<string, Command>();
  for (const definition of parts.commands) {
    const [first = '', second] = definition.name.split(' ');
    if (second === undefined) {
      addCommand(program, first, definition, parts);
      continue;
    }
    const group = groups.get(first) ?? addGroup(program, first, parts);
    groups.set(first, group);
    addCommand(group, second, definition, parts);
  }
  return program;
}
