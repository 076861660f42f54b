/** A client for the time of one command, and what its errors mean to the user of a command line. */

import type { AivenClient } from '../client';
import { CliError } from './cli-error';
import type { CommandContext, ExitCode } from './command';
import { findProject, findToken } from './credentials';
import type { ConnectionOptions } from './options';

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

/** Hands over the client, and closes the connections afterwards. @throws CliError */
export async function withClient(
  options: ConnectionOptions,
  context: Surroundings,
  use: (client: AivenClient) => Promise<ExitCode | undefined>,
): Promise<ExitCode | undefined> {
  const { token } = await findToken(options, context);
  const client = openClient(token, options, context);
  try {
    return await use(client);
  } catch (reason) {
    throw explained(reason);
  } finally {
    await client.close();
  }
}

/** @throws AivenError of kind `input` */
export function openClient(
  token: string,
  options: ConnectionOptions,
  { env, clock, output }: Surroundings,
): AivenClient {
  // Here and not above: help is not to wait for it.
  const { AivenClient } = require('../client') as typeof import('../client');
  const log = (message: string, fields: Record<string, unknown> = {}) => {
    if (output.debug) output.note(`${message} ${JSON.stringify(fields)}`);
  };
  return new AivenClient({ token, url: options.url, env, clock, log: { debug: log, warn: log } });
}

/** What to do about the kinds of failure that a user can do something about, beyond what the client's message says. */
const remedies: Readonly<Record<string, string>> = {
  unauthorized:
    'Tokens are made in the Aiven Console under User information > Tokens; "aiven-byok check" tells which one is used.',
  network: 'Check --url or AIVEN_WEB_URL and the way to it; "aiven-byok check" tries it.',
};

/** A client's error with a line on what to do. */
export function explained(reason: unknown): unknown {
  const { kind, message } = (reason ?? {}) as { kind?: unknown; message?: string };
  const remedy = typeof kind === 'string' ? remedies[kind] : undefined;
  return remedy === undefined ? reason : new CliError(message ?? '', remedy, 1, { cause: reason });
}
