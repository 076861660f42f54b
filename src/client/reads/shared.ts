/** One request that several callers wait for: it goes on while one of them still does. */

import { AivenError } from '../errors/aiven-error';
import { onAbort } from '../time/clock';

export class Shared<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;
  #settled = false;
  #failed = false;

  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.#result = start(this.#controller.signal);
    this.#result.then(
      () => {
        this.#settled = true;
      },
      () => {
        this.#settled = true;
        this.#failed = true;
      },
    );
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** Whether every caller went away before there was a result: nobody may join it any more. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /** The result. @throws AivenError of kind `aborted` as soon as the signal is aborted */
  wait(signal?: AbortSignal): Promise<T> {
    if (signal === undefined) {
      // A caller without a signal stays to the end.
      this.#waiting += 1;
      return this.#result;
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting += 1;
      const stopListening = onAbort(signal, () => {
        reject(new AivenError({ kind: 'aborted', summary: 'The request was aborted.' }));
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

export interface Caller {
  signal?: AbortSignal;
  budget?: number;
  withinMs?: number;
}

/** Joins what is kept under a name, or starts it; a failure is not kept. */
export function shareKept<T>(
  kept: Map<string, Shared<T>>,
  name: string,
  { signal, ...time }: Caller,
  start: (caller: Caller) => Promise<T>,
): Promise<T> {
  const found = kept.get(name);
  if (found !== undefined && !found.abandoned) return found.wait(signal);
  const shared: Shared<T> = new Shared((own) =>
    start({ ...time, signal: own }).catch((error) => {
      if (kept.get(name) === shared) kept.delete(name);
      throw error;
    }),
  );
  kept.set(name, shared);
  return shared.wait(signal);
}
