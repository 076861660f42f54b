/** Options that many commands have in common, written once. */

import type { OptionDefinition } from './command';
import { parseUrl } from './values';

/** Which project and API, and by whose token. */
export interface ConnectionOptions {
  project?: string;
  url?: string;
  tokenFile?: string;
}

export const projectOption: OptionDefinition = {
  flags: '--project <name>',
  description: "Aiven project (default: AIVEN_PROJECT, else avn's default_project)",
};

const urlOption: OptionDefinition = {
  flags: '--url <url>',
  description: 'the API (default: AIVEN_WEB_URL, else https://api.aiven.io)',
  parse: parseUrl,
};

const tokenFileOption: OptionDefinition = {
  flags: '--token-file <file>',
  description: "file with the API token, - for stdin (default: AIVEN_TOKEN, AIVEN_AUTH_TOKEN, else avn's credentials)",
};

/** For a command that works on one project. */
export const connectionOptions: readonly OptionDefinition[] = [projectOption, urlOption, tokenFileOption];

/** For a command that works on several. */
export const connectionOptionsOfMany: readonly OptionDefinition[] = [
  { ...projectOption, flags: '--project <name>', repeat: true },
  urlOption,
  tokenFileOption,
];

export const jsonOption: OptionDefinition = { flags: '--json', description: 'print JSON' };

export const yesOption: OptionDefinition = { flags: '-y, --yes', description: 'do not ask' };
