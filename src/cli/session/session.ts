/** A client for the time of one command. */

import type { AivenClient } from '../../client';
import type { ExitCode } from '../errors/cli-error';
import type { CommandContext } from '../program/command';
import type { ConnectionOptions } from '../program/options';
import { findProject, findToken } from './credentials';
import { Patience } from './patience';

/** The client and the project that a command works with. */
export interface Session {
  client: AivenClient;
  project: string;
  signal: AbortSignal;
}

type Surroundings = Pick<CommandContext, 'env' | 'input' | 'output' | 'signal' | 'clock'>;

/** Hands over the client and the project, and closes the connections afterwards. */
export async function withProject(
  options: ConnectionOptions,
  context: Surroundings,
  use: (session: Session) => Promise<ExitCode | undefined>,
): Promise<ExitCode | undefined> {
  const project = findProject(options, context.env);
  return withClient(options, context, (client) => use({ client, project, signal: context.signal }));
}

/** Hands over the client, and closes the connections afterwards. */
export async function withClient(
  options: ConnectionOptions,
  context: Surroundings,
  use: (client: AivenClient) => Promise<ExitCode | undefined>,
): Promise<ExitCode | undefined> {
  const { token } = await findToken(options, context);
  let client: AivenClient | undefined;
  try {
    client = openClient(token, options, context);
    return await use(client);
  } finally {
    await client?.close();
  }
}

/** @throws AivenError of kind `input` */
export function openClient(
  token: string,
  options: ConnectionOptions,
  { env, clock, output }: Surroundings,
): AivenClient {
  // Here and not above: help is not to wait for it.
  const { AivenClient, defaults, systemClock } = require('../../client') as typeof import('../../client');
  const url = options.url || env.AIVEN_WEB_URL || defaults.url;
  let patience: Patience | undefined;
  const log = (message: string, fields: Record<string, unknown> = {}) => {
    if (output.debug) output.note(`${message} ${JSON.stringify(fields)}`);
    patience?.heard(fields);
  };
  const client = new AivenClient({ token, url, env, clock, log: { debug: log, warn: log } });
  if (output.isWatched && !output.quiet) patience = new Patience(new URL(url).host, clock ?? systemClock, output);
  return client;
}
