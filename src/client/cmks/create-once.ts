/** Registering a key exactly once: a lost answer is settled by looking before anything is sent again. */

import { formatCmkImportId } from '../../aiven';
import type { Api, CallOptions } from '../call/api';
import { OperationTime } from '../call/operation-time';
import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { isAborted, isConflict, isTransient } from '../errors/guards';
import type { Cmk, CmkCreate } from '../model/cmk';
import { type Shared, shareKept } from '../reads/shared';
import type { SharedReads } from '../reads/shared-reads';
import type { Settings } from '../settings';
import { pauses, pauseUntil } from '../time/backoff';
import { listCmks, postCmk, updateCmk } from './cmk';
import { inTurn } from './in-turn';

/** More than one key of the project may be the one that was created. */
export class AmbiguousCreateError extends AivenError {
  override readonly name = 'AmbiguousCreateError';

  constructor(
    project: string,
    readonly candidates: readonly Cmk[],
  ) {
    const ids = candidates.map(({ cmkId }) => `"${formatCmkImportId({ project, cmkId })}"`).join(', ');
    super({
      kind: 'severalCandidates',
      summary: `The response to the creation of a key was lost, and more than one new key may be that key: ${ids}.`,
      hint: 'Import one of them, and delete the others unless someone else registered them.',
      operation: 'CMKCreate',
      project,
      ambiguous: true,
    });
  }
}

