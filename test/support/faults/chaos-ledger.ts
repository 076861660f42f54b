/** What callers were told during a random schedule, and what is wrong with it when compared with the truth. */

import type { Cmk } from '../../../src/client';
import type { Emulator, ProjectRecord } from '../../../src/emulator';
import { project } from '../emulator/client';
import type { Told } from './chaos';

export class Ledger {
  readonly outcomes: Record<string, number> = {};
  private readonly emulator: Emulator;
  private readonly problems: string[] = [];
  /** Ids that were handed out, with the key that they were handed out for. */
  private readonly registeredKeys = new Map<string, string>();
  /** How many registrations of a key may have happened. */
  private readonly doubtful = new Map<string, number>();
  private readonly deletedKeys = new Set<string>();
  /** Deleted without anyone's knowing for sure, or just being deleted. */
  private readonly maybeDeleted = new Set<string>();
  private readonly services = new Map<string, 'there' | 'gone' | 'doubtful'>();

  constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  count(outcome: string): void {
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
  }

  problem(text: string): void {
    this.problems.push(text);
  }

  registered(keyReference: string, told: Told<Cmk>): void {
    if (told.doubt) this.doubtful.set(keyReference, (this.doubtful.get(keyReference) ?? 0) + 1);
    if (!told.done) return;
    const { cmkId } = told.value;
    if (told.value.keyReference !== keyReference) this.problem(`${cmkId}: handed out for another key`);
    if (this.registeredKeys.has(cmkId)) this.problem(`${cmkId}: handed out twice`);
    this.registeredKeys.set(cmkId, keyReference);
  }

  /** A key of which a change was tried. */
  used(cmkId: string, told: Told<unknown>): void {
    if (told.gone && !this.mayBeGone(cmkId)) this.problem(`${cmkId}: told gone by a change, but never deleted`);
  }

  deleting(cmkId: string): void {
    this.maybeDeleted.add(cmkId);
  }

  deleted(cmkId: string, told: Told<unknown>): void {
    if (told.done) this.deletedKeys.add(cmkId);
    if (!told.doubt) this.maybeDeleted.delete(cmkId);
    this.used(cmkId, told);
  }

  readKey(cmkId: string, told: Told<Cmk | null>, deletedBefore: boolean): void {
    if (!told.done) return;
    const gone = told.value === null || told.value.status === 'deleted';
    if (gone && !this.mayBeGone(cmkId)) this.problem(`${cmkId}: told gone by a read, but never deleted`);
    if (!gone && deletedBefore) this.problem(`${cmkId}: told there by a read, but deleted before`);
  }

  created(serviceName: string, told: Told<unknown>): void {
    this.services.set(serviceName, told.done ? 'there' : told.doubt ? 'doubtful' : 'gone');
  }

  taken(serviceName: string, told: Told<unknown>): void {
    this.services.set(serviceName, told.done ? 'gone' : 'doubtful');
  }

  /** At the moment when a wait said that a service is ready. */
  ready(serviceName: string, cmkId: string | null, { services, associations }: ProjectRecord): void {
    const service = services.get(serviceName);
    const held = associations.some(
      (one) => one.serviceName === serviceName && one.cmkId === cmkId && one.status === 'active',
    );
    const right = service?.state === 'RUNNING' && service.cmk_id === cmkId && (cmkId === null || held);
    if (!right) this.problem(`${serviceName}: told ready under ${cmkId}, but it is not`);
  }

  /** What the callers were told and is not so. */
  check(): string[] {
    const { cmks, services } = this.emulator.store.project(project);
    const there = new Map(
      [...cmks.values()].filter(({ status }) => status !== 'deleted').map((cmk) => [cmk.id, cmk.resource]),
    );
    for (const [cmkId, keyReference] of this.registeredKeys) {
      if (there.has(cmkId) && this.deletedKeys.has(cmkId)) this.problem(`${cmkId}: told deleted, but it is there`);
      if (!there.has(cmkId) && !this.mayBeGone(cmkId)) this.problem(`${cmkId}: told registered, but it is not there`);
      if (there.has(cmkId) && there.get(cmkId) !== keyReference) this.problem(`${cmkId}: is another key`);
    }
    const strays = new Map<string, number>();
    for (const [cmkId, keyReference] of there) {
      if (!this.registeredKeys.has(cmkId)) strays.set(keyReference, (strays.get(keyReference) ?? 0) + 1);
    }
    for (const [keyReference, count] of strays) {
      const explained = this.doubtful.get(keyReference) ?? 0;
      if (count > explained) {
        this.problem(`${keyReference}: ${count} keys that nobody was told of, ${explained} of them in doubt`);
      }
    }
    for (const [name, claim] of this.services) {
      if (claim !== 'doubtful' && services.has(name) !== (claim === 'there')) {
        this.problem(`${name}: told ${claim}, but it is not`);
      }
    }
    return this.problems;
  }

  private mayBeGone(cmkId: string): boolean {
    return this.deletedKeys.has(cmkId) || this.maybeDeleted.has(cmkId);
  }
}
