/** The emulator's clock. State changes are computed from it at each request, so a test advances it instead of waiting. */

/** A source of time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A clock that can be advanced, and whose timestamps are unique and increasing. */
export class EmulatorClock implements Clock {
  /** How far this clock is ahead of its source, in milliseconds. */
  offset = 0;
  private lastMicroseconds = 0;

  constructor(private readonly source: Clock = Date) {}

  now(): number {
    return this.source.now() + this.offset;
  }

  advance(ms: number): void {
    this.offset += ms;
  }

  /** Returns to the time of the source. */
  reset(): void {
    this.offset = 0;
    this.lastMicroseconds = 0;
  }

  /**
   * The current time as RFC 3339 with microseconds, "2026-05-05T10:55:52.719109Z" (docs/internals/api.md#key-fields).
   * Each timestamp is later than the one before, so that sorting by it gives the order of creation.
   */
  timestamp(): string {
    this.lastMicroseconds = Math.max(this.now() * 1000, this.lastMicroseconds + 1);
    const text = new Date(Math.floor(this.lastMicroseconds / 1000)).toISOString();
    return text.replace('Z', `${String(this.lastMicroseconds % 1000).padStart(3, '0')}Z`);
  }
}
