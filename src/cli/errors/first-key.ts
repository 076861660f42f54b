/** Explains a refused move of a service that uses Aiven-managed keys. */

import { firstKeyLimit } from '../../aiven';
import { CliError } from './cli-error';
import { explain } from './explain';

/** The error with that explanation if it is a refusal; any other error unchanged. */
export function explainFirstKey(error: unknown, serviceName: string, cmkId: string): unknown {
  const { isServiceChangeRefused } = require('../../client') as typeof import('../../client');
  if (!isServiceChangeRefused(error)) return error;
  return new CliError(
    `Aiven refused to move service "${serviceName}" from Aiven-managed keys to key "${cmkId}". ${(explain(error) as Error).message}`,
    firstKeyLimit,
    1,
    { cause: error },
  );
}
