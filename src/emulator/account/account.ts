/** The emulated account: settings, records, clock and delayed requests. Every handler works on it. */

import { EmulatorClock } from '../clock';
import type { Settings } from '../options';
import { applyDueChanges } from './service-lifecycle';
import { Store } from './store';

/** A request that takes effect after its caller was disconnected (fault `late`). */
interface DelayedRequest {
  dueAt: number;
  execute: () => void;
}

export class Account {
  readonly clock: EmulatorClock;
  store = new Store();
  private delayed: DelayedRequest[] = [];

  constructor(readonly settings: Settings) {
    this.clock = new EmulatorClock(settings.clock);
  }

  /** Executes a request `ms` from now, before any request that arrives later. */
  executeLater(ms: number, execute: () => void): void {
    this.delayed.push({ dueAt: this.clock.now() + ms, execute });
    this.delayed.sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Executes delayed requests and applies the changes of services and associations that are due by now. */
  update(): void {
    const now = this.clock.now();
    while (this.delayed[0] !== undefined && this.delayed[0].dueAt <= now) this.delayed.shift()?.execute();
    for (const project of this.store.projects.values()) applyDueChanges(project, now);
  }

  /** Replaces the records, drops delayed requests and resets the clock. */
  reset(store: Store): void {
    this.store = store;
    this.delayed = [];
    this.clock.reset();
  }
}
