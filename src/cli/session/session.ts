/** The client and the project for the duration of one command. */

import type { AivenClient } from '../../client';
import type { ExitCode } from '../errors/cli-error';
import type { CommandContext } from '../program/command';
import type { ConnectionOptions } from '../program/options';
import { findProject, findToken, findUrl } from './credentials';
import { retryProgress } from './retry-progress';

/** The client and the project that a command works with. */
export interface Session {
  client: AivenClient;
  project: string;
  /** Aborted by Ctrl-C, and when the command has ended. */
  signal: AbortSignal;
}

type Environment = Pick<CommandContext, 'env' | 'input' | 'output' | 'signal' | 'clock'>;

/** Calls `use` with a client and the project, and closes the client afterwards. */
export async function withProject(
  options: ConnectionOptions,
  context: Environment,
  use: (session: Session) => Promise<ExitCode | undefined>,
): Promise<ExitCode | undefined> {
  const project = findProject(options, context.env);
  return withClient(options, context, (client, signal) => use({ client, project, signal }));
}

/** Calls `use` with a client and the signal of a session, and closes the client afterwards. */
export async function withClient(
  options: ConnectionOptions,
  context: Environment,
  use: (client: AivenClient, signal: AbortSignal) => Promise<ExitCode | undefined>,
): Promise<ExitCode | undefined> {
  const { token } = await findToken(options, context);
  const client = openClient(token, options, context);
  // When one of several concurrent requests fails, the others must not be retried after the command has ended.
  const end = new AbortController();
  try {
    return await use(client, AbortSignal.any([context.signal, end.signal]));
  } finally {
    end.abort();
    await client.close();
  }
}

/** @throws AivenError of kind `input` for an invalid URL or token */
export function openClient(
  token: string,
  options: ConnectionOptions,
  { env, clock, output }: Environment,
): AivenClient {
  // Loaded here so that the help starts faster.
  const { AivenClient } = require('../../client') as typeof import('../../client');
  const url = findUrl(options, env);
  const log = (message: string, fields: Record<string, unknown> = {}) => {
    if (output.debug) output.note(`${message} ${JSON.stringify(fields)}`);
  };
  const host = URL.canParse(url) ? new URL(url).host : url;
  return new AivenClient({
    token,
    url: options.url,
    env,
    clock,
    log: { debug: log, warn: log },
    onRetry: retryProgress(host, output),
  });
}
