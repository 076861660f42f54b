/** Explains a refused move of a service that uses Aiven-managed keys. */

import { firstKeyLimit } from '../../../aiven';
import { type CallOptions, isServiceChangeRefused } from '../../../client';
import { DiagnosticError } from '../../../plugin';
import type { Session } from '../../settings';

/**
 * Returns the error to report for a failed change of a service's key: with that explanation if Aiven refused the change and the
 * service has no customer managed key, otherwise the error itself.
 */
export async function explainFirstKey(
  error: unknown,
  service: { readonly project: string; readonly name: string; readonly cmkId: string },
  { client }: Session,
  call: CallOptions,
): Promise<unknown> {
  if (!isServiceChangeRefused(error)) return error;
  const current = await client.services.get(service.project, service.name, call).catch(() => null);
  if (current === null || current.cmkId !== null) return error;
  return new DiagnosticError(
    `Aiven refused to move service "${service.name}" from Aiven-managed keys to key "${service.cmkId}"`,
    `${error.message} ${firstKeyLimit}`,
    ['cmk_id'],
  );
}
