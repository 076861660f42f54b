/** Deleting a key that services are still letting go of: wait while they do, give up when they do not. */

import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { isAborted, isConflict, isMissing, isTransient } from '../errors/guards';
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
    const services = associations.map(({ serviceName, status }) => `"${serviceName}" (${status})`).join(', ');
    const reason =
      services === '' ? 'Aiven refuses, but lists no service that uses it' : `it is still associated with ${services}`;
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
 * Deletes, and on 409 looks at the associations again and again: while all are `deactivating` until the timeout; services that
 * stay `active` or `activating` are given the grace. (Nothing in a running apply can free those: waiting longer would be a deadlock.)
 * @throws CmkInUseError naming the services and their statuses
 */
export async function deleteWhenFree(deletion: Deletion): Promise<void> {
  const wait = new DeletionWait(deletion);
  try {
    while (!(await wait.tryToDelete())) await wait.untilFree();
  } catch (error) {
    throw wait.ambiguous && error instanceof AivenError ? error.markAmbiguous() : error;
  }
}

class DeletionWait {
  /** A response was lost: a 409 after that does not prove that the lost request will not delete the key later. */
  ambiguous = false;
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
      if (waited && isMissing(error)) return true;
      if (waited && isAborted(error)) throw this.#error('aborted', 'The wait was aborted.');
      if (!isConflict(error) && !(waited && isTransient(error))) throw error;
      this.ambiguous ||= error.ambiguous;
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
      if (isAborted(error)) throw this.#error('aborted', 'The wait was aborted.');
      if (isMissing(error)) this.#associations = [];
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
      const waited = Math.max(1, Math.round((now - since) / 1000));
      throw this.#error('inUse', `The delete waited ${waited} s for it to be released.`);
    }
    this.#unexplainedSince = this.#associations.length > 0 ? undefined : (this.#unexplainedSince ?? now);
    if (this.#conflict !== undefined && now - (this.#unexplainedSince ?? now) >= graceMs) throw this.#conflict;
    if (now - this.#startedAt >= timeoutMs)
      throw this.#error('timeout', `The delete waited ${seconds(timeoutMs)} for it to be released.`);
  }

  async #pause(): Promise<void> {
    const { clock, signal, limits } = this.#deletion;
    const left = (limits.timeoutMs ?? defaults.waitTimeoutMs) - (clock.now() - this.#startedAt);
    await clock.sleep(Math.max(1, Math.min(this.#pauses.next(), left)), signal).catch(() => {
      throw this.#error('aborted', 'The wait was aborted.');
    });
  }

  #error(kind: 'inUse' | 'timeout' | 'aborted', detail: string): CmkInUseError {
    return new CmkInUseError(kind, this.#deletion, this.#associations, detail, this.#conflict?.apiMessage ?? null);
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
