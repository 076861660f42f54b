/** Checks the token, the API, the project and the BYOK feature, with one request. */

import type { AivenError } from '../../client';
import type { CliError } from '../errors/cli-error';
import { explain, isAivenError } from '../errors/explain';
import { getToken } from '../errors/hints';
import type { CommandContext } from '../program/command';
import type { ConnectionOptions } from '../program/options';
import { type FoundToken, findProject, findToken, findUrl } from '../session/credentials';
import { openClient } from '../session/session';
import { count } from '../terminal/text';
import { type Finding, failed, ok, skipped } from './finding';

const names = ['token', 'api', 'project', 'byok'] as const;

/** How long to try, in milliseconds. */
const budget = 10_000;

const checkConnection = 'Check --url or AIVEN_WEB_URL, the network, HTTPS_PROXY and AIVEN_CA_CERT.';

/** The findings, each of which presupposes the one before. */
export async function checkApi(options: ConnectionOptions, context: CommandContext): Promise<Finding[]> {
  let found: FoundToken;
  let project: string;
  try {
    found = await findToken(options, context);
  } catch (error) {
    return [failedWith('token', error), ...skip('api', 'project', 'byok')];
  }
  try {
    project = findProject(options, context.env);
  } catch (error) {
    return [
      ok('token', `from ${found.source}, not verified`),
      ...skip('api'),
      failedWith('project', error),
      ...skip('byok'),
    ];
  }
  const outcome = await listKeys(found.token, project, options, context);
  return judge(outcome, {
    project,
    source: found.source,
    url: findUrl(options, context.env),
  });
}

/** The number of keys, or the error of the request. */
async function listKeys(
  token: string,
  project: string,
  options: ConnectionOptions,
  context: CommandContext,
): Promise<number | AivenError> {
  try {
    const client = openClient(token, options, context);
    try {
      const deadline = client.deadlineAfter(budget);
      return (await client.cmks.list(project, { signal: context.signal, deadline })).length;
    } finally {
      await client.close();
    }
  } catch (error) {
    if (context.signal.aborted || !isAivenError(error)) throw error;
    return error;
  }
}

function judge(outcome: number | AivenError, about: { project: string; source: string; url: string }): Finding[] {
  const token = ok('token', `from ${about.source}`);
  const api = ok('api', about.url);
  const project = ok('project', about.project);
  if (typeof outcome === 'number') {
    return [token, api, project, ok('byok', `enabled; the project has ${count(outcome, 'key')}`)];
  }
  const { message, hint } = explain(outcome) as CliError;
  switch (outcome.kind) {
    case 'unauthorized':
      return [failed('token', `from ${about.source}: ${message}`, getToken), api, ...skip('project', 'byok')];
    case 'notFound':
      return [
        token,
        api,
        failed('project', message, 'Choose a project that the owner of the token can access, with --project.'),
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
          'Give the owner of the token a role in the project that can read keys, such as operator.',
        ),
      ];
    default:
      return [
        ok('token', `from ${about.source}, not verified`),
        failed('api', message, outcome.hint ?? (hasResponse(outcome) && hint !== undefined ? hint : checkConnection)),
        ...skip('project', 'byok'),
      ];
  }
}

/** Whether there was a response, from the Aiven API or another server. */
function hasResponse({ kind }: AivenError): boolean {
  return kind === 'contract' || kind === 'server' || kind === 'rateLimited' || kind === 'invalidRequest';
}

function failedWith(name: string, error: unknown): Finding {
  const { message, hint } = error as CliError;
  return failed(name, message, hint ?? 'See "aiven-byok check --help".');
}

function skip(...some: (typeof names)[number][]): Finding[] {
  return some.map((name) => skipped(name, 'not checked'));
}
