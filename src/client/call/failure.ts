/** One failed attempt: what it means to the retry policy, and the error should it be the last. */

import { AivenError, type AivenErrorDetails } from '../errors/aiven-error';
import { codeOf, plainCause, withoutControls } from '../errors/redact';
import type { HttpResponse, TransportError } from '../http/transport';
import { type Failure, parseRetryAfter } from '../time/retry';
import type { ContractViolation } from './reader';
import { describeBody, readErrorResponse } from './response-error';
import { requestIdOf } from './trace';

/** What an error says about its operation. */
export type Target = Pick<AivenErrorDetails, 'operation' | 'project' | 'subject' | 'method' | 'path'>;

/** The attempts that led to an error. */
export interface Attempts {
  attempts: number;
  /** Whether one of them may have taken effect. */
  ambiguous: boolean;
  /** The last status that Aiven returned, if any. */
  lastStatus?: number;
}

export interface FailedAttempt {
  failure: Failure;
  /** A few words for the log. */
  label: string;
  /** The error, should this attempt be the last. */
  explain(attempts: Attempts): AivenError;
}

type Redact = (text: string) => string;

/** A response with an error status. `now` is the wall clock, for dates in Retry-After. */
export function failedResponse(target: Target, response: HttpResponse, redact: Redact, now: number): FailedAttempt {
  const { status } = response;
  if (status >= 300 && status < 400) return redirect(target, response, redact);
  const { kind, message, errors, hint } = readErrorResponse(status, response.text, redact);
  const retryAfterMs = parseRetryAfter(headerOf(response, 'retry-after'), now);
  return {
    failure: { kind: 'status', status, retryAfterMs },
    label: String(status),
    explain: (attempts) =>
      fail(target, attempts, {
        kind,
        summary: `Aiven returned ${status} for ${nameOf(target)}: ${sentence(message)}`,
        hint,
        status,
        requestId: requestIdOf(response, redact),
        retryAfterMs,
        apiMessage: message,
        errors,
      }),
  };
}

/** A success response that cannot be read. */
export function unreadableResponse(
  target: Target,
  response: HttpResponse,
  violation: ContractViolation,
  redact: Redact,
): FailedAttempt {
  const { status } = response;
  const problem = redact(
    violation.field === ''
      ? `, but the response is ${describeBody(response.text, redact)}`
      : ` with an unexpected body: ${withoutControls(violation.message)}`,
  );
  return {
    failure: { kind: 'garbled', status },
    label: 'unreadable response',
    explain: (attempts) =>
      fail(target, attempts, {
        kind: 'contract',
        summary: `Aiven returned ${status} for ${nameOf(target)}${problem}.`,
        status,
        requestId: requestIdOf(response, redact),
      }),
  };
}

/** No response. `route` says where the connection went. */
export function noResponse(target: Target, error: TransportError, route: string, redact: Redact): FailedAttempt {
  const cause = error.cause === undefined ? undefined : plainCause(error.cause, redact);
  const code = codeOf(error.cause);
  const reason = sentence(redact(error.message || code || 'no reason given'));
  const kind = kindOf(error);
  return {
    failure: failureOf(error),
    label: code ?? error.reason,
    explain: (attempts) => {
      const { lastStatus } = attempts;
      return fail(target, attempts, {
        kind,
        summary: `The request for ${nameOf(target)} ${kind === 'timeout' ? 'timed out' : 'failed'}: ${reason}`,
        detail: lastStatus === undefined ? route : `${route} An earlier attempt got status ${lastStatus}.`,
        hint: error.hint,
        cause,
      });
    },
  };
}

/** The caller aborted the operation; `last` is the failure that a retry was pending for. */
export function abortedCall(target: Target, attempts: Attempts, last?: AivenError): AivenError {
  return fail(target, attempts, {
    kind: 'aborted',
    summary: `The request for ${nameOf(target)} was aborted.`,
    detail: last === undefined ? undefined : `The last attempt failed: ${last.summary}`,
  });
}

function kindOf({ reason, sent }: TransportError): 'timeout' | 'contract' | 'network' {
  if (reason === 'timeout') return 'timeout';
  return reason === 'refused' && sent ? 'contract' : 'network';
}

function failureOf(error: TransportError): Failure {
  if (error.reason === 'refused') return { kind: error.sent ? 'garbled' : 'final' };
  if (error.sent) return { kind: 'lost' };
  return { kind: error.reason === 'timeout' ? 'unsent' : 'unreachable' };
}

function redirect(target: Target, response: HttpResponse, redact: Redact): FailedAttempt {
  const { status } = response;
  const location = headerOf(response, 'location') ?? '';
  // Only the origin: the rest of the URL may contain anything.
  const where = /^https?:/i.test(location) && URL.canParse(location) ? ` to "${new URL(location).origin}"` : '';
  return {
    failure: { kind: 'final', status },
    label: String(status),
    explain: (attempts) =>
      fail(target, attempts, {
        kind: 'contract',
        summary: `Aiven returned ${status} for ${nameOf(target)}: a redirect${redact(where)}, which is not followed because the token would go there.`,
        hint: 'Check the API URL (AIVEN_WEB_URL).',
        status,
        requestId: requestIdOf(response, redact),
      }),
  };
}

function fail(target: Target, { attempts, ambiguous, lastStatus }: Attempts, details: AivenErrorDetails): AivenError {
  return new AivenError({ ...target, ...details, status: details.status ?? lastStatus, attempts, ambiguous });
}

/** `key "…" in project "…"`, the project alone, or what is in no project. */
function nameOf({ subject, project }: Target): string {
  if (project === null && subject) return subject;
  return subject ? `${subject} in project "${project}"` : `project "${project}"`;
}

function headerOf({ headers }: HttpResponse, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
