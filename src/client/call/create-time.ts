/** How a create, or a wait, divides the time until its deadline. */

import type { AivenError } from '../errors/aiven-error';
import type { Settings } from '../settings';
import type { Clock } from '../time/clock';
import { type CallOptions, retryBudget } from './api';

/** With less than this part of the time left, nothing is sent a second time: its response would likely be lost too. */
const leastPartForRetry = 1 / 4;
/** The part of the remaining time that a search takes, so that its last request can finish. */
const partForSearch = 3 / 4;
/** The least time for one request of a wait, so that the last one can finish. */
const leastRequestMs = 1000;

/** A create whose response may get lost: it must leave time to search for what it created. */
export class CreateTime {
  private readonly startedAt: number;
  private readonly deadline: number;

  constructor(
    private readonly settings: Settings,
    readonly options: CallOptions,
  ) {
    this.startedAt = settings.clock.now();
    this.deadline = options.deadline ?? Number.POSITIVE_INFINITY;
  }

  get isOver(): boolean {
    return this.leftMs <= 0;
  }

  /** Whether enough time is left, after the search, to send the create a second time. */
  allowsRetry({ retryAfterMs }: AivenError): boolean {
    if (!this.allowsPause(retryAfterMs)) return false;
    return (
      this.leftMs === Number.POSITIVE_INFINITY || this.leftMs >= (this.deadline - this.startedAt) * leastPartForRetry
    );
  }

  /** When a search that starts now ends. If Aiven asked for a pause (Retry-After), the search lasts as long. */
  searchDeadline({ retryAfterMs }: AivenError): number {
    const { clock, searchMs } = this.settings;
    const pauseMs = this.allowsPause(retryAfterMs) ? (retryAfterMs ?? 0) : 0;
    return clock.now() + Math.max(0, Math.min(Math.max(searchMs, pauseMs), this.leftMs * partForSearch));
  }

  /** For the create itself: it ends early enough for a search. */
  get createOptions(): CallOptions {
    const { options } = this;
    if (options.deadline === undefined) return options;
    return { ...options, deadline: options.deadline - Math.min(this.settings.searchMs, this.leftMs / 2) };
  }

  /** A longer pause than one request may take is not waited for. */
  private allowsPause(retryAfterMs: number | null): boolean {
    const { clock, retry } = this.settings;
    return (retryAfterMs ?? 0) <= retryBudget(this.options, retry.budgetMs, clock.now());
  }

  private get leftMs(): number {
    return this.deadline - this.settings.clock.now();
  }
}

/** The options of one request of a wait. */
export function requestInWait({ signal, deadline }: CallOptions, clock: Clock): CallOptions {
  return { signal, deadline: deadline && Math.max(deadline, clock.now() + leastRequestMs) };
}
