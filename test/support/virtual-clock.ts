/** Time that passes only when nothing else happens: it jumps to the next sleeper once no request is under way. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Clock } from '../../src/client';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** Requests of undici that are in flight in this process. Source: docs/docs/api/DiagnosticsChannel.md in nodejs/undici. */
const inFlight = new Set<unknown>();
const onStart = (message: unknown) => void inFlight.add((message as { request: unknown }).request);
const onEnd = (message: unknown) => void inFlight.delete((message as { request: unknown }).request);
const channels = { create: onStart, trailers: onEnd, error: onEnd };
for (const [name, listener] of Object.entries(channels)) subscribe(`undici:request:${name}`, listener);
// The channels belong to the process: a finished test file must not keep listening. Without jest there is only one user.
if (typeof afterAll === 'function') {
  afterAll(() => {
    for (const [name, listener] of Object.entries(channels)) unsubscribe(`undici:request:${name}`, listener);
    // The end of a request that is still in flight is no longer seen: a clock must not wait for it.
    inFlight.clear();
  });
}

/** Turns of the event loop without a request before time jumps: answers still have to reach their callers. */
const quietTurns = 5;

export class VirtualClock implements Clock {
  /** The pauses that were asked for, in order. */
  readonly slept: number[] = [];
  private current: number;
  private sleepers: Sleeper[] = [];
  private watching = false;

  constructor(start = Date.parse('2026-05-05T10:00:00Z')) {
    this.current = start;
  }

  wallTime(): number {
    return this.now();
  }

  now(): number {
    return this.current;
  }

  advance(ms: number): void {
    this.current += ms;
    const due = this.sleepers.filter(({ at }) => at <= this.current);
    this.sleepers = this.sleepers.filter(({ at }) => at > this.current);
    for (const { wake } of due) wake();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        at: this.current + ms,
        wake: () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        },
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.sleepers.push(sleeper);
      if (!this.watching) void this.watch();
    });
  }

  private async watch(): Promise<void> {
    this.watching = true;
    for (let quiet = 0; this.sleepers.length > 0; ) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = inFlight.size === 0 ? quiet + 1 : 0;
      if (quiet < quietTurns) continue;
      quiet = 0;
      this.advance(Math.max(0, Math.min(...this.sleepers.map(({ at }) => at)) - this.current));
    }
    this.watching = false;
  }
}
