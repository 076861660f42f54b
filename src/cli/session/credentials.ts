/** Token and project: options beat variables, and those beat the files of `avn`, so that who uses it needs no set-up. */

import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkProject } from '../../aiven';
import { CliError, UsageError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
import type { CommandContext } from '../program/command';
import type { ConnectionOptions } from '../program/options';

type Surroundings = Pick<CommandContext, 'env' | 'input'>;

/** A token and where it was found, in words. */
export interface FoundToken {
  token: string;
  source: string;
}

const whereToGetOne =
  'Set AIVEN_TOKEN, give --token-file, or log in with avn. Tokens are made in the Aiven Console under User information > Tokens.';

const mayRead = 'Check its path, and that you may read it.';

/** The API token. @throws CliError when there is none, or the file cannot be read */
export async function findToken({ tokenFile }: ConnectionOptions, { env, input }: Surroundings): Promise<FoundToken> {
  if (tokenFile !== undefined) {
    const text = tokenFile === '-' ? await readAll(input) : readTokenFile(tokenFile);
    const source = tokenFile === '-' ? 'stdin' : tokenFile;
    if (text.trim() === '') throw new CliError(`There is no token in ${source}.`, whereToGetOne);
    return { token: text.trim(), source };
  }
  for (const name of ['AIVEN_TOKEN', 'AIVEN_AUTH_TOKEN']) {
    const token = env[name]?.trim();
    if (token) return { token, source: name };
  }
  const file = env.AIVEN_CREDENTIALS_FILE || join(avnFolder(env), 'aiven-credentials.json');
  const token = readTextField(file, 'auth_token')?.trim();
  if (token) return { token, source: file };
  throw new CliError(`There is no token for the Aiven API${whyNotIn(file, env)}.`, whereToGetOne);
}

/** What is wrong with the file of avn; nothing where there need be none. */
function whyNotIn(file: string, env: Surroundings['env']): string {
  if (existsSync(file)) return `: ${file} has no text "auth_token"`;
  return env.AIVEN_CREDENTIALS_FILE ? `: AIVEN_CREDENTIALS_FILE names ${file}, which is not there` : '';
}

/** The project to work on. @throws UsageError when none is named, or it can be no project's name */
export function findProject({ project }: ConnectionOptions, env: Surroundings['env']): string {
  const found = project || env.AIVEN_PROJECT || defaultProject(env);
  if (found === undefined) {
    throw new UsageError('No project is named.', 'Give --project, set AIVEN_PROJECT, or default_project with avn.');
  }
  const problem = checkProject(found);
  if (problem !== undefined) throw new UsageError(problem);
  return found;
}

function defaultProject(env: Surroundings['env']): string | undefined {
  return readTextField(env.AIVEN_CLIENT_CONFIG || join(avnFolder(env), 'aiven-client.json'), 'default_project');
}

/** Where `avn` keeps its files. */
function avnFolder(env: Surroundings['env']): string {
  return env.AIVEN_CONFIG_DIR || join(env.HOME || homedir(), '.config', 'aiven');
}

/** One text of a JSON file; undefined where the file or the text is not there. @throws CliError for what is no JSON */
function readTextField(file: string, name: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CliError(`The file ${file} cannot be read: ${systemReason(reason)}.`, mayRead);
  }
  try {
    const value = (JSON.parse(text) as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch {
    throw new CliError(`The file ${file} of avn is not JSON.`, 'Repair it, or log in with avn again.');
  }
}

function readTokenFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (reason) {
    throw new CliError(
      `The token file ${file} cannot be read: ${systemReason(reason)}.`,
      `${mayRead} --token-file - reads stdin.`,
    );
  }
}

async function readAll(input: CommandContext['input']): Promise<string> {
  let text = '';
  for await (const chunk of input) text += String(chunk);
  return text;
}
