/** One random schedule: runs two clients under random faults, then compares their results with the emulator's state. */

import { AivenClient, AivenError, isNotFound } from '../../../src/client';
import { Emulator } from '../../../src/emulator';
import { gcpKey, project, token } from '../emulator/client';
import { Random } from '../random';
import { recordingLog } from '../secrets/leak-detector';
import { VirtualClock } from '../virtual-clock';
import { injectFaults, randomBehavior } from './chaos-faults';
import { Ledger } from './chaos-ledger';

export interface ScheduleReport {
  seed: number;
  /** Results that do not match the emulator's state. */
  problems: string[];
  /** Counts by step and outcome, such as "register done" or "delete network?". */
  outcomes: Record<string, number>;
  faults: number;
}

/** Runs the schedule of one seed. */
export async function runSchedule(seed: number): Promise<ScheduleReport> {
  const random = new Random(seed);
  const clock = new VirtualClock();
  const emulator = new Emulator({ clock, projects: [project], ...randomBehavior(random) });
  await emulator.start();
  injectFaults(emulator, random, random.pick([0.05, 0.15, 0.3]));
  const ledger = new Ledger(emulator);
  const actors = ['a', 'b'].map((name) => new Actor(name, { random, clock, emulator, ledger }));
  try {
    await Promise.all(actors.map((actor) => actor.act(3 + random.below(6))));
  } finally {
    await Promise.all(actors.map((actor) => actor.client.close()));
    await emulator.stop();
  }
  // All delayed requests take effect.
  emulator.advance(3_600_000);
  const faults = emulator.requests.filter(({ fault }) => fault !== null).length;
  return { seed, problems: ledger.check(), outcomes: ledger.outcomes, faults };
}

interface Stage {
  random: Random;
  clock: VirtualClock;
  emulator: Emulator;
  ledger: Ledger;
}

/** One process. It registers, updates, binds, reads, and deletes its own keys and services. */
class Actor {
  readonly client: AivenClient;
  private readonly name: string;
  private readonly stage: Stage;
  private keys: string[] = [];
  private deletedKeys: string[] = [];
  private services: string[] = [];
  private made = 0;

  constructor(name: string, stage: Stage) {
    const { emulator, clock, random } = stage;
    this.name = name;
    this.stage = stage;
    const timeLimits = { totalMs: 300 };
    this.client = new AivenClient({
      token,
      url: emulator.url,
      env: {},
      clock,
      random: random.next,
      log: recordingLog,
      timeLimits,
    });
  }

  async act(steps: number): Promise<void> {
    const { random } = this.stage;
    for (let step = 0; step < steps; step += 1) {
      const work = [
        this.register,
        this.register,
        this.change,
        this.remove,
        this.create,
        this.bind,
        this.read,
        this.take,
      ];
      // Several steps concurrently, as Terraform does.
      const together = random.chance(0.3) ? 3 : 1;
      await Promise.all(Array.from({ length: together }, () => random.pick(work).call(this)));
    }
  }

  private async register(): Promise<void> {
    const { random, ledger } = this.stage;
    // Sometimes the same key again: the client must tell its own registrations apart.
    const again = this.made > 0 && random.chance(0.15) ? random.below(this.made) : this.made++;
    const keyReference = `${gcpKey}-${this.name}-${again}`;
    const defaultCmk = random.pick([undefined, false, true]);
    const outcome = await this.attempt('register', (signal) =>
      this.client.cmks.create(project, { cloud: 'gcp', keyReference, defaultCmk }, { signal }),
    );
    ledger.registered(keyReference, outcome);
    if (outcome.value !== undefined) this.keys.push(outcome.value.cmkId);
  }

  private async change(): Promise<void> {
    const cmkId = this.anyKey();
    if (cmkId === undefined) return;
    const defaultCmk = this.stage.random.chance(0.5);
    const outcome = await this.attempt('change', (signal) =>
      this.client.cmks.update(project, cmkId, { defaultCmk }, { signal }),
    );
    if (outcome.value !== undefined && outcome.value.defaultCmk !== defaultCmk) {
      this.stage.ledger.problem(`${cmkId}: reported as updated, but returned unchanged`);
    }
    this.stage.ledger.used(cmkId, outcome);
  }

