/** Deletes a key that services are still moving away from: waits while they do, and gives up when they do not. */

import { listBounded } from '../../support/quote';
import type { CallOptions } from '../call/api';
import { OutageTolerance } from '../call/outage';
import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { isAborted, isConflict, isMissing, isTransient, nullIfMissing } from '../errors/guards';
import type { Association } from '../model/association';
import type { Clock } from '../time/clock';
import { poll } from '../time/poll';

export interface WhileDeactivating {
  /** How long a service may stay active or activating before the wait gives up, in milliseconds. @default 60000 */
  graceMs?: number;
  /** Called with the associations at each look. */
  onProgress?(associations: readonly Association[]): void;
}

export interface Deletion extends WhileDeactivating, CallOptions {
  project: string;
  cmkId: string;
  clock: Clock;
  delete(): Promise<void>;
  associations(): Promise<Association[]>;
}

/** Services still use the key, or the wait for them ended early. */
export class CmkInUseError extends AivenError {
  override readonly name = 'CmkInUseError';

  constructor(
    kind: 'inUse' | 'timeout' | 'aborted',
    { project, cmkId }: Pick<Deletion, 'project' | 'cmkId'>,
    /** What Aiven listed last. */
    readonly associations: readonly Association[],
    detail: string,
    apiMessage: string | null,
  ) {
    const services = listBounded(associations.map(({ serviceName, status }) => `"${serviceName}" (${status})`));
    const reason =
      services === ''
        ? 'Aiven rejected the request, but lists no service that uses the key'
        : `it is still associated with ${services}`;
    super({
      kind,
      summary: `Key "${cmkId}" in project "${project}" cannot be deleted: ${reason}.`,
      detail,
      subject: `key "${cmkId}"`,
      operation: 'CMKDelete',
      project,
      status: 409,
      apiMessage,
    });
  }
}

/**
 * Deletes, and on 409 polls the associations: until the deadline while all are `deactivating`; services that stay `active` or
 * `activating` get the grace period. (Nothing in a running apply can free those, so a longer wait would be a deadlock.)
 * @throws CmkInUseError naming the services and their statuses
 */
export async function deleteWhenFree(deletion: Deletion): Promise<void> {
  await new WaitingDelete(deletion).run();
}

class WaitingDelete {
  private readonly startedAt: number;
  private readonly deadline: number;
  private readonly graceMs: number;
  private readonly outage: OutageTolerance;
  /** When each service was first seen using the key without moving away. */
  private readonly inUseSince = new Map<string, number>();
  private associations: readonly Association[] = [];
  /** Since when Aiven refuses the delete although it lists no service. */
  private unexplainedSince: number | undefined;
  private conflict: AivenError | undefined;
  /** A response was lost: a 409 after that does not prove that the lost request will not delete the key later. */
  private ambiguous = false;

  constructor(private readonly deletion: Deletion) {
    const { clock, graceMs, deadline } = deletion;
    this.startedAt = clock.now();
    this.deadline = deadline ?? this.startedAt + defaults.waitTimeoutMs;
    this.graceMs = Math.min(graceMs ?? defaults.associationGraceMs, this.deadline - this.startedAt);
    this.outage = new OutageTolerance(clock);
  }

  async run(): Promise<void> {
    const { clock, signal } = this.deletion;
    const { deadline } = this;
    const aborted = () => this.error('aborted', 'The wait was aborted.');
    try {
      await poll({ clock, signal, deadline, backoff: defaults.poll, aborted }, () => this.step());
    } catch (error) {
      throw this.ambiguous && error instanceof AivenError ? error.markAmbiguous() : error;
    }
  }

  /** Deletes when no service is listed; otherwise, or after a 409, looks at the associations. True when the key is deleted. */
  private async step(): Promise<true | undefined> {
    if (this.associations.length > 0) await this.look();
    if (this.associations.length === 0) {
      if (await this.tryToDelete()) return true;
      await this.look();
    }
    return undefined;
  }

  private async tryToDelete(): Promise<boolean> {
    try {
      await this.deletion.delete();
      return true;
    } catch (error) {
      const waited = this.conflict !== undefined;
      if (waited && isMissing(error)) return true;
      if (waited && isAborted(error)) throw this.error('aborted', 'The wait was aborted.');
      if (!isConflict(error) && !(waited && isTransient(error))) throw error;
      this.ambiguous ||= error.ambiguous;
      if (isConflict(error)) this.conflict = error;
      else this.outage.tolerate(error);
      return false;
    }
  }

  /** @throws CmkInUseError when the wait has to end */
  private async look(): Promise<void> {
    try {
      const listed = await this.outage.try(() => nullIfMissing(this.deletion.associations()));
      if (listed !== undefined) this.associations = listed ?? [];
      if (listed) this.deletion.onProgress?.(listed);
    } catch (error) {
      throw isAborted(error) ? this.error('aborted', 'The wait was aborted.') : error;
    }
    this.giveUpInTime();
  }

  private giveUpInTime(): void {
    const now = this.deletion.clock.now();
    const inUse = this.associations
      .filter(({ status }) => status !== 'deactivating')
      .map(({ serviceName }) => serviceName);
    for (const name of this.inUseSince.keys()) if (!inUse.includes(name)) this.inUseSince.delete(name);
    for (const name of inUse) if (!this.inUseSince.has(name)) this.inUseSince.set(name, now);
    const since = Math.min(now, ...this.inUseSince.values());
    if (inUse.length > 0 && now - since >= this.graceMs) throw this.error('inUse', waitedFor(now - since));
    this.unexplainedSince = this.associations.length > 0 ? undefined : (this.unexplainedSince ?? now);
    if (this.conflict !== undefined && now - (this.unexplainedSince ?? now) >= this.graceMs) throw this.conflict;
    if (now >= this.deadline) throw this.error('timeout', waitedFor(this.deadline - this.startedAt));
  }

  private error(kind: 'inUse' | 'timeout' | 'aborted', detail: string): CmkInUseError {
    return new CmkInUseError(kind, this.deletion, this.associations, detail, this.conflict?.apiMessage ?? null);
  }
}

function waitedFor(ms: number): string {
  return `The delete waited ${Math.max(1, Math.round(ms / 1000))} s for it to be released.`;
}
