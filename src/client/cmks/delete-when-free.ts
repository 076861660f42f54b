/** Deleting a key that services are still letting go of: wait while they do, give up when they do not. */

import { defaults } from '../defaults';
import { AivenError, inDoubt, isAborted, isConflict, isNotFound, isTransient } from '../errors/errors';
import type { Association } from '../model/association';
import { pauses } from '../time/backoff';
import type { Clock } from '../time/clock';

export interface WhileDeactivating {
  /** Milliseconds for the whole wait. @default 1200000 (20 minutes) */
  timeoutMs?: number;
  /** How long a service may stay active or activating before the wait gives up, in milliseconds. @default 60000 */
  graceMs?: number;
  /** Called with the associations at each look. */
  onProgress?(associations: readonly Association[]): void;
}

export interface Deletion {
  project: string;
  cmkId: string;
  delete(): Promise<void>;
  associations(): Promise<Association[]>;
  limits: WhileDeactivating;
  signal?: AbortSignal;
  clock: Clock;
}

/** What services hold the key. */
export class CmkInUseError extends AivenError {
  override readonly name = 'CmkInUseError';

  constructor(
    kind: 'inUse' | 'timeout' | 'aborted',
    message: string,
    deletion: Pick<Deletion, 'project' | 'cmkId'>,
    readonly associations: readonly Association[],
    apiMessage?: string,
  ) {
    super({ kind, message, operation: 'CMKDelete', project: deletion.project, status: 409, apiMessage });
  }
}

/**
 * Deletes, and on 409 looks at the associations again and again: while all are `deactivating` until the timeout; services that
 * stay `active` or `activating` are given the grace. (Nothing in a running apply can free those: waiting longer would be a deadlock.)
 * @throws CmkInUseError naming the services and their statuses
 */
export async function deleteWhenFree(deletion: Deletion): Promise<void> {
  const wait = new DeletionWait(deletion);
  try {
    while (!(await wait.tryToDelete())) await wait.untilFree();
  } catch (error) {
    throw wait.uncertain ? inDoubt(error) : error;
  }
}

class DeletionWait {
  /** An answer was lost: a refusal after that does not mean that the lost request will not be carried out yet. */
  uncertain = false;
  readonly #deletion: Deletion;
  readonly #startedAt: number;
  readonly #pauses = pauses(defaults.poll);
  /** When each service was first seen holding the key without letting go. */
  readonly #holdingSince = new Map<string, number>();
  #associations: readonly Association[] = [];
  /** Since when the API refuses although it lists no service. */
  #unexplainedSince: number | undefined;
  #lastAnswerAt: number;
  #conflict: AivenError | undefined;

  constructor(deletion: Deletion) {
    this.#deletion = deletion;
    this.#startedAt = deletion.clock.now();
    this.#lastAnswerAt = this.#startedAt;
  }

  async tryToDelete(): Promise<boolean> {
    try {
      await this.#deletion.delete();
      return true;
    } catch (error) {
      const waited = this.#conflict !== undefined;
      if (waited && isNotFound(error)) return true;
      if (waited && isAborted(error)) throw this.#error('aborted', 'Stopped while waiting');
      if (!isConflict(error) && !(waited && isTransient(error))) throw error;
      this.uncertain ||= error.mayHaveHappened;
      if (isConflict(error)) this.#conflict = error;
      else this.#endure(error);
      return false;
    }
  }

  /** Resolves when no service is listed any more; after at least one pause, for the API has just refused. */
  async untilFree(): Promise<void> {
    for (let paused = false; ; paused = true) {
      await this.#look();
      this.#judge();
      if (paused && this.#associations.length === 0) return;
      await this.#pause();
      if (this.#associations.length === 0) return;
    }
  }

  async #look(): Promise<void> {
    try {
      this.#associations = await this.#deletion.associations();
      this.#lastAnswerAt = this.#deletion.clock.now();
      this.#deletion.limits.onProgress?.(this.#associations);
    } catch (error) {
      if (isAborted(error)) throw this.#error('aborted', 'Stopped while waiting');
      if (isNotFound(error)) this.#associations = [];
      else if (isTransient(error)) this.#endure(error);
      else throw error;
    }
  }

  /** An outage in the middle of a long wait is no reason to give it up, unless it lasts. */
  #endure(error: AivenError): void {
    if (this.#deletion.clock.now() - this.#lastAnswerAt > defaults.unreachableMs) throw error;
  }

  #judge(): void {
    const { clock, limits } = this.#deletion;
    const now = clock.now();
    const holding = this.#associations.filter(({ status }) => status !== 'deactivating');
    for (const name of this.#holdingSince.keys()) {
      if (!holding.some(({ serviceName }) => serviceName === name)) this.#holdingSince.delete(name);
    }
    for (const { serviceName } of holding) {
      if (!this.#holdingSince.has(serviceName)) this.#holdingSince.set(serviceName, now);
    }
    const timeoutMs = limits.timeoutMs ?? defaults.waitTimeoutMs;
    const graceMs = Math.min(limits.graceMs ?? defaults.associationGraceMs, timeoutMs);
    const since = Math.min(now, ...this.#holdingSince.values());
    if (holding.length > 0 && now - since >= graceMs) {
      const those = holding.length === 1 ? 'A service' : 'Services';
      const waited = Math.max(1, Math.round((now - since) / 1000));
      throw this.#error('inUse', `${those} kept using it while the deletion waited ${waited} s`);
    }
    this.#unexplainedSince = this.#associations.length > 0 ? undefined : (this.#unexplainedSince ?? now);
    if (this.#conflict !== undefined && now - (this.#unexplainedSince ?? now) >= graceMs) throw this.#conflict;
    if (now - this.#startedAt >= timeoutMs) throw this.#error('timeout', `Waited ${seconds(timeoutMs)}`);
  }

  async #pause(): Promise<void> {
    const { clock, signal, limits } = this.#deletion;
    const left = (limits.timeoutMs ?? defaults.waitTimeoutMs) - (clock.now() - this.#startedAt);
    await clock.sleep(Math.max(1, Math.min(this.#pauses.next(), left)), signal).catch(() => {
      throw this.#error('aborted', 'Stopped while waiting');
    });
  }

  #error(kind: 'inUse' | 'timeout' | 'aborted', what: string): CmkInUseError {
    const { project, cmkId } = this.#deletion;
    const services = this.#associations.map(({ serviceName, status }) => `${serviceName} (${status})`).join(', ');
    const holders = services === '' ? 'no service that the API lists' : services;
    const message = `CMK ${cmkId} of project ${project} cannot be deleted: it is still associated with ${holders}. ${what}.`;
    return new CmkInUseError(
      kind,
      message,
      this.#deletion,
      this.#associations,
      this.#conflict?.apiMessage ?? undefined,
    );
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
