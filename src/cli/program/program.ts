/** Makes a commander program out of command definitions. */

import { Argument, Command, Help, InvalidArgumentError, Option } from 'commander';
import { version } from '../../version';
import type { ExitCode } from '../errors/cli-error';
import { UsageError } from '../errors/cli-error';
import type { Output } from '../terminal/output';
import { wrap } from '../terminal/text';
import type { CommandContext, CommandDefinition, OptionDefinition } from './command';
import { hintOn } from './hints';

/** What the program is made of and what its commands are given. */
export interface ProgramParts {
  commands: readonly CommandDefinition[];
  /** What each first word of a two-word command stands for: `cmks` of `cmks list`. */
  groups: Readonly<Record<string, string>>;
  context: Omit<CommandContext, 'arguments'>;
  /** Told what a command that ran ended with. */
  done: (code: ExitCode) => void;
}

/** What a run can end with. */
export const exitCodes = [
  [0, 'done'],
  [1, 'failed'],
  [2, 'wrong usage'],
  [3, 'a check said no'],
  [130, 'interrupted'],
] as const;

/** Options of every command. */
export const globalOptions: readonly OptionDefinition[] = [
  { flags: '-q, --quiet', description: 'say nothing but data, warnings and errors' },
  { flags: '--debug', description: 'show the stack of an error, and every request' },
];

const exitCodesHelp = `\nExit codes:\n${exitCodes.map(([code, meaning]) => `  ${String(code).padEnd(3)}  ${meaning}`).join('\n')}`;

/** The exit codes of one command, in a line. That a check says no is only for those that tell what is checked. */
export function exitCodesLine({ exitCodes: own = {} }: CommandDefinition): string {
  const meanings = exitCodes.flatMap(([code, meaning]) => {
    const told = own[code] === undefined && code !== 3 ? meaning : own[code];
    return told ? [`${code} ${told}`] : [];
  });
  return `Exit codes: ${meanings.join(', ')}.`;
}

function toOption({ flags, description, required, repeat, choices, default: value, parse }: OptionDefinition): Option {
  const option = new Option(flags, description).default(value).makeOptionMandatory(required ?? false);
  if (!option.required) return option;
  if (choices !== undefined) option.choices([...choices]);
  const chosen = option.parseArg;
  return option.argParser((text: string, earlier: unknown) => {
    // A script's variable that is not set: to go on with the default could delete the wrong thing.
    if (text.trim() === '') {
      throw new UsageError(
        `${option.long} is empty.`,
        required ? 'Give it a value.' : 'Give it a value, or leave it out.',
      );
    }
    if (chosen !== undefined) return chosen(text, earlier);
    const parsed = parse === undefined ? text : checked(parse, text);
    return repeat ? [...(Array.isArray(earlier) ? earlier : []), parsed] : parsed;
  });
}

/** What `parse` finds wrong becomes commander's own error, which names the option. */
function checked(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch (reason) {
    throw new InvalidArgumentError((reason as Error).message);
  }
}

function addCommand(parent: Command, word: string, definition: CommandDefinition, parts: ProgramParts): void {
  const command = parent.command(word).summary(definition.summary);
  command.description([`${definition.summary}.`, definition.description].filter(Boolean).join('\n\n'));
  for (const { name, description, choices } of definition.arguments ?? []) {
    const argument = new Argument(name, description);
    command.addArgument(choices === undefined ? argument : argument.choices([...choices]));
  }
  for (const option of definition.options) {
    command.addOption(toOption(option));
  }
  command.showHelpAfterError(`See aiven-byok ${definition.name} --help.`);
  command.configureOutput({ outputError: errorTeller(parts.context.output, []) });
  command.addHelpText(
    'after',
    () => `\n${wrap(exitCodesLine(definition), parts.context.output.width ?? 100).join('\n')}`,
  );
  command.addHelpText('after', `\nExamples:\n${definition.examples.map((line) => `  ${line}`).join('\n')}`);
  command.action(async () => {
    const { output } = parts.context;
    const { debug, quiet } = command.optsWithGlobals();
    output.debug ||= debug === true;
    output.quiet ||= quiet === true;
    const code = await definition.run(command.opts(), { ...parts.context, arguments: command.args });
    parts.done(code ?? 0);
  });
}

function addGroup(program: Command, word: string, { groups, commands, context }: ProgramParts): Command {
  const members = commands.filter(({ name }) => name.startsWith(`${word} `));
  return program
    .command(word)
    .description(groups[word] ?? '')
    .showHelpAfterError(`See aiven-byok ${word} --help.`)
    .configureOutput({ outputError: errorTeller(context.output, members) });
}

/** @param behind Commands that an option may have been meant for. */
function errorTeller(output: Output, behind: readonly CommandDefinition[]) {
  return (text: string, write: (text: string) => void) => {
    write(text.replace(/^error:/, output.paintNote('red', 'error:')));
    const hint = hintOn(text, behind);
    if (hint !== undefined) write(hint);
  };
}

/** The program. Its parser rejects with a `CommanderError` in place of ending the process. */
export function createProgram(parts: ProgramParts): Command {
  const { output } = parts.context;
  const program = new Command('aiven-byok')
    .description('Bring-your-own-key encryption on Aiven, from the command line.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .configureHelp({
      showGlobalOptions: true,
      optionDescription(option) {
        const description = Help.prototype.optionDescription.call(this, option);
        return option.mandatory ? `${description} (required)` : description;
      },
    })
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride()
    .showHelpAfterError('See aiven-byok --help.')
    .configureOutput({
      writeOut: (text) => output.data(text.trimEnd()),
      writeErr: (text) => {
        for (const line of text.trimEnd().split('\n')) output.note(line);
      },
      outputError: errorTeller(output, parts.commands),
      getOutHelpWidth: () => output.width ?? 100,
      getErrHelpWidth: () => output.width ?? 100,
    })
    .addHelpText('after', exitCodesHelp);
  for (const option of globalOptions) program.addOption(toOption(option));
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
