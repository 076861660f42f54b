/** Generates docs/cli.md, the reference of the CLI, from the command definitions. */

import { defaultApiUrl } from '../../aiven';
import type { CommandDefinition, OptionDefinition } from './command';
import { connectionOptions, connectionOptionsOfMany } from './options';
import { exitCodes, exitCodesOf, globalOptions } from './program';

const introduction = `# The command line

\`aiven-byok\` has the commands and options of \`avn project cmks\`, and adds what avn lacks: which key encrypts which service,
what is not encrypted with your keys, and how to rotate from one key to another.

The examples assume that \`aiven-byok\` is on the PATH. If it is installed in a project, write \`npx aiven-byok\`.

_Generated from the commands by \`npm run generate\`._`;

const common = `## For all commands

**Configuration.** Options override environment variables, which override avn's config files. If avn works, so does \`aiven-byok\`.

|         | option         | environment variables              | avn config file                                                                     |
| ------- | -------------- | ---------------------------------- | ----------------------------------------------------------------------------------- |
| token   | \`--token-file\` | \`AIVEN_TOKEN\`, \`AIVEN_AUTH_TOKEN\`  | \`auth_token\` in \`AIVEN_CREDENTIALS_FILE\` or \`aiven-credentials.json\` |
| project | \`--project\`    | \`AIVEN_PROJECT\`                    | \`default_project\` in \`AIVEN_CLIENT_CONFIG\` or \`aiven-client.json\`    |
| API     | \`--url\`        | \`AIVEN_WEB_URL\`                    | none (default: \`${defaultApiUrl}\`)                                               |

avn's config files are in \`AIVEN_CONFIG_DIR\`, by default \`~/.config/aiven\`. There is no option for the token itself, because
other users can see command lines: use a file, an environment variable, or stdin (\`--token-file -\`). \`AIVEN_CA_CERT\`,
\`HTTPS_PROXY\` and \`NO_PROXY\` are supported.

**Output.** Data goes to stdout, everything else to stderr. Tables are for people: they stay within the width of the terminal,
and IDs are never cut. JSON is for scripts: the API's field names in alphabetical order, indented by four spaces. Colors, progress
and questions appear only on a terminal; \`NO_COLOR\` turns colors off. If a command needs confirmation and there is no terminal,
it does nothing and exits with code 2: pass \`--yes\`.

**Durations** are a number with a unit, such as \`250ms\`, \`5s\`, \`20m\` or \`1h30m\`.`;

/** @returns the page as Markdown */
export function cliReference(commands: readonly CommandDefinition[]): string {
  const codes = exitCodes.map(([code, meaning]) => `| ${code} | ${meaning} |`);
  const list = commands.map(({ name, summary }) => `| [\`${name}\`](#${name.replace(' ', '-')}) | ${summary} |`);
  return [
    introduction,
    ['| command | |', '| --- | --- |', ...list].join('\n'),
    common,
    '**Exit codes**',
    ['| code | meaning |', '| --- | --- |', ...codes].join('\n'),
    '**Options of every command**',
    optionList(globalOptions),
    ...commands.map(commandSection),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function commandSection(definition: CommandDefinition): string {
  const { name, summary, description, arguments: args = [], options, json, examples } = definition;
  const usage = ['aiven-byok', name, ...(options.length > 0 ? ['[options]'] : []), ...args.map((one) => one.name)];
  return [
    `## ${name}`,
    `${summary}.`,
    ...(description === undefined ? [] : [description]),
    fenced('', [usage.join(' ')]),
    ...(args.length === 0 ? [] : [args.map((one) => `- \`${one.name}\`: ${one.description}`).join('\n')]),
    ...optionParts(options),
    ...(json === undefined ? [] : [`**JSON.** ${json}`]),
    ...(definition.exitCodes === undefined ? [] : [exitCodesLine(definition)]),
    fenced('sh', examples),
  ].join('\n\n');
}

function exitCodesLine(definition: CommandDefinition): string {
  const codes = exitCodesOf(definition).map(([code, meaning]) => `${code} ${meaning}`);
  return `**Exit codes.** ${codes.join('; ')}.`;
}

/** The options to reach Aiven are the same for all commands that have them, so a sentence replaces their list. */
function optionParts(options: readonly OptionDefinition[]): string[] {
  const rest = options.filter(
    (option) => !connectionOptionsOfMany.includes(option) && !connectionOptions.includes(option),
  );
  const list = rest.length === 0 ? [] : [optionList(rest)];
  if (rest.length === options.length) return list;
  const project = options.includes(connectionOptions[0] as OptionDefinition)
    ? '`--project`'
    : '`--project` (may be repeated)';
  return [...list, `Also ${project}, \`--url\` and \`--token-file\`: see [above](#for-all-commands).`];
}

function optionList(options: readonly OptionDefinition[]): string {
  return options
    .map(({ flags, description, required, choices, default: value }) => {
      const rest = [
        description,
        ...(choices === undefined ? [] : [`one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`]),
        ...(value === undefined ? [] : [`default \`${value}\``]),
        ...(required ? ['required'] : []),
      ];
      return `- \`${flags}\`: ${rest.join('; ')}`;
    })
    .join('\n');
}

function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}
