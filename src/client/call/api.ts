/** One operation of the API: attempts, retries, time, log lines, and its answer parsed or its failure explained. */

import type { OperationId } from '../../api/wire';
import { AivenError } from '../errors/errors';
import { createRedactor } from '../errors/redact';
import { type HttpAnswer, type HttpRequest, Transport, TransportError } from '../http/transport';
import type { Settings } from '../settings';
import { type Failure, mayHaveHappened, nextDelay } from '../time/retry';
import { type Attempts, type FailedAttempt, failedAnswer, garbledAnswer, missingAnswer } from './failure';
import { isRepeatable, methods } from './operations';
import { ContractViolation, Reader } from './reader';
import { parseJson } from './response-error';
import { Slots } from './slots';
import { type Attempt, Trace } from './trace';

export interface CallOptions {
  /** Ends the operation, its pauses included, as soon as it is aborted. */
  signal?: AbortSignal;
  /** Milliseconds for the operation in all, its retries included. @default the client's `retry.budgetMs`, 30000 */
  budget?: number;
  /** Milliseconds after which it must be over, whatever the budget is: what is left of something larger. */
  withinMs?: number;
}

export interface Call<T> extends CallOptions {
  operation: OperationId;
  project: string;
  path: string;
  body?: object;
  /** Reads the answer; `goneBefore` when a repeated DELETE found nothing left. @throws ContractViolation */
  parse(answer: Reader, goneBefore: boolean): T;
}

/** What has happened to an operation so far. */
interface Progress extends Attempts {
  /** When the first attempt was allowed to begin. */
  startedAt: number;
}

type Outcome<T> = { value: T } | FailedAttempt;

export class Api {
  readonly #settings: Settings;
  readonly #transport: Transport;
  readonly #slots: Slots;
  readonly #redact: (text: string) => string;
  readonly trace: Trace;
  /** Called before and after each write to a project. */
  onWrite: (project: string) => void = () => undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#transport = new Transport(settings.connection);
    this.#slots = new Slots(settings.connection.requestsAtOnce);
    this.#redact = createRedactor([settings.token]);
    this.trace = new Trace(settings.log);
  }

  /** @throws AivenError */
  async call<T>(call: Call<T>): Promise<T> {
    if (methods[call.operation] === 'GET') return this.#run(call);
    this.onWrite(call.project);
    try {
      return await this.#run(call);
    } finally {
      this.onWrite(call.project);
    }
  }

  close(): void {
    this.trace.reportTotals();
    this.#transport.close();
  }

  async #run<T>(call: Call<T>): Promise<T> {
    const progress: Progress = { attempts: 0, startedAt: Number.NaN, uncertain: false };
    for (;;) {
      const outcome = await this.#attempt(call, progress);
      if ('value' in outcome) return outcome.value;
      progress.uncertain ||= methods[call.operation] !== 'GET' && mayHaveHappened(outcome.failure);
      if (call.signal?.aborted) throw stopped(call, progress);
      const delay = this.#pauseAfter(call, progress, outcome.failure);
      if (delay === 'stop') throw outcome.explain(progress);
      progress.lastStatus = outcome.failure.status ?? progress.lastStatus;
      await this.#settings.clock.sleep(delay, call.signal).catch(() => {
        throw stopped(call, progress, outcome.explain(progress));
      });
    }
  }

  #pauseAfter(call: Call<unknown>, progress: Progress, failure: Failure): number | 'stop' {
    const { clock, random, retry } = this.#settings;
    const elapsedMs = clock.now() - progress.startedAt;
    const repeatable = isRepeatable(call.operation);
    const state = { repeatable, attempt: progress.attempts, elapsedMs, random: random() };
    return nextDelay(state, failure, { ...retry, budgetMs: this.#budgetOf(call) });
  }

  async #attempt<T>(call: Call<T>, progress: Progress): Promise<Outcome<T>> {
    const release = await this.#slots.acquire(call.signal).catch(() => {
      throw stopped(call, progress);
    });
    const { clock } = this.#settings;
    const from = clock.now();
    if (Number.isNaN(progress.startedAt)) progress.startedAt = from;
    progress.attempts += 1;
    const { operation, project } = call;
    const attempt: Attempt = { operation, project, number: progress.attempts };
    try {
      const answer = await this.#transport.send(this.#request(call, from - progress.startedAt));
      this.trace.answered(attempt, answer, clock.now() - from);
      return this.#judge(call, answer, progress);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const missing = missingAnswer({ operation, project }, error, this.#redact);
      this.trace.failed(attempt, missing.label, clock.now() - from);
      return missing;
    } finally {
      release();
    }
  }

  #judge<T>(call: Call<T>, answer: HttpAnswer, progress: Progress): Outcome<T> {
    // An earlier attempt may have deleted it without our hearing of it.
    const deletedBefore = methods[call.operation] === 'DELETE' && answer.status === 404 && progress.uncertain;
    const { operation, project } = call;
    if (!deletedBefore && (answer.status < 200 || answer.status > 299)) {
      return failedAnswer({ operation, project }, answer, this.#redact, this.#settings.clock.now());
    }
    try {
      return { value: call.parse(new Reader(deletedBefore ? {} : parseJson(answer.text)), deletedBefore) };
    } catch (error) {
      if (!(error instanceof ContractViolation)) throw error;
      return garbledAnswer({ operation, project }, answer, error);
    }
  }

  #request(call: Call<unknown>, elapsedMs: number): HttpRequest {
    const { connection } = this.#settings;
    const budgetLeft = this.#budgetOf(call) - elapsedMs;
    return {
      ...this.#message(call.body),
      method: methods[call.operation],
      path: this.#path(call.path),
      signal: call.signal,
      totalMs: Math.max(1, Math.min(connection.timeLimits.totalMs, budgetLeft)),
    };
  }

  #budgetOf({ budget = this.#settings.retry.budgetMs, withinMs = budget }: CallOptions): number {
    return Math.min(budget, withinMs);
  }

  #path(path: string): string {
    return `${this.#settings.connection.url.pathname.replace(/\/$/, '')}${path}`;
  }

  #message(body: object | undefined): { headers: Record<string, string>; body?: string } {
    const headers: Record<string, string> = {
      accept: 'application/json',
      authorization: `Bearer ${this.#settings.token}`,
      'user-agent': this.#settings.userAgent,
    };
    if (body === undefined) return { headers };
    headers['content-type'] = 'application/json';
    return { headers, body: JSON.stringify(body) };
  }
}

function stopped(call: Call<unknown>, progress: Progress, last?: AivenError): AivenError {
  const { operation, project } = call;
  const { attempts, uncertain, lastStatus } = progress;
  const doubt = uncertain ? ' It is not known whether it took effect.' : '';
  const before = last === undefined ? '' : ` Before that: ${last.message}`;
  const message = `${operation} in project ${project} was stopped.${doubt}${before}`;
  return new AivenError({
    kind: 'aborted',
    message,
    operation,
    project,
    attempts,
    status: lastStatus,
    mayHaveHappened: uncertain,
  });
}
