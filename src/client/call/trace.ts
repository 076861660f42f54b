/** One log line a request, and the totals: operation, project, status, attempt, milliseconds, request ID. */

import type { OperationId } from '../../api/wire';
import type { HttpResponse } from '../http/transport';
import type { ClientLog } from '../settings';

export interface Attempt {
  operation: OperationId;
  project: string | null;
  number: number;
}

/** Totals since the client was created. */
export interface Totals {
  requests: number;
  /** Requests that were second or later attempts. */
  retries: number;
  /** Requests without a response. */
  unanswered: number;
  /** Milliseconds spent in requests, added up. */
  ms: number;
  /** Requests by operation. */
  operations: Partial<Record<OperationId, number>>;
}

export class Trace {
  private readonly counted: Totals = { requests: 0, retries: 0, unanswered: 0, ms: 0, operations: {} };

  constructor(
    private readonly log: ClientLog,
    private readonly redact: (text: string) => string,
  ) {}

  get totals(): Totals {
    return { ...this.counted, operations: { ...this.counted.operations } };
  }

  answered(attempt: Attempt, answer: HttpResponse, ms: number): void {
    this.count(attempt, ms);
    this.line(attempt, { status: answer.status, ms, request_id: requestIdOf(answer, this.redact) });
  }

  /** An attempt without a usable response; `reason` is our own text. */
  failed(attempt: Attempt, reason: string, ms: number): void {
    this.count(attempt, ms);
    this.counted.unanswered += 1;
    this.line(attempt, { failure: reason, ms });
  }

  reportTotals(): void {
    if (this.counted.requests > 0) this.log.debug('Aiven API totals', { ...this.totals });
  }

  private line({ operation, project, number }: Attempt, rest: Record<string, unknown>): void {
    this.log.debug('Aiven API request', { operation, project, attempt: number, ...rest });
  }

  private count({ operation, number }: Attempt, ms: number): void {
    this.counted.requests += 1;
    this.counted.retries += number > 1 ? 1 : 0;
    this.counted.ms += ms;
    this.counted.operations[operation] = (this.counted.operations[operation] ?? 0) + 1;
  }
}

/** The ID that the API gives a request, without secrets, or null. */
export function requestIdOf({ headers }: HttpResponse, redact: (text: string) => string): string | null {
  const id = headers['x-request-id'] ?? headers['x-aiven-request-id'] ?? headers['x-amzn-trace-id'];
  return typeof id === 'string' && /^[\x21-\x7e]{1,128}$/.test(id) ? redact(id) : null;
}
