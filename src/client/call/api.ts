/** One API operation: attempts, retries, deadline and log lines; the response parsed or the failure explained. */

import type { OperationId } from '../../api/wire';
import { stringifyJson } from '../../support/json';
import { createRedactor } from '../errors/redact';
import { describeRoute } from '../http/route';
import { type HttpRequest, type HttpResponse, Transport, TransportError } from '../http/transport';
import type { Settings } from '../settings';
import { type Failure, isAmbiguous, isRateLimit, needsLook, nextDelay } from '../time/retry';
import { confirmMissing, mayBeMissing } from './confirm-missing';
import { type EarlierEffect, lookForEffect } from './earlier-effect';
import {
  type Attempts,
  abortedCall,
  type FailedAttempt,
  failedResponse,
  noResponse,
  type Target,
  unreadableResponse,
} from './failure';
import { isRepeatable, methods } from './operations';
import { ContractViolation, Reader } from './reader';
import { parseJson } from './response-error';
import { type Attempt, Trace } from './trace';

export interface CallOptions {
  /** Ends the operation, its pauses included, as soon as it is aborted. */
  signal?: AbortSignal;
  /**
   * When the operation must be over, retries and waits included: absolute, in the milliseconds of the client's monotonic clock
   * (`client.deadlineAfter(10_000)`). A single request is also limited by `retry.budgetMs`, unless `retryUntilDeadline` is set.
   */
  deadline?: number;
  /** Secrets in the request, which its errors must not quote. */
  secrets?: readonly string[];
  /** Retry transient failures until `deadline`, not only for `retry.budgetMs`. @default false */
  retryUntilDeadline?: boolean;
}

/** For one key or one service. */
export interface SingleReadOptions extends CallOptions {
  /** The project's list is known to lack it, so a 404 needs no confirmation. */
  unlisted?: boolean;
}

export interface Call<T> extends CallOptions {
  operation: OperationId;
  /** Null for an operation whose path names no project. */
  project: string | null;
  /** What the operation is about, for its errors: `key "…"` or `service "…"`. */
  subject?: string;
  path: string;
  query?: string;
  body?: object;
  /**
   * Whether the project's list has the object. Requested after a 404, which a proxy or a gateway can send as well: the list decides
   * whether the object exists.
   */
  isListed?(options: CallOptions): Promise<boolean>;
  /**
   * What an earlier attempt did, or undefined when it did nothing. Requested before a POST is sent again, because a gateway can
   * return an error after Aiven has executed the request.
   */
  findEarlier?(options: CallOptions): Promise<EarlierEffect<T>>;
  /** @throws ContractViolation */
  parse(response: Reader): T;
}

/** The state of an operation so far. */
interface Progress extends Attempts {
  /** When the first attempt began. */
  startedAt: number;
  /** Milliseconds for all attempts. */
  budgetMs: number;
}

type Outcome<T> = { value: T } | FailedAttempt;

export class Api {
  readonly trace: Trace;
  /** Called before and after each write to a project. */
  onWrite: (project: string) => void = () => undefined;
  private readonly transport: Transport;

  constructor(private readonly settings: Settings) {
    this.transport = new Transport(settings.connection);
    this.trace = new Trace(settings.log, createRedactor([settings.token]));
  }

  /** @throws AivenError */
  async call<T>(call: Call<T>): Promise<T> {
    const { project } = call;
    if (methods[call.operation] === 'GET' || project === null) return this.runAndConfirm(call);
    this.onWrite(project);
    try {
      return await this.runAndConfirm(call);
    } finally {
      this.onWrite(project);
    }
  }

  close(): void {
    this.trace.reportTotals();
    this.transport.close();
  }

  private async runAndConfirm<T>(call: Call<T>): Promise<T> {
    try {
      return await this.run(call);
    } catch (error) {
      throw call.isListed && mayBeMissing(error) ? await confirmMissing(error, call.isListed(call)) : error;
    }
  }

  private async run<T>(call: Call<T>): Promise<T> {
    const target = targetOf(call);
    const progress: Progress = { attempts: 0, startedAt: Number.NaN, budgetMs: 0, ambiguous: false };
    for (;;) {
      const outcome = await this.attempt(call, target, progress);
      if ('value' in outcome) return outcome.value;
      const wasAmbiguous = progress.ambiguous;
      progress.ambiguous ||= methods[call.operation] !== 'GET' && isAmbiguous(outcome.failure);
      if (call.signal?.aborted) throw abortedCall(target, progress);
      const delayMs = this.delayAfter(call, progress, outcome.failure);
      if (delayMs !== 'stop') await this.pause(call, target, progress, outcome, delayMs);
      const { findEarlier, signal, deadline } = call;
      if (findEarlier !== undefined && needsLook(outcome.failure, delayMs === 'stop')) {
        const earlier = await lookForEffect(outcome.explain(progress), () => findEarlier({ signal, deadline }));
        if (earlier !== undefined) return earlier.value;
        if (isRateLimit(outcome.failure) && !isRepeatable(call.operation)) progress.ambiguous = wasAmbiguous;
      }
      if (delayMs === 'stop') throw outcome.explain(progress);
      progress.lastStatus = outcome.failure.status ?? progress.lastStatus;
    }
  }

