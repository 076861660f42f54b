/** Waits for a service: until it runs and uses its key, or until it is deleted. */

import { sameCmkId } from '../../aiven';
import type { CallOptions } from '../call/api';
import { OutageTolerance } from '../call/outage';
import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { isAborted, nullIfMissing } from '../errors/guards';
import type { Association, AssociationStatus } from '../model/association';
import type { Service } from '../model/service';
import type { Clock } from '../time/clock';
import { poll } from '../time/poll';

export interface ServiceReadiness {
  service: Service;
  /** Status of the association with its key; null when it uses no key, or the key does not list it. */
  association: AssociationStatus | null;
  /** The service is powered off. It will not start by itself, so the wait ends. */
  poweredOff: boolean;
}

export interface WaitProgress {
  state: string | null;
  cmkId: string | null;
  association: AssociationStatus | null;
}

export interface GoneWait extends CallOptions {
  /** Called after each read of the service. `association` is with the requested key, otherwise with `cmkId`, the key that it has. */
  onProgress?(progress: WaitProgress): void;
}

export interface ReadyWait extends GoneWait {
  /** The key that the service must be encrypted with; null for Aiven-managed keys. @default the key that it has */
  cmkId?: string | null;
  /** Read the service with its passwords and URIs. @default false */
  includeSecrets?: boolean;
}

interface Waiting<Wait> {
  project: string;
  serviceName: string;
  wait: Wait;
  clock: Clock;
  get(): Promise<Service>;
}

/**
 * Resolves when the service is `RUNNING` and its association `active`, or when it is `POWEROFF`.
 * @throws AivenError of kind `timeout` or `aborted` with the last state, `notFound` when the service was deleted, `wrongKey` when it
 * has not started to move to its key for 60 seconds
 */
export async function waitUntilReady(
  waiting: Waiting<ReadyWait> & { associations(cmkId: string): Promise<Association[]> },
): Promise<ServiceReadiness> {
  const { clock, wait } = waiting;
  const watch = new ServiceWatch(waiting, 'ready', wait.cmkId);
  // Right after a create, Aiven may not list the service yet.
  const visibleBy = clock.now() + defaults.search.durationMs;
  let misses = 0;
  let timesOff = 0;
  let elsewhereSince: number | undefined;
  return watch.poll(async () => {
    const service = await watch.try(waiting.get());
    misses = service === null ? misses + 1 : 0;
    if (misses > 1 && (watch.wasSeen || clock.now() >= visibleBy)) throw watch.error('notFound');
    if (!service) return undefined;
    timesOff = service.state === 'POWEROFF' ? timesOff + 1 : 0;
    const key = await watch.try(keyUse(waiting, service));
    const association = key?.status ?? null;
    watch.saw(service, association);
    if (key === undefined) return undefined;
    // The first look may still show the state from before a power-on.
    const poweredOff = timesOff > 1;
    if ((poweredOff || service.state === 'RUNNING') && isElsewhere(service, key, wait.cmkId)) {
      elsewhereSince ??= clock.now();
      const lasted = clock.now() - elsewhereSince;
      if (lasted >= defaults.associationGraceMs || watch.isOver) throw watch.wrongKey(service, lasted);
      return undefined;
    }
    elsewhereSince = undefined;
    return poweredOff || isReady(service, key, wait.cmkId) ? { service, association, poweredOff } : undefined;
  });
}

/** Resolves when Aiven returns 404 for the service. @throws AivenError of kind `timeout` or `aborted` with the last state */
export async function waitUntilGone(waiting: Waiting<GoneWait>): Promise<void> {
  const watch = new ServiceWatch(waiting, 'gone');
  await watch.poll(async () => {
    const service = await watch.try(waiting.get());
    if (service === null) return true;
    if (service) watch.saw(service, null);
    return undefined;
  });
}

/** The service among the associations of a key; null when there is no key to ask, or when it was deleted. */
type KeyUse = { status: AssociationStatus | null } | null;

/** Asks the key that the service must use, otherwise the key that it has. */
async function keyUse(
  {
    associations,
    serviceName,
    wait,
  }: { associations(cmkId: string): Promise<Association[]>; serviceName: string; wait: ReadyWait },
  service: Service,
): Promise<KeyUse> {
  const cmkId = wait.cmkId ?? service.cmkId;
  if (cmkId === null) return null;
  const all = await associations(cmkId);
  return { status: all.find((association) => association.serviceName === serviceName)?.status ?? null };
}

