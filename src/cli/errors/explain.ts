/** Turns the client's errors into those that the CLI prints: what happened, and which command helps. */

import type { AivenError, AivenErrorKind } from '../../client';
import { CliError } from './cli-error';
import { getToken, moveServicesFirst } from './hints';

const temporary = 'This is usually temporary: try again in a few minutes.';

/** Hints that name commands of the CLI. For other kinds, the client's own hint is printed. */
const hints: Partial<Readonly<Record<AivenErrorKind, string>>> = {
  invalidRequest: 'Fix the problem above, then run the command again.',
  unauthorized: `${getToken} "aiven-byok check" shows which token is used.`,
  conflict: 'Check what exists with "aiven-byok cmks list" and "aiven-byok services list", then try again.',
  alreadyExists: 'Check what exists with "aiven-byok cmks list" and "aiven-byok services list".',
  rateLimited: 'Too many requests: wait a minute, then try again.',
  server: `${temporary} For outages, see https://status.aiven.io.`,
  network: 'Check --url or AIVEN_WEB_URL, and your network. "aiven-byok check" tests the connection.',
  contract:
    'The response is not from the Aiven API. Check --url or AIVEN_WEB_URL, and whether a proxy responds instead.',
  timeout: `${temporary} "aiven-byok check" tests the connection.`,
  inUse: moveServicesFirst,
  wrongKey:
    'Start the move with "aiven-byok services set-key". If it was started, ask Aiven support why nothing happens.',
  severalCandidates: '"aiven-byok cmks list" lists them.',
};

/** A client's error as the CLI prints it; any other error unchanged. */
export function explain(error: unknown): unknown {
  if (!isAivenError(error)) return error;
  const { message, hint } = describe(error);
  // Rejected before any request: an invalid URL, token or name.
  const exitCode = error.kind === 'input' ? 2 : 1;
  const explained = new CliError(message, hint, exitCode, { cause: error });
  // --debug prints the client's message and stack.
  explained.stack = error.stack;
  return explained;
}

/** By its shape: importing the class would load the client for every error. */
export function isAivenError(error: unknown): error is AivenError {
  const { name, kind, attempts } = (error ?? {}) as Partial<AivenError>;
  return typeof name === 'string' && typeof kind === 'string' && typeof attempts === 'number';
}

function describe(error: AivenError): { message: string; hint?: string } {
  const { kind, summary, detail, ambiguous } = error;
  const message = detail === null ? summary : `${summary} ${detail}`;
  if (kind === 'notFound') return describeNotFound(error, message);
  if (kind === 'timeout' && isWait(error)) {
    return { message, hint: 'Aiven continues in the background. To wait longer, pass a longer --timeout.' };
  }
  if (ambiguous && kind !== 'severalCandidates') {
    return { message, hint: 'The request may have taken effect: check the current state before you try again.' };
  }
  // The client knows what is wrong with a certificate, a proxy or a protocol.
  if (kind === 'network' && error.hint !== null) return { message, hint: error.hint };
  return { message, hint: hints[kind] ?? error.hint ?? undefined };
}

function describeNotFound(error: AivenError, message: string): { message: string; hint: string } {
  const { isProjectNotFound } = require('../../client') as typeof import('../../client');
  const { project, operation, subject } = error;
  if (isProjectNotFound(error)) {
    return {
      message: `Project "${project}" does not exist, or the owner of the token has no access to it.`,
      hint: "Check the project name. It comes from --project, AIVEN_PROJECT or avn's default_project.",
    };
  }
  // Aiven always has a list of projects.
  if (project === null) return { message, hint: hints.contract ?? '' };
  const group = operation?.startsWith('CMK') ? 'cmks' : 'services';
  const hint = `To list them: aiven-byok ${group} list --project ${project}`;
  // The message of a wait says how the service was last seen.
  if (subject === null || isWait(error)) return { message, hint };
  return { message: `Project "${project}" has no ${subject}.`, hint };
}

/** A wait ends without a request of its own. */
function isWait({ attempts }: AivenError): boolean {
  return attempts === 0;
}
