/** The clock: injected, so that no test waits for time to pass. */

export interface Clock {
  /** Monotonic milliseconds since an arbitrary moment: for durations and deadlines. */
  now(): number;
  /** Milliseconds since 1970: for dates from a response. */
  wallTime(): number;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallTime: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stopListening();
        resolve();
      }, ms);
      const stopListening = onAbort(signal, (reason) => {
        clearTimeout(timer);
        reject(reason);
      });
    }),
};

/** One listener per signal, however many operations it may end: Node warns about more than ten. */
const listening = new WeakMap<AbortSignal, { acts: Set<(reason: unknown) => void>; listener: () => void }>();

/** Calls `act` once when the signal is aborted, immediately if it already is. The returned function stops listening. */
export function onAbort(signal: AbortSignal | undefined, act: (reason: unknown) => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    act(signal.reason);
    return () => undefined;
  }
  // Callers may pass the same function twice.
  const own = (reason: unknown) => act(reason);
  const entry = listening.get(signal) ?? listen(signal);
  entry.acts.add(own);
  return () => {
    entry.acts.delete(own);
    if (entry.acts.size > 0) return;
    signal.removeEventListener('abort', entry.listener);
    if (listening.get(signal) === entry) listening.delete(signal);
  };
}

function listen(signal: AbortSignal) {
  const acts = new Set<(reason: unknown) => void>();
  const listener = () => {
    for (const act of [...acts]) act(signal.reason);
  };
  signal.addEventListener('abort', listener, { once: true });
  const entry = { acts, listener };
  listening.set(signal, entry);
  return entry;
}
