/** What an error of the client means to the user of a command line: one sentence on what, and one on what to do. */

import type { AivenError, AivenErrorKind } from '../../client';
import { CliError } from './cli-error';

const lookAgain = 'This passes by itself as a rule: try again in some minutes.';

/** What to do about each kind that the client has no better hint for. Those of kind `input` say themselves what is right. */
const remedies: Partial<Readonly<Record<AivenErrorKind, string>>> = {
  invalidRequest: 'Aiven does not take it as it stands: mend what it complains about, then run the command again.',
  unauthorized:
    'Tokens are made in the Aiven Console under User information > Tokens; "aiven-byok check" tells which one is used.',
  conflict: 'Look at what is there, with "aiven-byok cmks list" and "aiven-byok services list", then try again.',
  alreadyExists: 'Look at what is there, with "aiven-byok cmks list" and "aiven-byok services list".',
  rateLimited: 'These are too many requests at once: wait a minute, then try again.',
  server: `${lookAgain} https://status.aiven.io tells of outages.`,
  network: 'Check --url or AIVEN_WEB_URL and the way to it; "aiven-byok check" tries it.',
  contract: "This is not Aiven's API: check --url or AIVEN_WEB_URL, and whether a proxy answers in its place.",
  timeout: `${lookAgain} "aiven-byok check" tries the way to the API.`,
  inUse: 'Move them first, with "aiven-byok services set-key" or "aiven-byok rotate".',
  severalCandidates: 'Look at them with "aiven-byok cmks list".',
};

/** A client's error as a command line tells it; anything else as it is. */
export function explained(reason: unknown): unknown {
  if (!isAivenError(reason)) return reason;
  const { message, remedy } = inWords(reason);
  // Refused before any request: a URL, a token or a name that cannot work.
  const code = reason.kind === 'input' ? 2 : 1;
  const problem = new CliError(message, remedy, code, { cause: reason });
  // For --debug: where it happened, in the words of the client.
  problem.stack = reason.stack;
  return problem;
}

function inWords(error: AivenError): { message: string; remedy?: string } {
  const message = [error.summary, error.detail].filter((text) => text !== null).join(' ');
  switch (error.kind) {
    case 'notFound':
      return missing(error) ?? { message, remedy: seeLists(error) };
    case 'permissionDenied':
    case 'featureNotEnabled':
      return { message, remedy: error.hint ?? undefined };
    case 'timeout':
      return {
        message,
        remedy: isWait(error) ? 'Aiven goes on: give a longer --timeout to wait on.' : remedyOf(error),
      };
    default:
      return { message, remedy: remedyOf(error) };
  }
}

function remedyOf({ kind, ambiguous }: AivenError): string | undefined {
  const doubt = 'It may have been done all the same: look before you try again.';
  return ambiguous && kind !== 'severalCandidates' ? doubt : remedies[kind];
}

/** What is not there, by its name. */
function missing(error: AivenError): { message: string; remedy: string } | undefined {
  const { project, subject, errorCodes } = error;
  if (errorCodes.includes('project_not_found')) {
    return {
      message: `There is no project ${project}, or the owner of the token may not see it.`,
      remedy: "Check the project's name: it comes from --project, AIVEN_PROJECT, or default_project of avn.",
    };
  }
  // A wait tells by itself how the service was last seen.
  if (subject === null || isWait(error)) return undefined;
  return { message: `Project ${project} has no ${subject}.`, remedy: seeLists(error) };
}

function seeLists({ project, operation }: AivenError): string {
  return `"aiven-byok ${operation?.startsWith('CMK') ? 'cmks' : 'services'} list --project ${project}" shows them.`;
}

/** A wait ends without a request of its own. */
function isWait({ attempts }: AivenError): boolean {
  return attempts === 0;
}

/** Its class is not asked for: that would load the client for every message. */
function isAivenError(reason: unknown): reason is AivenError {
  const { name, kind, attempts } = (reason ?? {}) as Partial<AivenError>;
  return typeof name === 'string' && typeof kind === 'string' && typeof attempts === 'number';
}
