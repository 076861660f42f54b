/** Tells who watches that the API does not answer and is tried again: the client does so for half a minute without a word. */

import type { Clock } from '../../client';
import type { Output } from '../terminal/output';

/** Milliseconds that may pass without a word. */
const silence = 2000;

export class Patience {
  #trouble = '';
  #timer: AbortController | undefined;
  #told = false;

  constructor(
    private readonly host: string,
    private readonly clock: Clock,
    private readonly output: Pick<Output, 'progress' | 'endProgress'>,
  ) {}

  /** What the client logs: a line a request, and the totals when it is closed. */
  heard({ attempt, status, failure }: Record<string, unknown>): void {
    const failed = typeof attempt === 'number' && (typeof status !== 'number' || isRetried(status));
    if (!failed) this.#rest();
    else this.#worry(String(status ?? failure));
  }

  #worry(trouble: string): void {
    this.#trouble = trouble;
    if (this.#told) this.#tell();
    if (this.#timer !== undefined) return;
    this.#timer = new AbortController();
    this.clock.sleep(silence, this.#timer.signal).then(
      () => this.#tell(),
      () => undefined,
    );
  }

  #tell(): void {
    this.#told = true;
    this.output.progress(`no answer from ${this.host} yet (${this.#trouble}), trying again`);
  }

  #rest(): void {
    this.#timer?.abort();
    this.#timer = undefined;
    if (this.#told) this.output.endProgress();
    this.#told = false;
  }
}

function isRetried(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
