/** What the client throws: one class, told apart by its kind; a guard for each kind that callers act on. */

import { inspect } from 'node:util';
import type { OperationId } from '../../api/wire';

/** Why an operation failed. */
export type AivenErrorKind =
  | 'input' // refused before any request
  | 'invalidRequest' // 400 and other 4xx
  | 'unauthorized' // 401, or 403 about the token
  | 'permissionDenied' // 403
  | 'featureNotEnabled' // 403 feature_not_enabled: BYOK is an enterprise feature
  | 'notFound' // 404
  | 'conflict' // 409
  | 'alreadyExists' // 409 about a name or key that is taken
  | 'rateLimited' // 429
  | 'server' // 5xx and 408
  | 'network'
  | 'timeout'
  | 'contract' // an answer that is not what the API promises
  | 'aborted'
  | 'inUse' // a key that services still hold
  | 'ambiguous'; // more than one key may be the one that was created

/** One entry of the `errors` list in Aiven's answer. */
export interface ApiErrorEntry {
  message: string;
  errorCode: string | null;
  status: number | null;
}

export interface AivenErrorDetails {
  kind: AivenErrorKind;
  message: string;
  operation?: OperationId;
  project?: string;
  status?: number;
  apiMessage?: string;
  hint?: string;
  errors?: readonly ApiErrorEntry[];
  requestId?: string;
  attempts?: number;
  mayHaveHappened?: boolean;
  cause?: unknown;
}

/** A failed operation. Holds no token, no password and no response body. */
export class AivenError extends Error {
  override readonly name: string = 'AivenError';
  readonly kind: AivenErrorKind;
  readonly operation: OperationId | null;
  readonly project: string | null;
  /** The last status that the API answered with, or null when it never answered. */
  readonly status: number | null;
  /** What can be done about it, which the message ends with; null where it says nothing of it. */
  readonly hint: string | null;
  /** Aiven's own message, or null. */
  readonly apiMessage: string | null;
  readonly errors: readonly ApiErrorEntry[];
  readonly requestId: string | null;
  /** Requests made for this operation. */
  readonly attempts: number;
  /** Whether a write may have taken effect although it failed: its answer, or that of an attempt before, was lost. */
  mayHaveHappened: boolean;

  constructor(details: AivenErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = details.kind;
    this.operation = details.operation ?? null;
    this.project = details.project ?? null;
    this.status = details.status ?? null;
    this.hint = details.hint || null;
    this.apiMessage = details.apiMessage ?? null;
    this.errors = details.errors ?? [];
    this.requestId = details.requestId ?? null;
    this.attempts = details.attempts ?? 0;
    this.mayHaveHappened = details.mayHaveHappened ?? false;
  }

  /** Aiven's error codes, such as `invalid_cmk_id`. */
  get errorCodes(): string[] {
    return this.errors.flatMap((entry) => entry.errorCode ?? []);
  }

  toJSON(): Record<string, unknown> {
    const { name, message, kind, operation, project, status, errorCodes, requestId, attempts, mayHaveHappened } = this;
    return { name, message, kind, operation, project, status, errorCodes, requestId, attempts, mayHaveHappened };
  }

  [inspect.custom](): string {
    return `${this.stack ?? this.message} ${inspect(this.toJSON())}`;
  }
}

function isKind(error: unknown, ...kinds: AivenErrorKind[]): error is AivenError {
  return error instanceof AivenError && kinds.includes(error.kind);
}

/** The API answered 404: the project, the key or the service does not exist. */
export function isNotFound(error: unknown): error is AivenError {
  return isKind(error, 'notFound');
}

/** The 404 is about the project, not about what was asked for in it. */
export function isProjectNotFound(error: unknown): error is AivenError {
  return isNotFound(error) && error.errorCodes.includes('project_not_found');
}

/** The API answered 409, whatever the reason. */
export function isConflict(error: unknown): error is AivenError {
  return isKind(error, 'conflict', 'alreadyExists', 'inUse');
}

export function isAlreadyExists(error: unknown): error is AivenError {
  return isKind(error, 'alreadyExists');
}

/** The token is missing, wrong or expired. */
export function isUnauthorized(error: unknown): error is AivenError {
  return isKind(error, 'unauthorized');
}

/** BYOK is not switched on for this organization. */
export function isFeatureNotEnabled(error: unknown): error is AivenError {
  return isKind(error, 'featureNotEnabled');
}

/** The token is good, but its owner may not do this. */
export function isPermissionDenied(error: unknown): error is AivenError {
  return isKind(error, 'permissionDenied');
}

export function isRateLimited(error: unknown): error is AivenError {
  return isKind(error, 'rateLimited');
}

/** A time limit ended the operation or the wait. */
export function isTimeout(error: unknown): error is AivenError {
  return isKind(error, 'timeout');
}

/** No answer arrived: DNS, connection, TLS, reset. */
export function isNetworkError(error: unknown): error is AivenError {
  return isKind(error, 'network');
}

/** The answer is not what the API promises. */
export function isContractError(error: unknown): error is AivenError {
  return isKind(error, 'contract');
}

/** The caller's AbortSignal ended the operation. */
export function isAborted(error: unknown): error is AivenError {
  return isKind(error, 'aborted');
}

/** Failures that pass by themselves: worth another look while waiting for something else. */
export function isTransient(error: unknown): error is AivenError {
  return isKind(error, 'network', 'timeout', 'server', 'rateLimited', 'contract');
}

/** Marks what is thrown after a lost answer: whatever else went wrong since, the write may have taken effect. */
export function inDoubt<T>(error: T): T {
  if (error instanceof AivenError) error.mayHaveHappened = true;
  return error;
}
