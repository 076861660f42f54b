/** The emulator's time: life cycles are computed from it at each request, so a test can move it instead of waiting. */

/** Where time comes from: milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** A clock that can be moved ahead, and that never gives one timestamp twice. */
export class EmulatorClock implements Clock {
  /** How far this clock is ahead of its source, in ms. */
  offset = 0;
  private lastMs = 0;
  private micros = 0;

  constructor(private readonly source: Clock = Date) {}

  now(): number {
    return this.source.now() + this.offset;
  }

  /** Moves the time ahead by `ms`. */
  advance(ms: number): void {
    this.offset += ms;
  }

  /**
   * The present as RFC 3339 with microseconds, as in byok-reference ("2026-05-05T10:55:52.719109Z").
   * The last three digits count up within one millisecond, so that creation order stays visible.
   */
  stamp(): string {
    const ms = this.now();
    this.micros = ms === this.lastMs ? Math.min(this.micros + 1, 999) : 0;
    this.lastMs = ms;
    return new Date(ms).toISOString().replace('Z', `${String(this.micros).padStart(3, '0')}Z`);
  }
}
