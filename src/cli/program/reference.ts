/** The reference of the command line as a Markdown page, made from the command definitions. */

import type { CommandDefinition, OptionDefinition } from './command';
import { exitCodes, exitCodesLine, globalOptions } from './program';

const introduction = `# The command line

\`aiven-byok\` does what \`avn\` does for keys, with the same options, and answers what it does not: which services are under which
key, what is not protected at all, how to get from one key to another.

\`npm run generate\` writes this page from the commands themselves.

## Everywhere

**Who and what.** Options beat variables, and those beat the files of \`avn\`: who uses it needs no set-up.

|         | option         | variables                          | else                                                                            |
| ------- | -------------- | ---------------------------------- | ------------------------------------------------------------------------------- |
| token   | \`--token-file\` | \`AIVEN_TOKEN\`, \`AIVEN_AUTH_TOKEN\`  | \`auth_token\` in \`AIVEN_CREDENTIALS_FILE\`, or \`aiven-credentials.json\` in the folder |
| project | \`--project\`    | \`AIVEN_PROJECT\`                    | \`default_project\` in \`AIVEN_CLIENT_CONFIG\`, or \`aiven-client.json\` in the folder    |
| API     | \`--url\`        | \`AIVEN_WEB_URL\`                    | \`https://api.aiven.io\`                                                          |

The folder is \`AIVEN_CONFIG_DIR\`, or \`~/.config/aiven\`. A token is taken from a file, a variable or stdin (\`--token-file -\`), not
from the command line, where it would stand in the process list. \`AIVEN_CA_CERT\`, \`HTTPS_PROXY\` and \`NO_PROXY\` count too.

**Output.** What was asked for goes to stdout, everything else to stderr. Tables are for people, and stay within the terminal's width;
ids are never cut. \`--json\` is for scripts: the API's field names, in order, four blanks a level. Colours, progress and questions are
there on a terminal only; \`NO_COLOR\` takes the colours away. Where something has to be confirmed and there is no terminal, the command
ends with 2 and does nothing: give \`--yes\`.

**Times** are such as \`250ms\`, \`5s\`, \`2m\`, \`1h\`; a number without its unit is refused, but for \`0\`.`;

/** The page. */
export function cliReference(commands: readonly CommandDefinition[]): string {
  const codes = exitCodes.map(([code, meaning]) => `| ${code} | ${meaning} |`);
  return [
    introduction,
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
  const { name, summary, description, arguments: taken = [], options, json, examples } = definition;
  const usage = ['aiven-byok', name, ...(options.length > 0 ? ['[options]'] : []), ...taken.map((one) => one.name)];
  return [
    `## ${name}`,
    `${summary}.`,
    ...(description === undefined ? [] : [description]),
    fenced('', [usage.join(' ')]),
    ...(taken.length === 0 ? [] : [taken.map((one) => `- \`${one.name}\`: ${one.description}`).join('\n')]),
    ...(options.length === 0 ? [] : [optionList(options)]),
    ...(json === undefined ? [] : [`**JSON.** ${json}`]),
    ...(definition.exitCodes === undefined ? [] : [exitCodesLine(definition)]),
    fenced('sh', examples),
  ].join('\n\n');
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
