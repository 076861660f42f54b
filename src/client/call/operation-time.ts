/** The time of an operation that makes several requests: what its caller allows is for all of them together. */

import type { Settings } from '../settings';
import type { Clock } from '../time/clock';
import type { CallOptions } from './api';

/** Below this part of the time, nothing is sent a second time: its answer would most likely be lost as well. */
const leastPartForMore = 1 / 4;
/** The part of what is left after which a search ends, so that its last look has time. */
const partForLooks = 3 / 4;

export class OperationTime {
  readonly #settings: Settings;
  readonly #options: CallOptions;
  readonly #allMs: number;
  readonly #until: number;

  /** The time begins now. Without `withinMs` and `budget` it has no end, and each request has the client's budget. */
  constructor(settings: Settings, options: CallOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#allMs = Math.min(options.withinMs ?? Number.POSITIVE_INFINITY, options.budget ?? Number.POSITIVE_INFINITY);
    this.#until = settings.clock.now() + this.#allMs;
  }

  get isOver(): boolean {
    return this.#leftMs <= 0;
  }

  /** Whether there is enough left to send something a second time. */
  get hasTimeForMore(): boolean {
    return this.#allMs === Number.POSITIVE_INFINITY || this.#leftMs >= this.#allMs * leastPartForMore;
  }

  /** How long to look for what a lost answer was about. */
  get lookForMs(): number {
    return Math.max(0, Math.min(this.#settings.lookForMs, this.#leftMs * partForLooks));
  }

  /** The options of one more request. */
  call(): CallOptions {
    return this.#within(this.#leftMs);
  }

  /** The same for a request whose outcome must be looked for when its answer is lost: it leaves the time for that. */
  uncertainCall(): CallOptions {
    return this.#within(this.#leftMs - Math.min(this.#settings.lookForMs, this.#leftMs / 2));
  }

  get #leftMs(): number {
    return this.#until - this.#settings.clock.now();
  }

  #within(ms: number): CallOptions {
    return ms === Number.POSITIVE_INFINITY ? this.#options : { ...this.#options, withinMs: Math.max(1, ms) };
  }
}

/** The least time of a look, so that the last one of a wait can still be answered. */
const leastLookMs = 1000;

/** The options of each look of a wait that began now, which ends after `timeoutMs`. */
export function callsWithin(timeoutMs: number | undefined, options: CallOptions, clock: Clock): () => CallOptions {
  if (timeoutMs === undefined) return () => options;
  const until = clock.now() + timeoutMs;
  return () => ({ ...options, withinMs: Math.max(leastLookMs, until - clock.now()) });
}
