/** Registers a key exactly once: after a lost response it searches for the key before it sends anything again. */

import { formatCmkImportId } from '../../aiven';
import { inTurn } from '../../support/in-turn';
import type { Api, CallOptions } from '../call/api';
import { CreateTime } from '../call/create-time';
import { type EarlierEffect, unsettled } from '../call/earlier-effect';
import { searchAfterLoss } from '../call/lost-create';
import { AivenError } from '../errors/aiven-error';
import { isConflict } from '../errors/guards';
import type { Cmk, CmkCreate } from '../model/cmk';
import { type Shared, shareKept } from '../reads/shared';
import type { SharedReads } from '../reads/shared-reads';
import type { Settings } from '../settings';
import { listCmks, postCmk, updateCmk } from './cmk';

/** More than one key of the project may be the one that was created. */
export class AmbiguousCreateError extends AivenError {
  override readonly name = 'AmbiguousCreateError';

  constructor(
    project: string,
    /** The new keys with the requested cloud and key reference. */
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

interface Creation {
  project: string;
  input: CmkCreate;
  time: CreateTime;
  /** Keys that are not the one to create: those from before our first create, and those that we created. */
  known: Set<string>;
  /** The create was sent more than once, or is about to be. */
  isRepeated: boolean;
}

type Outcome = { cmk: Cmk } | { error: AivenError };

export class CreateOnce {
  /** The known keys of each project. Kept for the life of the client. */
  private readonly known = new Map<string, Shared<Set<string>>>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly api: Api,
    private readonly reads: SharedReads,
    private readonly settings: Settings,
  ) {}

  /** @throws AivenError, AmbiguousCreateError when several keys may be the new one */
  cmk(project: string, input: CmkCreate, options: CallOptions = {}): Promise<Cmk> {
    // Concurrent creates of the same key could not tell their results apart.
    const turn = JSON.stringify([project, input.cloud, input.keyReference]);
    const time = new CreateTime(this.settings, options);
    return inTurn(this.turns, turn, async () =>
      this.create({ project, input, time, known: await this.knownKeys(project, options), isRepeated: false }),
    );
  }

  private async create(creation: Creation): Promise<Cmk> {
    const first = await this.postKey(creation);
    if ('cmk' in first) return this.requireOnly(creation, first.cmk);
    const { error } = first;
    if (!this.needsSearch(creation, error)) throw error;
    const found = await this.search(creation, error);
    if (found !== null) return found;
    if (!isLost(error)) throw error;
    if (!creation.time.allowsRetry(error)) {
      throw unsettled(error, error.kind, 'Aiven did not list the key before the deadline.');
    }
    return this.createAgain(creation);
  }

  /** The search found nothing: sends the create once more, and never again. */
  private async createAgain(creation: Creation): Promise<Cmk> {
    creation.isRepeated = true;
    const outcome = await this.postKey(creation);
    if ('cmk' in outcome) return this.requireOnly(creation, outcome.cmk);
    const { error } = outcome;
    const found = this.needsSearch(creation, error) ? await this.search(creation, error) : null;
    if (found === null) throw error.markAmbiguous();
    return found;
  }

  /** A conflict on a second request means that the first one took effect late. */
  private needsSearch({ isRepeated }: Creation, error: AivenError): boolean {
    return isLost(error) || (isRepeated && isConflict(error));
  }

  /** @throws AmbiguousCreateError when an earlier request took effect late */
  private async requireOnly(creation: Creation, cmk: Cmk): Promise<Cmk> {
    const late = creation.isRepeated ? await this.lateKeys(creation) : [];
    if (late.length > 0) throw new AmbiguousCreateError(creation.project, [cmk, ...late]);
    return cmk;
  }

  /** What the first request created late; nothing if the list cannot be read, since the second request did succeed. */
  private async lateKeys(creation: Creation): Promise<Cmk[]> {
    try {
      return await this.candidates(creation);
    } catch (error) {
      if (error instanceof AivenError) return [];
      throw error;
    }
  }

  private async postKey(creation: Creation): Promise<Outcome> {
    const { project, input, time, known } = creation;
    try {
      const findEarlier = () => this.findEarlier(creation);
      const cmk = await postCmk(this.api, project, input, { ...time.createOptions, findEarlier });
      known.add(cmk.cmkId);
      return { cmk };
    } catch (error) {
      if (error instanceof AivenError) return { error };
      throw error;
    }
  }

  private knownKeys(project: string, options: CallOptions): Promise<Set<string>> {
    return shareKept(this.known, project, options, async (call) => {
      const cmks = await this.reads.recentCmks(project, call);
      return new Set(cmks.map(({ cmkId }) => cmkId));
    });
  }

  /** Searches to the end even after it saw a key: if a second one appears, neither may be taken. Null when there is none. */
  private async search(creation: Creation, lost: AivenError): Promise<Cmk | null> {
    const { project, time } = creation;
    this.settings.log.warn('The response to CMKCreate was lost; searching for the key', { project });
    const seen = new Map<string, Cmk>();
    await searchAfterLoss(
      { what: 'key', lost, time, settings: this.settings },
      () => this.candidates(creation),
      (found, isOver) => {
        for (const cmk of found) seen.set(cmk.cmkId, cmk);
        return isOver || undefined;
      },
    );
    return this.adopt(creation, [...seen.values()]);
  }

  /** A rejected create is about to be repeated: looks once, because the server did respond. */
  private async findEarlier(creation: Creation): Promise<EarlierEffect<Cmk>> {
    const cmk = await this.adopt(creation, await this.candidates(creation));
    creation.isRepeated = true;
    return cmk === null ? undefined : { value: cmk };
  }

  /** The only key that was found, or null. */
  private async adopt(creation: Creation, [only, ...others]: readonly Cmk[]): Promise<Cmk | null> {
    const { project, known } = creation;
    if (only === undefined) return null;
    if (others.length > 0) throw new AmbiguousCreateError(project, [only, ...others]);
    known.add(only.cmkId);
    this.settings.log.warn('Found the key that the failed request registered', { project, cmk_id: only.cmkId });
    return this.withDefault(creation, only);
  }

  /** Another key may have become the default since ours was registered. */
  private async withDefault({ project, input, time }: Creation, cmk: Cmk): Promise<Cmk> {
    if (input.defaultCmk === undefined || cmk.defaultCmk === input.defaultCmk) return cmk;
    try {
      return await updateCmk(this.api, project, cmk.cmkId, input.defaultCmk, time.options);
    } catch (error) {
      // The key is registered, and after an error the caller would not know it.
      if (error instanceof AivenError) return cmk;
      throw error;
    }
  }

  /** The keys that may be the new one. A name in another spelling is another key. */
  private async candidates({ project, input, time, known }: Creation): Promise<Cmk[]> {
    const cmks = await listCmks(this.api, project, time.options);
    return cmks.filter(
      ({ cmkId, cloud, keyReference, status }) =>
        cloud === input.cloud && keyReference === input.keyReference && status !== 'deleted' && !known.has(cmkId),
    );
  }
}

function isLost(error: AivenError): boolean {
  return error.ambiguous && error.kind !== 'aborted' && error.kind !== 'severalCandidates';
}
