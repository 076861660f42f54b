/** The one error class of the client, built from parts: what happened, where, and what to do. */

import { inspect } from 'node:util';
import type { OperationId } from '../../api/wire';

/** Why an operation failed. */
export type AivenErrorKind =
  | 'input' // rejected before any request
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
  | 'contract' // a response that is not what the API promises
  | 'aborted'
  | 'inUse' // services still use the key
  | 'wrongKey' // the service runs with another key and does not move to the requested one
  | 'severalCandidates'; // more than one key may be the one that a create registered

/** One entry of the `errors` list in Aiven's response. */
export interface ApiErrorEntry {
  message: string;
  errorCode: string | null;
  status: number | null;
}

/** The parts of an error, as `AivenError` describes them: `{ ...error, kind }` makes another error of the same parts. */
export interface AivenErrorDetails {
  kind: AivenErrorKind;
  summary: string;
  detail?: string | null;
  hint?: string | null;
  subject?: string | null;
  operation?: OperationId | null;
  project?: string | null;
  method?: string | null;
  path?: string | null;
  status?: number | null;
  apiMessage?: string | null;
  errors?: readonly ApiErrorEntry[];
  requestId?: string | null;
  retryAfterMs?: number | null;
  attempts?: number;
  ambiguous?: boolean;
  cause?: unknown;
}

/** A failed operation. The message is built from the parts. Contains no token, no password and no response body. */
export class AivenError extends Error {
  override readonly name: string = 'AivenError';
  readonly kind: AivenErrorKind;
  /** One sentence: what happened. */
  readonly summary: string;
  /** What led to it, such as what a search for a created key found; null when the summary says it all. */
  readonly detail: string | null;
  /** One sentence: what to do; null when there is no advice. */
  readonly hint: string | null;
  /** What the operation was about, such as `key "1b671a64-…"` or `service "orders"`; null when it was about the project. */
  readonly subject: string | null;
  readonly operation: OperationId | null;
  readonly project: string | null;
  /** HTTP method of the request; null when none was made. */
  readonly method: string | null;
  /** Path of the request without its query; null when none was made. */
  readonly path: string | null;
  /** The last HTTP status that Aiven returned; null when it returned none. */
  readonly status: number | null;
  /** Aiven's own message, or null. */
  readonly apiMessage: string | null;
  readonly errors: readonly ApiErrorEntry[];
  readonly requestId: string | null;
  /** How long Aiven asked to wait before the next attempt (Retry-After), in milliseconds; null when it did not. */
  readonly retryAfterMs: number | null;
  /** Requests made for this operation; 0 when a wait ended or input was rejected. */
  readonly attempts: number;
  /** Whether a write may have taken effect although it failed: its response, or that of an earlier attempt, was lost. */
  ambiguous: boolean;

  constructor(details: AivenErrorDetails) {
    super(messageOf(details), details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = details.kind;
    this.summary = details.summary;
    this.detail = details.detail ?? null;
    this.hint = details.hint ?? null;
    this.subject = details.subject ?? null;
    this.operation = details.operation ?? null;
    this.project = details.project ?? null;
    this.method = details.method ?? null;
    this.path = details.path ?? null;
    this.status = details.status ?? null;
    this.apiMessage = details.apiMessage ?? null;
    this.errors = details.errors ?? [];
    this.requestId = details.requestId ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.attempts = details.attempts ?? 0;
    this.ambiguous = details.ambiguous ?? false;
  }

  /** Aiven's error codes, such as `invalid_cmk_id`. */
  get errorCodes(): string[] {
    return this.errors.flatMap((entry) => entry.errorCode ?? []);
  }

  /** Marks a failure that follows a lost response: whatever failed since, the write may have taken effect. */
  markAmbiguous(): this {
    this.ambiguous = true;
    this.message = messageOf(this);
    return this;
  }

  toJSON(): Record<string, unknown> {
    const { name, message, kind, summary, detail, hint, subject, operation, project, method, path } = this;
    const { status, errorCodes, requestId, attempts, ambiguous } = this;
    const parts = { name, message, kind, summary, detail, hint, subject, operation, project, method, path };
    return { ...parts, status, errorCodes, requestId, attempts, ambiguous };
  }

  [inspect.custom](): string {
    return `${this.stack ?? this.message} ${inspect(this.toJSON())}`;
  }
}

/** Summary, detail, request, whether it is ambiguous, hint. */
function messageOf({
  summary,
  detail,
  hint,
  method,
  path,
  attempts = 0,
  ambiguous,
}: Omit<AivenErrorDetails, 'kind'>): string {
  const times = attempts > 1 ? `, ${attempts} attempts` : '';
  const request = method && path ? `Request: ${method} ${path}${times}.` : undefined;
  const doubt = ambiguous ? 'The request may have taken effect.' : undefined;
  return [summary, detail, request, doubt, hint].filter(Boolean).join(' ');
}
