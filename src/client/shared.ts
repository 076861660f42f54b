/** One request that several callers wait for: it goes on while one of them still does. */

import { onAbort } from './clock';

export class Shared<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;
  #settled = false;

  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.#result = start(this.#controller.signal);
    const settle = () => {
      this.#settled = true;
    };
    this.#result.then(settle, settle);
  }

  /** Whether every caller went away before there was a result: nobody may join it any more. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /** The result, or the signal's reason as soon as it is aborted. */
  wait(signal?: AbortSignal): Promise<T> {
    if (signal === undefined) {
      // A caller without a signal stays to the end.
      this.#waiting += 1;
      return this.#result;
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting += 1;
      const stopListening = onAbort(signal, (reason) => {
        reject(reason);
        this.#leave();
      });
      this.#result.then(resolve, reject).finally(stopListening);
    });
  }

  #leave(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0 && !this.#settled) this.#controller.abort();
  }
}