export class CreateOnce {
  readonly #api: Api;
  readonly #reads: SharedReads;
  readonly #settings: Settings;
  /** Per project: the ids that were there before our first create, and those of our own. Never thrown away. */
  readonly #known = new Map<string, Shared<Set<string>>>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(api: Api, reads: SharedReads, settings: Settings) {
    this.#api = api;
    this.#reads = reads;
    this.#settings = settings;
  }

  cmk(project: string, input: CmkCreate, options: CallOptions = {}): Promise<Cmk> {
    // Two creates of the same key at once could not tell each other's apart.
    const turn = JSON.stringify([project, input.cloud, input.keyReference]);
    const time = new OperationTime(this.#settings, options);
    return inTurn(this.#turns, turn, () => this.#create({ project, input, signal: options.signal, time }));
  }

  async #create(wanted: Wanted): Promise<Cmk> {
    const known = await this.#baseline(wanted);
    const first = await this.#post(wanted, known);
    if (first.cmk !== undefined) return first.cmk;
    if (!isUncertain(first.error)) throw first.error;
    const found = await this.#look(wanted, known, first.error);
    if (found !== undefined) return found;
    if (!wanted.time.hasTimeForMore) {
      throw unsettled(first.error, first.error.kind, 'Aiven did not list the key before the deadline.');
    }
    return this.#createAgain(wanted, known);
  }

  /** The look found nothing: one more POST, and no more. */
  async #createAgain(wanted: Wanted, known: Set<string>): Promise<Cmk> {
    const { cmk, error } = await this.#post(wanted, known);
    if (cmk === undefined) {
      // Refused as already there: then the first one arrived late.
      const found = isUncertain(error) || isConflict(error) ? await this.#look(wanted, known, error) : undefined;
      if (found === undefined) throw error.markAmbiguous();
      return found;
    }
    const late = await this.#lateOnes(wanted, known);
    if (late.length > 0) throw new AmbiguousCreateError(wanted.project, [cmk, ...late]);
    return cmk;
  }

  /** What the first POST made after all. Where that cannot be seen, the key that is known is what counts. */
  async #lateOnes({ project, input, time }: Wanted, known: Set<string>): Promise<Cmk[]> {
    try {
      return candidatesIn(await listCmks(this.#api, project, time.call()), input, known);
    } catch (error) {
      if (error instanceof AivenError) return [];
      throw error;
    }
  }

  async #post({ project, input, time }: Wanted, known: Set<string>): Promise<Posted> {
    try {
      const cmk = await postCmk(this.#api, project, input, time.uncertainCall());
      known.add(cmk.cmkId);
      return { cmk };
    } catch (error) {
      if (error instanceof AivenError) return { error };
      throw error;
    }
  }

  #baseline({ project, time }: Wanted): Promise<Set<string>> {
    return shareKept(this.#known, project, time.call(), async (call) => {
      const cmks = await this.#reads.recentCmks(project, call);
      return new Set(cmks.map(({ cmkId }) => cmkId));
    });
  }

  /**
   * Looks for the key until the time is over, even after it is seen: a second one may turn up, and then none may be taken.
   * Returns undefined when it is not there.
   */
  async #look(wanted: Wanted, known: Set<string>, lost: AivenError): Promise<Cmk | undefined> {
    const { clock, log } = this.#settings;
    const { project, signal, time } = wanted;
    log.warn('The answer to CMKCreate was lost; looking for the key', { project });
    const until = clock.now() + time.lookForMs;
    const pause = pauses(defaults.settle);
    const seen = new Map<string, Cmk>();
    for (;;) {
      await this.#sleep(pauseUntil(until - clock.now(), pause), signal, lost);
      const found = await this.#candidates(wanted, known, lost, until);
      for (const cmk of found ?? []) seen.set(cmk.cmkId, cmk);
      // Only a look that succeeded after the time was over may say that there is nothing.
      if (found !== undefined && clock.now() >= until) break;
    }
    const [only, ...others] = seen.values();
    if (only === undefined) return undefined;
    if (others.length > 0) throw new AmbiguousCreateError(project, [only, ...others]);
    known.add(only.cmkId);
    log.warn('Found the key that the lost answer was about', { project, cmk_id: only.cmkId });
    return this.#withDefault(wanted, only);
  }

  /** Someone may have made another key the default since ours was registered. */
  async #withDefault({ project, input, time }: Wanted, cmk: Cmk): Promise<Cmk> {
    if (input.defaultCmk === undefined || cmk.defaultCmk === input.defaultCmk) return cmk;
    try {
      return await updateCmk(this.#api, project, cmk.cmkId, input.defaultCmk, time.call());
    } catch (error) {
      // The key is registered, and an error here would make its caller forget it: it is handed over as it is.
      if (error instanceof AivenError) return cmk;
      throw error;
    }
  }

  /** One look; undefined when it failed in a way that passes. */
  async #candidates(wanted: Wanted, known: Set<string>, lost: AivenError, until: number): Promise<Cmk[] | undefined> {
    try {
      return candidatesIn(await listCmks(this.#api, wanted.project, wanted.time.call()), wanted.input, known);
    } catch (error) {
      if (isAborted(error)) throw unsettled(lost, 'aborted', 'The search for the key was aborted.');
      const { clock, retry } = this.#settings;
      if (isTransient(error) && !wanted.time.isOver && clock.now() < until + retry.budgetMs) return undefined;
      throw unsettled(
        lost,
        lost.kind,
        `The search for the key failed: ${error instanceof AivenError ? error.summary : error}`,
      );
    }
  }

  async #sleep(ms: number, signal: AbortSignal | undefined, lost: AivenError): Promise<void> {
    await this.#settings.clock.sleep(ms, signal).catch(() => {
      throw unsettled(lost, 'aborted', 'The search for the key was aborted.');
    });
  }
}

interface Wanted {
  project: string;
  input: CmkCreate;
  signal: AbortSignal | undefined;
  time: OperationTime;
}

type Posted = { cmk: Cmk; error?: undefined } | { cmk?: undefined; error: AivenError };

/** Keys that are neither older than our first create nor ours, and are what we asked for. */
function candidatesIn(cmks: readonly Cmk[], { cloud, keyReference }: CmkCreate, known: ReadonlySet<string>): Cmk[] {
  return cmks.filter(
    (cmk) =>
      !known.has(cmk.cmkId) && cmk.status !== 'deleted' && cmk.cloud === cloud && cmk.keyReference === keyReference,
  );
}

function isUncertain(error: AivenError): boolean {
  return error.ambiguous && error.kind !== 'aborted';
}

/** The lost answer's error, with what became of the search for the key. */
function unsettled(lost: AivenError, kind: AivenError['kind'], detail: string): AivenError {
  return new AivenError({ ...lost, kind, detail, operation: 'CMKCreate', ambiguous: true });
}
