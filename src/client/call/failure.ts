/** What one failed attempt was: for the retry policy, and in words for the error. */

import type { OperationId } from '../../api/wire';
import { AivenError, type AivenErrorDetails } from '../errors/errors';
import { codeOf, plainCause } from '../errors/redact';
import { isWrongScheme } from '../http/connection-error';
import type { HttpAnswer, TransportError } from '../http/transport';
import { type Failure, parseRetryAfter } from '../time/retry';
import type { ContractViolation } from './reader';
import { describeBody, readErrorAnswer } from './response-error';
import { requestIdOf } from './trace';

/** What the error says about the attempts that led to it. */
export interface Attempts {
  attempts: number;
  /** Whether one of them may have taken effect. */
  uncertain: boolean;
  /** The last status that the API answered with, if it answered at all. */
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

/** What was asked of the API. */
export interface Subject {
  operation: OperationId;
  project: string;
}

/** An answer with an error status. */
export function failedAnswer(subject: Subject, answer: HttpAnswer, redact: Redact, now: number): FailedAttempt {
  const { status } = answer;
  const requestId = requestIdOf(answer) ?? undefined;
  if (status >= 300 && status < 400) return redirected(subject, answer, requestId);
  const said = readErrorAnswer(status, answer.text, redact);
  const message = `The Aiven API answered ${nameOf(subject)} with ${status}: ${sentence(said.message)}`;
  const retryAfterMs = parseRetryAfter(headerOf(answer, 'retry-after'), now);
  return {
    failure: { kind: 'status', status, retryAfterMs },
    label: String(status),
    explain: (attempts) => {
      const details = { kind: said.kind, status, requestId, apiMessage: said.message, errors: said.errors };
      return fail(subject, attempts, { ...details, message: joined(message, said.hint), hint: said.hint });
    },
  };
}

/** An answer that says success, but cannot be read. */
export function garbledAnswer(subject: Subject, answer: HttpAnswer, violation: ContractViolation): FailedAttempt {
  const { status } = answer;
  const problem = violation.field === '' ? `the answer is ${describeBody(answer.text)}` : violation.message;
  const message = `The Aiven API answered ${nameOf(subject)} with ${status}, but ${problem}.`;
  return {
    failure: { kind: 'garbled', status },
    label: 'unreadable answer',
    explain: (attempts) =>
      fail(subject, attempts, { kind: 'contract', status, requestId: requestIdOf(answer) ?? undefined, message }),
  };
}

/** No answer. */
export function missingAnswer(subject: Subject, error: TransportError, redact: Redact): FailedAttempt {
  const cause = error.cause === undefined ? undefined : plainCause(error.cause, redact);
  const code = codeOf(error.cause);
  const what = redact(error.message || code || 'no reason given');
  const kind = kindOf(error);
  const problem = kind === 'timeout' ? 'was not answered in time' : 'was not answered';
  const hint = error.reason === 'refused' ? hintForRefused(error) : '';
  return {
    failure: failureKind(error),
    label: code ?? error.reason,
    explain: (attempts) => {
      const { lastStatus } = attempts;
      const before = lastStatus === undefined ? '' : `The last answer before that had the status ${lastStatus}.`;
      const message = joined(`${nameOf(subject)} ${problem}: ${sentence(what)}`, hint, before);
      return fail(subject, attempts, { kind, message, cause });
    },
  };
}

function kindOf({ reason, sent }: TransportError): 'timeout' | 'contract' | 'network' {
  if (reason === 'timeout') return 'timeout';
  return reason === 'refused' && sent ? 'contract' : 'network';
}

function failureKind(error: TransportError): Failure {
  if (error.reason === 'refused') return { kind: error.sent ? 'garbled' : 'final' };
  return { kind: error.sent ? 'lost' : 'unsent' };
}

function hintForRefused(error: TransportError): string {
  return error.sent || isWrongScheme(error.cause)
    ? ''
    : 'If its certificate comes from your own authority, name that in AIVEN_CA_CERT.';
}

function redirected(subject: Subject, answer: HttpAnswer, requestId: string | undefined): FailedAttempt {
  const target = headerOf(answer, 'location') ?? '';
  // Only the host: the rest of the address may hold anything.
  const host = URL.canParse(target) ? ` to ${new URL(target).origin}` : '';
  const { status } = answer;
  const why = 'which is not followed, so that the token goes nowhere else; check the URL of the API (AIVEN_WEB_URL)';
  const message = `The Aiven API answered ${nameOf(subject)} with ${status}, a redirect${host}, ${why}.`;
  return {
    failure: { kind: 'final', status },
    label: String(status),
    explain: (attempts) => fail(subject, attempts, { kind: 'contract', status, requestId, message }),
  };
}

function fail(subject: Subject, before: Attempts, details: AivenErrorDetails): AivenError {
  const { attempts, uncertain, lastStatus } = before;
  const { operation, project } = subject;
  const message = joined(details.message, attempts > 1 ? `It was tried ${attempts} times.` : '');
  const status = details.status ?? lastStatus;
  return new AivenError({ ...details, operation, project, status, attempts, mayHaveHappened: uncertain, message });
}

function nameOf({ operation, project }: Subject): string {
  return `${operation} in project ${project}`;
}

function headerOf({ headers }: HttpAnswer, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function joined(...sentences: string[]): string {
  return sentences.filter((text) => text !== '').join(' ');
}