  private async remove(): Promise<void> {
    const cmkId = this.anyKey();
    if (cmkId === undefined) return;
    this.keys = this.keys.filter((key) => key !== cmkId);
    const { random, ledger } = this.stage;
    ledger.deleting(cmkId);
    const wait = random.chance(0.5) ? { deadline: this.client.deadlineAfter(120_000), whileDeactivating: {} } : {};
    const outcome = await this.attempt('delete', (signal) =>
      this.client.cmks.delete(project, cmkId, { signal, ...wait }),
    );
    ledger.deleted(cmkId, outcome);
    if (outcome.done) this.deletedKeys.push(cmkId);
    if (outcome.error !== undefined && !outcome.ambiguous) this.keys.push(cmkId);
  }

  private async create(): Promise<void> {
    const { ledger } = this.stage;
    const serviceName = `service-${this.name}-${this.made++}`;
    const input = { serviceName, serviceType: 'pg', plan: 'startup-4', cmkId: this.anyKey() ?? null };
    const outcome = await this.attempt('create', (signal) => this.client.services.create(project, input, { signal }));
    ledger.created(serviceName, outcome);
    if (outcome.value !== undefined) this.services.push(serviceName);
  }

  private async bind(): Promise<void> {
    const { random, ledger, emulator } = this.stage;
    const serviceName = this.takeService();
    if (serviceName === undefined) return;
    const cmkId = random.chance(0.3) ? null : (this.anyKey() ?? null);
    const outcome = await this.attempt('bind', async (signal) => {
      await this.client.services.update(project, serviceName, { cmkId }, { signal });
      const ready = await this.client.services.waitUntilReady(project, serviceName, { cmkId, signal });
      ledger.ready(serviceName, cmkId, emulator.store.project(project));
      return ready;
    });
    if (outcome.value !== undefined) this.services.push(serviceName);
  }

  private async take(): Promise<void> {
    const serviceName = this.takeService();
    if (serviceName === undefined) return;
    const outcome = await this.attempt('take', async (signal) => {
      await this.client.services.delete(project, serviceName, { signal });
      await this.client.services.waitUntilGone(project, serviceName, { signal });
    });
    this.stage.ledger.taken(serviceName, outcome);
  }

  private async read(): Promise<void> {
    const { random, ledger } = this.stage;
    const cmkId = random.chance(0.8) ? this.anyKey() : this.deletedKeys[0];
    if (cmkId !== undefined) {
      const deletedBefore = this.deletedKeys.includes(cmkId);
      const outcome = await this.attempt('read', (signal) => this.client.reads.cmk(project, cmkId, { signal }));
      ledger.readKey(cmkId, outcome, deletedBefore);
    }
    const serviceName = this.services[0];
    if (serviceName === undefined) return;
    const read = await this.attempt('read', (signal) => this.client.reads.service(project, serviceName, { signal }));
    // Another step of this process may be deleting the service.
    if (read.value === null && this.services.includes(serviceName)) {
      ledger.problem(`${serviceName}: reported as deleted, but never deleted`);
    }
  }

  private anyKey(): string | undefined {
    return this.keys.length === 0 ? undefined : this.stage.random.pick(this.keys);
  }

  /** Takes a service away from the other steps of this process. */
  private takeService(): string | undefined {
    return this.services.shift();
  }

  /** Runs one step and returns its outcome. Some steps are aborted. */
  private async attempt<T>(step: string, work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
    const { random, clock, ledger } = this.stage;
    const stop = new AbortController();
    if (random.chance(0.05)) void clock.sleep(random.below(15_000)).then(() => stop.abort());
    try {
      const value = await work(stop.signal);
      ledger.count(`${step} done`);
      return { done: true, value, ambiguous: false };
    } catch (error) {
      if (!(error instanceof AivenError)) throw error;
      ledger.count(`${step} ${error.kind}${error.ambiguous ? '?' : ''}`);
      return { done: false, error, ambiguous: error.ambiguous, notFound: isNotFound(error) };
    }
  }
}

/** The outcome of one step, as the client reported it. */
export type Outcome<T> =
  | { done: true; value: T; error?: undefined; ambiguous: false; notFound?: undefined }
  | { done: false; value?: undefined; error: AivenError; ambiguous: boolean; notFound: boolean };
