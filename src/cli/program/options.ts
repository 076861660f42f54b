/** Options that several commands share. */

import { defaultApiUrl } from '../../aiven';
import { parseDuration } from '../../support/duration';
import type { OptionDefinition } from './command';
import { parseUrl } from './values';

/** The project, the API and the token to use. */
export interface ConnectionOptions {
  project?: string;
  url?: string;
  tokenFile?: string;
}

const projectOption: OptionDefinition = {
  flags: '--project <name>',
  description: "Aiven project (default: AIVEN_PROJECT, then avn's default_project)",
};

const urlOption: OptionDefinition = {
  flags: '--url <url>',
  description: `URL of the Aiven API (default: AIVEN_WEB_URL, then ${defaultApiUrl})`,
  parse: parseUrl,
};

const tokenFileOption: OptionDefinition = {
  flags: '--token-file <file>',
  description: 'file with the API token, "-" for stdin (default: AIVEN_TOKEN, AIVEN_AUTH_TOKEN, then avn\'s login)',
};

/** For a command that works on one project. */
export const connectionOptions: readonly OptionDefinition[] = [projectOption, urlOption, tokenFileOption];

/** For a command that works on several projects. */
export const connectionOptionsOfMany: readonly OptionDefinition[] = [
  { ...projectOption, description: `${projectOption.description}; may be repeated`, repeat: true },
  urlOption,
  tokenFileOption,
];

/** The options that make another run of the CLI use the same project, API and token file. */
export function connectionArguments({ url, tokenFile }: ConnectionOptions, project: string): string[] {
  return [
    `--project=${project}`,
    ...(url === undefined ? [] : [`--url=${url}`]),
    ...(tokenFile === undefined || tokenFile === '-' ? [] : [`--token-file=${tokenFile}`]),
  ];
}

export const jsonOption: OptionDefinition = { flags: '--json', description: 'print JSON' };

export const yesOption: OptionDefinition = { flags: '-y, --yes', description: 'do not ask for confirmation' };

/** For a command that waits for services. */
export const timeoutOption: OptionDefinition = {
  flags: '--timeout <duration>',
  description: 'how long to wait (default: 20m)',
  parse: parseDuration,
};

/** For commands that change what a Terraform state may manage. */
export const stateOption: OptionDefinition = {
  flags: '--state <file>',
  description:
    'state file to look for the changed objects in (may be repeated; default: the state of this folder, or of the stacks of its app)',
  repeat: true,
};