/** Whether the service has another key than it must have, and Aiven shows no move to that key. */
function isElsewhere(service: Service, key: KeyUse, wanted: string | null | undefined): boolean {
  if (wanted === undefined || sameCmkId(service.cmkId, wanted)) return false;
  // Without power it cannot finish the move, so an association that was active before counts too.
  if (wanted !== null && service.state === 'POWEROFF') return key?.status !== 'activating' && key?.status !== 'active';
  return key?.status !== (wanted === null ? 'deactivating' : 'activating');
}

function isReady(service: Service, key: KeyUse, wanted: string | null | undefined): boolean {
  if (service.state !== 'RUNNING') return false;
  if (wanted !== undefined && !sameCmkId(service.cmkId, wanted)) return false;
  // A deleted key lists no service: unless the caller wants that key, there is nothing to wait for.
  const needsNoAssociation = service.cmkId === null || (key === null && wanted === undefined);
  return needsNoAssociation || key?.status === 'active';
}

/** One wait for one service: its deadline, tolerance for outages, and what was seen last. */
class ServiceWatch {
  private readonly startedAt: number;
  private readonly deadline: number;
  private readonly outage: OutageTolerance;
  private state: string | null = null;
  private association: AssociationStatus | null = null;

  constructor(
    private readonly waiting: Waiting<GoneWait>,
    private readonly goal: 'ready' | 'gone',
    private readonly wanted?: string | null,
  ) {
    const { clock, wait } = waiting;
    this.startedAt = clock.now();
    this.deadline = wait.deadline ?? this.startedAt + defaults.waitTimeoutMs;
    this.outage = new OutageTolerance(clock);
  }

  get wasSeen(): boolean {
    return this.state !== null;
  }

  /** Whether this look is the last one. */
  get isOver(): boolean {
    return this.waiting.clock.now() >= this.deadline;
  }

  /** @throws AivenError of kind `timeout` once `look` has returned undefined after the deadline */
  poll<T>(look: () => Promise<T | undefined>): Promise<T> {
    const { clock, wait } = this.waiting;
    const { deadline } = this;
    const aborted = () => this.error('aborted');
    return poll({ clock, backoff: defaults.poll, deadline, signal: wait.signal, aborted }, async () => {
      const seen = await look();
      if (seen === undefined && this.isOver) throw this.error('timeout');
      return seen;
    });
  }

  /** The response; null when there is no such object; undefined when the request failed and the wait goes on. */
  async try<T>(request: Promise<T>): Promise<T | null | undefined> {
    try {
      return await this.outage.try(() => nullIfMissing(request));
    } catch (error) {
      throw isAborted(error) ? this.error('aborted') : error;
    }
  }

  saw({ state, cmkId }: Service, association: AssociationStatus | null): void {
    this.state = state;
    this.association = association;
    this.waiting.wait.onProgress?.({ state, cmkId, association });
  }

  /** @param lastedMs How long the service has shown another key, in milliseconds. */
  wrongKey({ cmkId, state }: Service, lastedMs: number): AivenError {
    const { project, serviceName } = this.waiting;
    const named = (key: string | null | undefined) => (key ? `key "${key}"` : 'Aiven-managed keys');
    return new AivenError({
      kind: 'wrongKey',
      summary: `Service "${serviceName}" in project "${project}" uses ${named(cmkId)} and not ${named(this.wanted)} (state "${state}").`,
      detail: `Aiven has not started to move the service for ${Math.max(1, Math.round(lastedMs / 1000))} s.`,
      subject: `service "${serviceName}"`,
      operation: 'ServiceGet',
      project,
    });
  }

  error(kind: 'aborted' | 'notFound' | 'timeout'): AivenError {
    const { project, serviceName } = this.waiting;
    const name = `service "${serviceName}" in project "${project}"`;
    const seconds = Math.max(1, Math.round((this.deadline - this.startedAt) / 1000));
    const key = this.wanted ? ` and encrypted with key "${this.wanted}"` : '';
    const timeout = this.goal === 'ready' ? `was not ready${key}` : 'still existed';
    const association = this.association === null ? '' : `, association "${this.association}"`;
    const seen = this.state === null ? '' : ` (last state "${this.state}"${association})`;
    const summaries = {
      aborted: `The wait for ${name} was aborted${seen}.`,
      notFound: `S${name.slice(1)} ${this.wasSeen ? 'no longer exists' : 'does not exist'}${seen}.`,
      timeout: `S${name.slice(1)} ${timeout} after ${seconds} s${seen}.`,
    };
    const subject = `service "${serviceName}"`;
    return new AivenError({ kind, summary: summaries[kind], subject, operation: 'ServiceGet', project });
  }
}
