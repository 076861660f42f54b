/** Everything that handlers work on: settings, store, clock, and the actions that are still to come. */

import { type Clock, EmulatorClock } from '../clock';
import type { Settings } from '../options';
import { settleProject } from './service-life';
import { Store } from './store';

/** An action whose caller has been told nothing, and that happens later (fault `late`). */
interface LateAction {
  dueAt: number;
  act: () => void;
}

export class World {
  readonly clock: EmulatorClock;
  store = new Store();
  private late: LateAction[] = [];

  constructor(readonly settings: Settings) {
    this.clock = new EmulatorClock(settings.clock satisfies Clock);
  }

  /** Lets `act` happen `ms` from now, before whatever is asked next. */
  schedule(ms: number, act: () => void): void {
    this.late.push({ dueAt: this.clock.now() + ms, act });
    this.late.sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Brings everything up to the present. */
  settle(): void {
    const now = this.clock.now();
    while (this.late[0] !== undefined && this.late[0].dueAt <= now) {
      this.late.shift()?.act();
    }
    for (const project of this.store.projects.values()) {
      settleProject(project, now);
    }
  }

  /** Starts again with `store`: nothing to come, time back at its source. */
  restart(store: Store): void {
    this.store = store;
    this.late = [];
    this.clock.reset();
  }
}
