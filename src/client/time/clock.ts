/** Time as the client sees it: injected, so that no test waits for it to pass. */

export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
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

/** What to call when a signal is aborted: one listener a signal, however many operations it may end. */
const listening = new WeakMap<AbortSignal, { acts: Set<(reason: unknown) => void>; listener: () => void }>();

/** Calls `act` once when the signal is aborted, at once if it already is; the returned function stops listening. */
export function onAbort(signal: AbortSignal | undefined, act: (reason: unknown) => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    act(signal.reason);
    return () => undefined;
  }
  // Callers may give the same function twice.
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
