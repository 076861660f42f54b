/** Token, project and URL: options override environment variables, which override avn's config files. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkProject, defaultApiUrl } from '../../aiven';
import { homeFolder } from '../../support/home';
import { readText } from '../../support/read-file';
import { systemReason } from '../../support/system-reason';
import { CliError, UsageError } from '../errors/cli-error';
import { getToken } from '../errors/hints';
import { tokenVariables } from '../program/child-environment';
import type { CommandContext } from '../program/command';
import type { ConnectionOptions } from '../program/options';

type Environment = Pick<CommandContext, 'env' | 'input'>;

/** A token, and where it was found. */
export interface FoundToken {
  token: string;
  source: string;
}

const checkPath = 'Check the path and its permissions.';

/** The API token. @throws CliError if there is none, or its file cannot be read */
export async function findToken({ tokenFile }: ConnectionOptions, { env, input }: Environment): Promise<FoundToken> {
  if (tokenFile !== undefined) {
    const text = tokenFile === '-' ? await readAll(input) : readTokenFile(tokenFile);
    const source = tokenFile === '-' ? 'stdin' : tokenFile;
    if (text.trim() === '') {
      throw new CliError(`There is no token in ${tokenFile === '-' ? source : `"${source}"`}.`, getToken);
    }
    return { token: text.trim(), source };
  }
  for (const name of tokenVariables) {
    const token = env[name]?.trim();
    if (token) return { token, source: name };
  }
  const file = env.AIVEN_CREDENTIALS_FILE || join(avnFolder(env), 'aiven-credentials.json');
  const token = readTextField(file, 'auth_token')?.trim();
  if (token) return { token, source: file };
  throw new CliError(`No API token found${whyNotIn(file, env)}.`, getToken);
}

/** What is wrong with avn's credentials file, if there is one. */
function whyNotIn(file: string, env: Environment['env']): string {
  if (existsSync(file)) return `: "${file}" has no "auth_token"`;
  return env.AIVEN_CREDENTIALS_FILE ? `: AIVEN_CREDENTIALS_FILE is "${file}", which does not exist` : '';
}

/** The project. @throws UsageError if there is none, or its name is invalid */
export function findProject({ project }: ConnectionOptions, env: Environment['env']): string {
  const found = project || env.AIVEN_PROJECT || defaultProject(env);
  if (found === undefined) {
    throw new UsageError('No project given.', 'Pass --project, set AIVEN_PROJECT, or set default_project with avn.');
  }
  const problem = checkProject(found);
  if (problem !== undefined) throw new UsageError(problem);
  return found;
}

function defaultProject(env: Environment['env']): string | undefined {
  return readTextField(env.AIVEN_CLIENT_CONFIG || join(avnFolder(env), 'aiven-client.json'), 'default_project');
}

/** The URL of the API. */
export function findUrl({ url }: ConnectionOptions, env: Environment['env']): string {
  return url || env.AIVEN_WEB_URL || defaultApiUrl;
}

/** The folder of avn's config files. */
function avnFolder(env: Environment['env']): string {
  return env.AIVEN_CONFIG_DIR || join(homeFolder(env), '.config', 'aiven');
}

/** A string field of a JSON file; undefined if the file or the field does not exist. @throws CliError for invalid JSON */
function readTextField(file: string, name: string): string | undefined {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CliError(`Cannot read the file "${file}": ${systemReason(error)}.`, checkPath);
  }
  try {
    const value = (JSON.parse(text) as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch {
    throw new CliError(`The avn config file "${file}" is not valid JSON.`, 'Fix it, or log in with avn again.');
  }
}

function readTokenFile(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    throw new CliError(
      `Cannot read the token file "${file}": ${systemReason(error)}.`,
      `${checkPath} To read stdin, pass --token-file -.`,
    );
  }
}

async function readAll(input: CommandContext['input']): Promise<string> {
  let text = '';
  for await (const chunk of input) text += String(chunk);
  return text;
}
