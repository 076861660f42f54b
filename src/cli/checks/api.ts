/** Token, API, project and BYOK feature: one request tells all four. */

import type { AivenError } from '../../client';
import type { CliError } from '../errors/cli-error';
import { explained } from '../errors/problem';
import type { CommandContext } from '../program/command';
import type { ConnectionOptions } from '../program/options';
import { type FoundToken, findProject, findToken } from '../session/credentials';
import { openClient } from '../session/session';
import { type Finding, failed, ok, skipped } from './finding';

const names = ['token', 'api', 'project', 'byok'] as const;

/** Milliseconds that an API which does not answer is given. */
const patience = 10_000;

const wayThere = 'Check --url or AIVEN_WEB_URL, the network, HTTPS_PROXY and AIVEN_CA_CERT.';

/** Findings about the API, in the order in which one needs them. */
export async function checkApi(options: ConnectionOptions, context: CommandContext): Promise<Finding[]> {
  let found: FoundToken;
  let project: string;
  try {
    found = await findToken(options, context);
  } catch (reason) {
    return [complaint('token', reason), ...skip('api', 'project', 'byok')];
  }
  try {
    project = findProject(options, context.env);
  } catch (reason) {
    return [
      ok('token', `from ${found.source}, not tried`),
      ...skip('api'),
      complaint('project', reason),
      ...skip('byok'),
    ];
  }
  const outcome = await listKeys(found.token, project, options, context);
  return judge(outcome, {
    project,
    source: found.source,
    url: options.url || context.env.AIVEN_WEB_URL || 'https://api.aiven.io',
  });
}

/** The number of keys, or why they could not be listed. */
async function listKeys(
  token: string,
  project: string,
  options: ConnectionOptions,
  context: CommandContext,
): Promise<number | AivenError> {
  try {
    const client = openClient(token, options, context);
    try {
      return (await client.cmks.list(project, { signal: context.signal, deadline: client.deadlineAfter(patience) }))
        .length;
    } finally {
      await client.close();
    }
  } catch (reason) {
    if (context.signal.aborted || !('kind' in (reason as object))) throw reason;
    return reason as AivenError;
  }
}

function judge(outcome: number | AivenError, about: { project: string; source: string; url: string }): Finding[] {
  const token = ok('token', `from ${about.source}`);
  const api = ok('api', about.url);
  const project = ok('project', about.project);
  if (typeof outcome === 'number') {
    return [token, api, project, ok('byok', `enabled; the project has ${outcome} ${outcome === 1 ? 'key' : 'keys'}`)];
  }
  const { message, remedy } = explained(outcome) as CliError;
  switch (outcome.kind) {
    case 'unauthorized':
      return [
        failed(
          'token',
          `from ${about.source}: ${message}`,
          'Make one in the Aiven Console under User information > Tokens, and set AIVEN_TOKEN.',
        ),
        api,
        ...skip('project', 'byok'),
      ];
    case 'notFound':
      return [
        token,
        api,
        failed('project', message, 'Name a project that the owner of the token may see, with --project.'),
        ...skip('byok'),
      ];
    case 'featureNotEnabled':
      return [token, api, project, failed('byok', message, 'Ask Aiven to enable BYOK for your organization.')];
    case 'permissionDenied':
      return [
        token,
        api,
        project,
        failed(
          'byok',
          message,
          'Give the owner of the token a role in the project that may see keys, such as operator.',
        ),
      ];
    default:
      return [
        ok('token', `from ${about.source}, not tried`),
        failed('api', message, isReached(outcome) && remedy !== undefined ? remedy : wayThere),
        ...skip('project', 'byok'),
      ];
  }
}

/** Whether something answered, be it Aiven's API or not. */
function isReached({ kind }: AivenError): boolean {
  return kind === 'contract' || kind === 'server' || kind === 'rateLimited' || kind === 'invalidRequest';
}

function complaint(name: string, reason: unknown): Finding {
  const { message, remedy } = reason as Error & { remedy?: string };
  return failed(name, message, remedy ?? 'See aiven-byok check --help.');
}

function skip(...some: (typeof names)[number][]): Finding[] {
  return some.map((name) => skipped(name, 'not looked at'));
}
