/** After a create whose response was lost: searches for what it may have created. */

import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { isAborted, isTransient } from '../errors/guards';
import type { Settings } from '../settings';
import { poll } from '../time/poll';
import type { CreateTime } from './create-time';
import { unsettled } from './earlier-effect';

export interface LostCreate {
  what: 'key' | 'service';
  /** What the create failed with. */
  lost: AivenError;
  time: CreateTime;
  settings: Settings;
}

/**
 * Looks repeatedly until `judge` returns something other than undefined.
 * @param judge gets each successful look, and whether it succeeded after the search had ended: only then may it conclude that
 * nothing was created
 * @throws AivenError that is ambiguous, when the search is aborted or keeps failing
 */
export function searchAfterLoss<Seen, Found>(
  { what, lost, time, settings }: LostCreate,
  look: () => Promise<Seen>,
  judge: (seen: Seen, isOver: boolean) => Found | undefined,
): Promise<Found> {
  const { clock, retry } = settings;
  const { signal } = time.options;
  const deadline = time.searchDeadline(lost);
  const aborted = () => unsettled(lost, 'aborted', `The search for the ${what} was aborted.`);
  return poll({ clock, backoff: defaults.search, deadline, signal, delayFirst: true, aborted }, async () => {
    try {
      return judge(await look(), clock.now() >= deadline);
    } catch (error) {
      if (isAborted(error)) throw aborted();
      if (isTransient(error) && !time.isOver && clock.now() < deadline + retry.budgetMs) return undefined;
      const reason = error instanceof AivenError ? error.summary : String(error);
      throw unsettled(lost, lost.kind, `The search for the ${what} failed: ${reason}`);
    }
  });
}