  private async pause(
    { signal }: CallOptions,
    target: Target,
    progress: Progress,
    { explain }: FailedAttempt,
    delayMs: number,
  ): Promise<void> {
    const { clock, onRetry } = this.settings;
    onRetry?.({
      method: target.method ?? '',
      path: target.path ?? '',
      attempt: progress.attempts,
      delayMs,
      error: explain(progress),
    });
    await clock.sleep(delayMs, signal).catch(() => {
      throw abortedCall(target, progress, explain(progress));
    });
  }

  private delayAfter(call: Call<unknown>, progress: Progress, failure: Failure): number | 'stop' {
    const { clock, random, retry } = this.settings;
    const elapsedMs = clock.now() - progress.startedAt;
    const repeatable = isRepeatable(call.operation);
    const state = { repeatable, attempt: progress.attempts, elapsedMs, random: random() };
    return nextDelay(state, failure, { ...retry, budgetMs: progress.budgetMs });
  }

  private async attempt<T>(call: Call<T>, target: Target, progress: Progress): Promise<Outcome<T>> {
    const { clock } = this.settings;
    let attempt: Attempt | undefined;
    let from = Number.NaN;
    // The time that a request waits for other requests to finish does not count.
    const begin = () => {
      from = clock.now();
      attempt = this.beginAttempt(call, progress, from);
      return progress.startedAt + progress.budgetMs - from;
    };
    try {
      const response = await this.transport.send({ ...this.request(call), begin });
      if (attempt) this.trace.answered(attempt, response, Math.round(clock.now() - from));
      return this.judge(call, target, response);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      if (attempt === undefined) throw abortedCall(target, progress);
      const route = describeRoute(this.settings.connection, error.toProxy);
      const failed = noResponse(target, error, route, this.redactorFor(call));
      this.trace.failed(attempt, failed.label, Math.round(clock.now() - from));
      return failed;
    }
  }

  private beginAttempt(call: Call<unknown>, progress: Progress, now: number): Attempt {
    const { operation, project } = call;
    if (progress.attempts === 0) {
      progress.startedAt = now;
      progress.budgetMs = retryBudget(call, this.settings.retry.budgetMs, now);
    }
    progress.attempts += 1;
    return { operation, project, number: progress.attempts };
  }

  private judge<T>(call: Call<T>, target: Target, response: HttpResponse): Outcome<T> {
    if (response.status < 200 || response.status > 299) {
      return failedResponse(target, response, this.redactorFor(call), this.settings.clock.wallTime());
    }
    try {
      return { value: call.parse(new Reader(parseJson(response.text))) };
    } catch (error) {
      if (!(error instanceof ContractViolation)) throw error;
      return unreadableResponse(target, response, error, this.redactorFor(call));
    }
  }

  private redactorFor({ secrets = [] }: CallOptions): (text: string) => string {
    return createRedactor([this.settings.token, ...secrets]);
  }

  private request(call: Call<unknown>): Omit<HttpRequest, 'begin'> {
    const { connection } = this.settings;
    return {
      ...this.message(call.body),
      method: methods[call.operation],
      path: `${connection.url.pathname.replace(/\/$/, '')}${call.path}${call.query ?? ''}`,
      signal: call.signal,
    };
  }

  private message(body: object | undefined): { headers: Record<string, string>; body?: string } {
    const headers: Record<string, string> = {
      accept: 'application/json',
      authorization: `Bearer ${this.settings.token}`,
      'user-agent': this.settings.userAgent,
    };
    if (body === undefined) return { headers };
    headers['content-type'] = 'application/json';
    return { headers, body: stringifyJson(body) };
  }
}

/** How long one request may take with its retries, in milliseconds. */
export function retryBudget({ deadline, retryUntilDeadline }: CallOptions, budgetMs: number, now: number): number {
  if (deadline === undefined) return budgetMs;
  return retryUntilDeadline ? deadline - now : Math.min(budgetMs, deadline - now);
}

function targetOf({ operation, project, subject, path }: Call<unknown>): Target {
  return { operation, project, subject, method: methods[operation], path };
}
