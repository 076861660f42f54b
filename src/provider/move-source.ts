/** Which provider a resource comes from that a `moved` block moves to ours. */

import type { MoveSource } from '../plugin';

/** Whether it comes from a provider named `aiven`, from any registry. OpenTofu before 1.12 sends only the name. */
export function isFromAiven({ providerAddress }: Pick<MoveSource, 'providerAddress'>): boolean {
  return providerAddress.split('/').at(-1) === 'aiven';
}
