/** Warns about a key that does not fit the cloud in which its service runs. */

import { checkKeyFitsCloud } from '../../../aiven';
import type { Cmk } from '../../../client';
import type { ResourceContext } from '../../../plugin';

export function warnAboutMisfit(
  { keyReference }: Cmk,
  service: { serviceName: unknown; cloudName: string },
  ctx: Pick<ResourceContext<unknown>, 'warn'>,
): void {
  const problem = checkKeyFitsCloud(keyReference, service.cloudName);
  if (problem === undefined) return;
  ctx.warn(`The key of service "${String(service.serviceName)}" does not fit its cloud`, problem, ['cmk_id']);
}
