/** Outages during a wait: transient errors are tolerated until Aiven has not responded for two minutes. */

import { defaults } from '../defaults';
import { isTransient } from '../errors/guards';
import type { Clock } from '../time/clock';

export class OutageTolerance {
  private lastResponseAt: number;

  constructor(private readonly clock: Clock) {
    this.lastResponseAt = clock.now();
  }

  /** What the request resolves to; undefined when it failed and the wait goes on. */
  async try<T>(send: () => Promise<T>): Promise<T | undefined> {
    try {
      const response = await send();
      this.lastResponseAt = this.clock.now();
      return response;
    } catch (error) {
      this.tolerate(error);
      return undefined;
    }
  }

  /** @throws the error, when it is not transient or the outage lasts too long */
  tolerate(error: unknown): void {
    if (!isTransient(error) || this.clock.now() - this.lastResponseAt > defaults.unreachableMs) throw error;
  }
}
