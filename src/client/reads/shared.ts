/** One request that several callers wait for: it continues while at least one of them waits. */

import { AivenError } from '../errors/aiven-error';
import { onAbort } from '../time/clock';

export class Shared<T> {
  private readonly controller = new AbortController();
  private readonly result: Promise<T>;
  private waiting = 0;
  private state: 'pending' | 'fulfilled' | 'rejected' = 'pending';

  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.result = start(this.controller.signal);
    this.result.then(
      () => {
        this.state = 'fulfilled';
      },
      () => {
        this.state = 'rejected';
      },
    );
  }

  get hasFailed(): boolean {
    return this.state === 'rejected';
  }

  /** Every caller aborted before there was a result, so the request was aborted too: nobody may join it. */
  get isAbandoned(): boolean {
    return this.controller.signal.aborted;
  }

  /** The result. @throws AivenError of kind `aborted` as soon as the signal is aborted */
  wait(signal?: AbortSignal): Promise<T> {
    this.waiting += 1;
    // A caller without a signal stays to the end.
    if (signal === undefined) return this.result;
    return new Promise<T>((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        reject(new AivenError({ kind: 'aborted', summary: 'The request was aborted.' }));
        this.leave();
      });
      this.result.then(resolve, reject).finally(stopListening);
    });
  }

  private leave(): void {
    this.waiting -= 1;
    if (this.waiting === 0 && this.state === 'pending') this.controller.abort();
  }
}

export interface Caller {
  signal?: AbortSignal;
  deadline?: number;
}

/** Joins the request kept under a name, or starts it. A failed request is not kept. */
export function shareKept<T>(
  kept: Map<string, Shared<T>>,
  name: string,
  { signal, deadline }: Caller,
  start: (caller: Caller) => Promise<T>,
): Promise<T> {
  const found = kept.get(name);
  if (found !== undefined && !found.isAbandoned) return found.wait(signal);
  const shared: Shared<T> = new Shared((own) =>
    start({ deadline, signal: own }).catch((error) => {
      if (kept.get(name) === shared) kept.delete(name);
      throw error;
    }),
  );
  kept.set(name, shared);
  return shared.wait(signal);
}
