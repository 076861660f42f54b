/** One random schedule: two clients under random faults; then what they were told against what the emulator holds. */

import { AivenClient, AivenError, isNotFound } from '../../../src/client';
import { Emulator } from '../../../src/emulator';
import { gcpKey, project, token } from '../emulator/client';
import { Random } from '../random';
import { recordingLog } from '../secrets/leak-detector';
import { VirtualClock } from '../virtual-clock';
import { rain, randomHabits } from './chaos-faults';
import { Ledger } from './chaos-ledger';

export interface ScheduleReport {
  seed: number;
  /** What the callers were told and is not so; empty when all is well. */
  problems: string[];
  /** How often each kind of step ended in which way. */
  outcomes: Record<string, number>;
  faults: number;
}

/** Runs the schedule of a seed. */
export async function runSchedule(seed: number): Promise<ScheduleReport> {
  const random = new Random(seed);
  const clock = new VirtualClock();
  const emulator = new Emulator({ clock, projects: [project], ...randomHabits(random) });
  await emulator.start();
  rain(emulator, random, random.pick([0.05, 0.15, 0.3]));
  const ledger = new Ledger(emulator);
  const actors = ['a', 'b'].map((name) => new Actor(name, { random, clock, emulator, ledger }));
  try {
    await Promise.all(actors.map((actor) => actor.act(3 + random.below(6))));
  } finally {
    await Promise.all(actors.map((actor) => actor.client.close()));
    await emulator.stop();
  }
  // What was put off has happened by then.
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

/** One process: it registers, changes, binds, reads and deletes what is its own. */
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
      // Concurrently, as Terraform does.
      const together = random.chance(0.3) ? 3 : 1;
      await Promise.all(Array.from({ length: together }, () => random.pick(work).call(this)));
    }
  }

  private async register(): Promise<void> {
    const { random, ledger } = this.stage;
    // Now and then the same key again: a process must tell its own apart.
    const again = this.made > 0 && random.chance(0.15) ? random.below(this.made) : this.made++;
    const keyReference = `${gcpKey}-${this.name}-${again}`;
    const defaultCmk = random.pick([undefined, false, true]);
    const told = await this.told('register', (signal) =>
      this.client.cmks.create(project, { cloud: 'gcp', keyReference, defaultCmk }, { signal }),
    );
    ledger.registered(keyReference, told);
    if (told.value !== undefined) this.keys.push(told.value.cmkId);
  }

  private async change(): Promise<void> {
    const cmkId = this.anyKey();
    if (cmkId === undefined) return;
    const defaultCmk = this.stage.random.chance(0.5);
    const told = await this.told('change', (signal) =>
      this.client.cmks.update(project, cmkId, { defaultCmk }, { signal }),
    );
    if (told.value !== undefined && told.value.defaultCmk !== defaultCmk) {
      this.stage.ledger.problem(`${cmkId}: told changed, but shown unchanged`);
    }
    this.stage.ledger.used(cmkId, told);
  }

  private async remove(): Promise<void> {
    const cmkId = this.anyKey();
    if (cmkId === undefined) return;
    this.keys = this.keys.filter((key) => key !== cmkId);
    const { random, ledger } = this.stage;
    ledger.deleting(cmkId);
    const wait = random.chance(0.5) ? { deadline: this.client.deadlineAfter(120_000), whileDeactivating: {} } : {};
    const told = await this.told('delete', (signal) => this.client.cmks.delete(project, cmkId, { signal, ...wait }));
    ledger.deleted(cmkId, told);
    if (told.done) this.deletedKeys.push(cmkId);
    if (told.error !== undefined && !told.doubt) this.keys.push(cmkId);
  }

  private async create(): Promise<void> {
    const { ledger } = this.stage;
    const serviceName = `service-${this.name}-${this.made++}`;
    const input = { serviceName, serviceType: 'pg', servicePlan: 'startup-4', cmkId: this.anyKey() ?? null };
    const told = await this.told('create', (signal) => this.client.services.create(project, input, { signal }));
    ledger.created(serviceName, told);
    if (told.value !== undefined) this.services.push(serviceName);
  }

  private async bind(): Promise<void> {
    const { random, ledger, emulator } = this.stage;
    const serviceName = this.takeService();
    if (serviceName === undefined) return;
    const cmkId = random.chance(0.3) ? null : (this.anyKey() ?? null);
    const told = await this.told('bind', async (signal) => {
      await this.client.services.update(project, serviceName, { cmkId }, { signal });
      const ready = await this.client.services.waitUntilReady(project, serviceName, { cmkId, signal });
      ledger.ready(serviceName, cmkId, emulator.store.project(project));
      return ready;
    });
    if (told.value !== undefined) this.services.push(serviceName);
  }

  private async take(): Promise<void> {
    const serviceName = this.takeService();
    if (serviceName === undefined) return;
    const told = await this.told('take', async (signal) => {
      await this.client.services.delete(project, serviceName, { signal });
      await this.client.services.waitUntilGone(project, serviceName, { signal });
    });
    this.stage.ledger.taken(serviceName, told);
  }

  private async read(): Promise<void> {
    const { random, ledger } = this.stage;
    const cmkId = random.chance(0.8) ? this.anyKey() : this.deletedKeys[0];
    if (cmkId !== undefined) {
      const deletedBefore = this.deletedKeys.includes(cmkId);
      const told = await this.told('read', (signal) => this.client.reads.cmk(project, cmkId, { signal }));
      ledger.readKey(cmkId, told, deletedBefore);
    }
    const serviceName = this.services[0];
    if (serviceName === undefined) return;
    const read = await this.told('read', (signal) => this.client.reads.service(project, serviceName, { signal }));
    // Another step of this process may be deleting it at this moment.
    if (read.value === null && this.services.includes(serviceName)) {
      ledger.problem(`${serviceName}: told gone, but never deleted`);
    }
  }

  private anyKey(): string | undefined {
    return this.keys.length === 0 ? undefined : this.stage.random.pick(this.keys);
  }

  /** A service that no other step of this process uses meanwhile. */
  private takeService(): string | undefined {
    return this.services.shift();
  }

  /** What the caller hears; now and then it stops listening in the middle. */
  private async told<T>(step: string, work: (signal: AbortSignal) => Promise<T>): Promise<Told<T>> {
    const { random, clock, ledger } = this.stage;
    const stop = new AbortController();
    if (random.chance(0.05)) void clock.sleep(random.below(15_000)).then(() => stop.abort());
    try {
      const value = await work(stop.signal);
      ledger.count(`${step} done`);
      return { done: true, value, doubt: false };
    } catch (error) {
      if (!(error instanceof AivenError)) throw error;
      ledger.count(`${step} ${error.kind}${error.ambiguous ? '?' : ''}`);
      return { done: false, error, doubt: error.ambiguous, gone: isNotFound(error) };
    }
  }
}

/** What a caller was told. `doubt`: that it may have happened. */
export type Told<T> =
  | { done: true; value: T; error?: undefined; doubt: false; gone?: undefined }
  | { done: false; value?: undefined; error: AivenError; doubt: boolean; gone: boolean };
