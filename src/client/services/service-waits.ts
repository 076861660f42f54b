/** Waiting for a service: until it runs under its key, or until it is gone. */

import { AIVEN_MANAGED_CMK_ID, sameCmkId } from '../../aiven';
import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { isAborted, isMissing, isTransient } from '../errors/guards';
import type { Association, AssociationStatus } from '../model/association';
import type { Service } from '../model/service';
import { pauses } from '../time/backoff';
import type { Clock } from '../time/clock';

/** What a look at the service showed. */
export interface ServiceReadiness {
  service: Service;
  /** Of its key; null when it has none, or when the key does not list the service. */
  association: AssociationStatus | null;
  /** The service is powered off: it will not run by itself, so nothing more is waited for. */
  poweredOff: boolean;
}

export interface GoneWait {
  /** @default 1200000 (20 minutes) */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Called after each look. */
  onProgress?(progress: { state: string | null; association: AssociationStatus | null }): void;
}

export interface ReadyWait extends GoneWait {
  /** The key that must protect it: null or the all-zero UUID for none. Left out: whichever it has. */
  cmkId?: string | null;
}

interface Waiting<Wait> {
  project: string;
  serviceName: string;
  wait: Wait;
  clock: Clock;
  get(): Promise<Service>;
}

/**
 * Resolves when the service is `RUNNING` and its key's association `active`, or when it is `POWEROFF`.
 * @throws AivenError: `timeout` and `aborted` name state and association; `notFound` when the service was taken away
 */
export async function waitUntilReady(
  waiting: Waiting<ReadyWait> & { associations(cmkId: string): Promise<Association[]> },
): Promise<ServiceReadiness> {
  const poll = new Poll(waiting, 'ready', waiting.wait.cmkId);
  let missing = 0;
  let off = 0;
  for (;;) {
    const service = await poll.try(() => waiting.get());
    missing = service === null ? missing + 1 : 0;
    // A first miss may be a list that lags behind a creation.
    if (missing > 1 && poll.mayBeJudgedGone()) throw poll.gone();
    if (service) {
      off = service.state === 'POWEROFF' ? off + 1 : 0;
      const held = await poll.try(() => associationOf(waiting, service));
      const association = held?.status ?? null;
      poll.saw(service.state, association);
      // One look may still show the state before a power-on.
      if (off > 1) return { service, association, poweredOff: true };
      if (held !== undefined && isReady(service, held, waiting.wait.cmkId)) {
        return { service, association, poweredOff: false };
      }
    }
    await poll.pause();
  }
}

/** Resolves when the API answers 404. @throws AivenError: `timeout` and `aborted` name the state */
export async function waitUntilGone(waiting: Waiting<GoneWait>): Promise<void> {
  const poll = new Poll(waiting, 'gone');
  for (;;) {
    const service = await poll.try(() => waiting.get());
    if (service === null) return;
    if (service) poll.saw(service.state, null);
    await poll.pause();
  }
}

/** What a service's key says of it; null when there is no such key. */
type Held = { status: AssociationStatus | null } | null;

async function associationOf(
  { associations, serviceName }: Waiting<ReadyWait> & { associations(cmkId: string): Promise<Association[]> },
  { cmkId }: Service,
): Promise<Held> {
  if (cmkId === null || cmkId === AIVEN_MANAGED_CMK_ID) return null;
  const all = await associations(cmkId);
  return { status: all.find((association) => association.serviceName === serviceName)?.status ?? null };
}

function isReady(service: Service, held: Held, wanted: string | null | undefined): boolean {
  if (service.state !== 'RUNNING') return false;
  if (wanted !== undefined && !sameCmkId(service.cmkId, wanted)) return false;
  // A key that is gone lists no service: where nothing else was asked for, there is nothing to wait for.
  const none = sameCmkId(service.cmkId, null) || (held === null && wanted === undefined);
  return none || held?.status === 'active';
}

/** The looks of one wait: time, pauses, outages, and what was seen last. */
class Poll {
  readonly #waiting: Waiting<GoneWait>;
  readonly #startedAt: number;
  readonly #pauses = pauses(defaults.poll);
  readonly #wanted: string | null | undefined;
  #lastAnswerAt: number;
  #state: string | null = null;
  #association: AssociationStatus | null = null;

  constructor(
    waiting: Waiting<GoneWait>,
    private readonly goal: 'ready' | 'gone',
    wanted?: string | null,
  ) {
    this.#waiting = waiting;
    this.#wanted = wanted;
    this.#startedAt = waiting.clock.now();
    this.#lastAnswerAt = this.#startedAt;
  }

  /** The answer; null for 404; undefined when it failed in a way that passes. */
  async try<T>(ask: () => Promise<T>): Promise<T | null | undefined> {
    const { clock } = this.#waiting;
    try {
      const answer = await ask();
      this.#lastAnswerAt = clock.now();
      return answer;
    } catch (error) {
      if (isAborted(error)) throw this.#error('aborted');
      if (isMissing(error)) return null;
      if (!isTransient(error) || clock.now() - this.#lastAnswerAt > defaults.unreachableMs) throw error;
      return undefined;
    }
  }

  saw(state: string, association: AssociationStatus | null): void {
    this.#state = state;
    this.#association = association;
    this.#waiting.wait.onProgress?.({ state, association });
  }

  /** Once it was there, it can go; before that, the API is given the time of a settled create. */
  mayBeJudgedGone(): boolean {
    return this.#state !== null || this.#waiting.clock.now() - this.#startedAt >= defaults.settle.lookForMs;
  }

  gone(): AivenError {
    return this.#error('notFound');
  }

  async pause(): Promise<void> {
    const { clock, wait } = this.#waiting;
    const timeoutMs = wait.timeoutMs ?? defaults.waitTimeoutMs;
    const left = timeoutMs - (clock.now() - this.#startedAt);
    if (left <= 0) throw this.#error('timeout');
    await clock.sleep(Math.min(this.#pauses.next(), left), wait.signal).catch(() => {
      throw this.#error('aborted');
    });
  }

  #error(kind: 'aborted' | 'notFound' | 'timeout'): AivenError {
    const { project, serviceName, clock } = this.#waiting;
    const seconds = Math.round((clock.now() - this.#startedAt) / 1000);
    const name = `ervice "${serviceName}" in project "${project}"`;
    const key = typeof this.#wanted === 'string' ? ` and encrypted with key "${this.#wanted}"` : '';
    const timeout =
      this.goal === 'ready' ? `was not ready${key} after ${seconds} s` : `still existed after ${seconds} s`;
    const summaries = {
      aborted: `The wait for s${name} was aborted`,
      notFound: `S${name} ${this.#state === null ? 'does not exist' : 'no longer exists'}`,
      timeout: `S${name} ${timeout}`,
    };
    const association = this.#association === null ? '' : `, association "${this.#association}"`;
    const seen = this.#state === null ? '' : ` (last state "${this.#state}"${association})`;
    const summary = `${summaries[kind]}${seen}.`;
    return new AivenError({ kind, summary, subject: `service "${serviceName}"`, operation: 'ServiceGet', project });
  }
}
