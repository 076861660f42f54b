/** At most so many requests at once; the rest wait in order. */

import { onAbort } from '../time/clock';

export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves with the function that gives the slot back, or rejects with the signal's reason while waiting. */
  acquire(signal?: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        stopListening();
        resolve(() => this.#release());
      };
      const stopListening = onAbort(signal, (reason) => {
        this.#waiting.delete(grant);
        reject(reason);
      });
      if (signal?.aborted) return;
      if (this.#free > 0) {
        this.#free -= 1;
        grant();
      } else {
        this.#waiting.add(grant);
      }
    });
  }

  #release(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
