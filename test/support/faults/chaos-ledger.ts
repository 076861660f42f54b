/** Records the outcomes that the clients reported during a random schedule, and compares them with the emulator's state. */

import type { Cmk } from '../../../src/client';
import type { Emulator, ProjectRecord } from '../../../src/emulator';
import { project } from '../emulator/client';
import type { Outcome } from './chaos';

export class Ledger {
  readonly outcomes: Record<string, number> = {};
  private readonly emulator: Emulator;
  private readonly problems: string[] = [];
  /** The key reference of each registered key, by ID. */
  private readonly registeredKeys = new Map<string, string>();
  /** The number of ambiguous registrations by key reference. */
  private readonly ambiguous = new Map<string, number>();
  private readonly deletedKeys = new Set<string>();
  /** Keys whose deletion is in progress or ambiguous. */
  private readonly maybeDeleted = new Set<string>();
  private readonly services = new Map<string, 'exists' | 'deleted' | 'ambiguous'>();

  constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  count(outcome: string): void {
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
  }

  problem(text: string): void {
    this.problems.push(text);
  }

  registered(keyReference: string, outcome: Outcome<Cmk>): void {
    if (outcome.ambiguous) this.ambiguous.set(keyReference, (this.ambiguous.get(keyReference) ?? 0) + 1);
    if (!outcome.done) return;
    const { cmkId } = outcome.value;
    if (outcome.value.keyReference !== keyReference) this.problem(`${cmkId}: returned for another key`);
    if (this.registeredKeys.has(cmkId)) this.problem(`${cmkId}: returned twice`);
    this.registeredKeys.set(cmkId, keyReference);
  }

  /** After an update of a key, or an attempt. */
  used(cmkId: string, outcome: Outcome<unknown>): void {
    if (outcome.notFound && !this.mayBeDeleted(cmkId)) {
      this.problem(`${cmkId}: reported as missing by an update, but never deleted`);
    }
  }

  deleting(cmkId: string): void {
    this.maybeDeleted.add(cmkId);
  }

  deleted(cmkId: string, outcome: Outcome<unknown>): void {
    if (outcome.done) this.deletedKeys.add(cmkId);
    if (!outcome.ambiguous) this.maybeDeleted.delete(cmkId);
    this.used(cmkId, outcome);
  }

  readKey(cmkId: string, outcome: Outcome<Cmk | null>, deletedBefore: boolean): void {
    if (!outcome.done) return;
    const isDeleted = outcome.value === null || outcome.value.status === 'deleted';
    if (isDeleted && !this.mayBeDeleted(cmkId)) {
      this.problem(`${cmkId}: reported as deleted by a read, but never deleted`);
    }
    if (!isDeleted && deletedBefore) this.problem(`${cmkId}: returned by a read after its deletion`);
  }

  created(serviceName: string, outcome: Outcome<unknown>): void {
    this.services.set(serviceName, outcome.done ? 'exists' : outcome.ambiguous ? 'ambiguous' : 'deleted');
  }

  taken(serviceName: string, outcome: Outcome<unknown>): void {
    this.services.set(serviceName, outcome.done ? 'deleted' : 'ambiguous');
  }

  /** Called when a wait has reported that a service is ready. */
  ready(serviceName: string, cmkId: string | null, { services, associations }: ProjectRecord): void {
    const service = services.get(serviceName);
    const isActive = associations.some(
      (one) => one.serviceName === serviceName && one.cmkId === cmkId && one.status === 'active',
    );
    const isReady = service?.state === 'RUNNING' && service.cmk_id === cmkId && (cmkId === null || isActive);
    if (!isReady) this.problem(`${serviceName}: reported as ready with key ${cmkId}, but it is not`);
  }

  /** Returns the outcomes that do not match the emulator's state. */
  check(): string[] {
    const { cmks, services } = this.emulator.store.project(project);
    const existing = new Map(
      [...cmks.values()].filter(({ status }) => status !== 'deleted').map((cmk) => [cmk.id, cmk.resource]),
    );
    for (const [cmkId, keyReference] of this.registeredKeys) {
      if (existing.has(cmkId) && this.deletedKeys.has(cmkId)) {
        this.problem(`${cmkId}: reported as deleted, but it exists`);
      }
      if (!existing.has(cmkId) && !this.mayBeDeleted(cmkId)) {
        this.problem(`${cmkId}: reported as registered, but it does not exist`);
      }
      if (existing.has(cmkId) && existing.get(cmkId) !== keyReference) {
        this.problem(`${cmkId}: has another key reference`);
      }
    }
    const strays = new Map<string, number>();
    for (const [cmkId, keyReference] of existing) {
      if (!this.registeredKeys.has(cmkId)) strays.set(keyReference, (strays.get(keyReference) ?? 0) + 1);
    }
    for (const [keyReference, count] of strays) {
      const explained = this.ambiguous.get(keyReference) ?? 0;
      if (count > explained) {
        this.problem(`${keyReference}: ${count} unreported keys, but only ${explained} ambiguous registrations`);
      }
    }
    for (const [name, claim] of this.services) {
      if (claim !== 'ambiguous' && services.has(name) !== (claim === 'exists')) {
        this.problem(`${name}: reported as "${claim}", but it is not`);
      }
    }
    return this.problems;
  }

  private mayBeDeleted(cmkId: string): boolean {
    return this.deletedKeys.has(cmkId) || this.maybeDeleted.has(cmkId);
  }
}
