/** Before a request is sent again that may have taken effect: looks for its effect. */

import { AivenError } from '../errors/aiven-error';
import { isAborted, isTransient } from '../errors/guards';

/** What an earlier attempt did, or undefined when it did nothing. */
export type EarlierEffect<T> = { value: T } | undefined;

/**
 * @param failed the error of the earlier attempt
 * @throws AivenError that is ambiguous when the look fails; any other error of `look` as it is
 */
export async function lookForEffect<T>(
  failed: AivenError,
  look: () => Promise<EarlierEffect<T>>,
): Promise<EarlierEffect<T>> {
  try {
    return await look();
  } catch (error) {
    if (isAborted(error)) throw unsettled(failed, 'aborted', 'The search for what it did was aborted.');
    if (!isTransient(error)) throw error;
    throw unsettled(failed, failed.kind, `The search for what it did failed: ${error.summary}`);
  }
}

/** The same failure, with how the search for what it did ended. */
export function unsettled(lost: AivenError, kind: AivenError['kind'], detail: string): AivenError {
  return new AivenError({ ...lost, kind, detail, ambiguous: true });
}
