/** After a 404: only the project's list proves that the object does not exist. */

import { AivenError } from '../errors/aiven-error';
import { isAborted, isProjectNotFound } from '../errors/guards';

/** A 404 that may be about the object. A 404 about the project is not, and proves nothing. */
export function mayBeMissing(error: unknown): error is AivenError {
  return error instanceof AivenError && error.status === 404 && !isAborted(error) && !isProjectNotFound(error);
}

/**
 * Returns an error of kind `notFound` when the list lacks the object, so that every `notFound` of the client is a fact. Otherwise
 * returns an error of kind `contract`: something other than Aiven sent the 404.
 * @param missing the 404
 * @param isListed whether the project's list has the object, requested after the 404
 */
export async function confirmMissing(missing: AivenError, isListed: Promise<boolean>): Promise<AivenError> {
  try {
    if (await isListed) return contradicted(missing, 'Aiven still lists it');
    return missing.kind === 'notFound' ? missing : new AivenError({ ...missing, kind: 'notFound' });
  } catch (error) {
    if (!(error instanceof AivenError)) throw error;
    if (error.status === 404) return contradicted(missing, 'the list of the project returned 404 as well');
    return missing.ambiguous ? error.markAmbiguous() : error;
  }
}

function contradicted(missing: AivenError, fact: string): AivenError {
  return new AivenError({
    ...missing,
    kind: 'contract',
    detail: `This does not prove that it was deleted: ${fact}.`,
    hint: 'Check the API URL (AIVEN_WEB_URL), and any proxy or gateway in front of the API.',
  });
}
