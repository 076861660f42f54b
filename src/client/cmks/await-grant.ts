/** Retries what Aiven refuses while the cloud may still be applying a new grant. */

import type { CallOptions } from '../call/api';
import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { mayBeUngranted } from '../errors/guards';
import type { Settings } from '../settings';
import { poll } from '../time/poll';

export interface GrantOptions extends CallOptions {
  /**
   * Until when to retry a refusal (400 `invalid_cmk_id`, or a 403 that is not `feature_not_enabled`), as `deadline` is given: a grant
   * from the same apply may not have reached every server of the cloud. @default no retries
   */
  grantDeadline?: number;
}

const lastAttemptMs = 1000;

/** @throws AivenError: the last refusal, or any other failure of `send` */
export async function awaitGrant<T>(
  { grantDeadline, ...call }: GrantOptions,
  { clock, log }: Pick<Settings, 'clock' | 'log'>,
  send: (call: CallOptions) => Promise<T>,
): Promise<T> {
  if (grantDeadline === undefined) return send(call);
  // The last attempt still needs time for its response.
  const deadline = Math.min(grantDeadline, (call.deadline ?? Number.POSITIVE_INFINITY) - lastAttemptMs);
  const aborted = () => new AivenError({ kind: 'aborted', summary: 'The wait for the grant was aborted.' });
  const polling = { clock, deadline, signal: call.signal, backoff: defaults.grant, aborted };
  const { result } = await poll(polling, async () => {
    try {
      return { result: await send(call) };
    } catch (error) {
      if (!mayBeUngranted(error) || clock.now() >= deadline) throw error;
      log.debug('Aiven refuses the key, perhaps until the cloud has applied a new grant', {
        message: error.apiMessage,
      });
      return undefined;
    }
  });
  return result;
}
