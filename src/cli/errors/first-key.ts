/** Explains a refused move of a service that uses Aiven-managed keys: Aiven documents customer managed keys for new services only. */

import type { AivenError } from '../../client';
import { CliError } from './cli-error';
import { explain } from './explain';

/** The error with that explanation if it is a refusal; any other error unchanged. */
export function explainFirstKey(error: unknown, serviceName: string, cmkId: string): unknown {
  const { kind, ambiguous, errorCodes = [] } = error as Partial<AivenError>;
  const isRefusal = kind === 'invalidRequest' || kind === 'permissionDenied' || kind === 'conflict';
  if (!isRefusal || ambiguous || errorCodes.includes('invalid_cmk_id')) return error;
  return new CliError(
    `Aiven refused to move service "${serviceName}" from Aiven-managed keys to key "${cmkId}". ${(explain(error) as Error).message}`,
    'Aiven documents customer managed keys for new services: it may refuse the first key of an existing one. Create a new service with the key, and migrate the data to it.',
    1,
    { cause: error },
  );
}
