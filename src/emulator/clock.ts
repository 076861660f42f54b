/** The emulator's time: life cycles are computed from it at each request, so a test can move it instead of waiting. */

/** Where time comes from: milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** A clock that can be moved ahead, and that never gives one timestamp twice. */
export class EmulatorClock implements Clock {
  /** How far this clock is ahead of its source, in ms. */
  offset = 0;
  private lastMicros = 0;

  constructor(private readonly source: Clock = Date) {}

  now(): number {
    return this.source.now() + this.offset;
  }

  /** Moves the time ahead by `ms`. */
  advance(ms: number): void {
    this.offset += ms;
  }

  /** Back to the source's time. */
  reset(): void {
    this.offset = 0;
    this.lastMicros = 0;
  }

  /**
   * The present as RFC 3339 with microseconds, as in docs/api.md#key-fields ("2026-05-05T10:55:52.719109Z").
   * Each is later than the one before, so that creation order stays visible.
   */
  stamp(): string {
    this.lastMicros = Math.max(this.now() * 1000, this.lastMicros + 1);
    const text = new Date(Math.floor(this.lastMicros / 1000)).toISOString();
    return text.replace('Z', `${String(this.lastMicros % 1000).padStart(3, '0')}Z`);
  }
}
